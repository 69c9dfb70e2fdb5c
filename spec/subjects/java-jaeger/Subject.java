import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.jaegertracing.internal.JaegerSpanContext;
import io.jaegertracing.internal.JaegerTracer;
import io.jaegertracing.internal.propagation.TextMapCodec;
import io.opentracing.propagation.TextMapAdapter;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** jaeger-client for Java as a subject (../../subject-protocol.md): its own codec for text maps reads the headers. */
class Subject {
  private static final TextMapCodec CODEC = new TextMapCodec(false);

  static Map<String, Object> hello() {
    Map<String, Object> hello = new LinkedHashMap<>();
    hello.put("protocol", 1);
    hello.put("name", "java-jaeger");
    hello.put("language", "java");
    hello.put("library", "jaeger-core " + JaegerTracer.getVersionFromProperties());
    hello.put("level", "ids");
    hello.put("reads", List.of("uber-trace-id"));
    hello.put("delivers", List.of());
    return hello;
  }

  static Map<String, Object> contextOf(JsonArray headers) {
    Map<String, String> carrier = new LinkedHashMap<>();
    for (JsonElement header : headers) carrier.put(text(header, 0), text(header, 1));
    JaegerSpanContext context = CODEC.extract(new TextMapAdapter(carrier));
    if (context == null || (context.getTraceIdHigh() == 0 && context.getTraceIdLow() == 0)) return null;
    return Map.of("traceId", context.getTraceId(), "spanId", context.toSpanId(), "sampled", context.isSampled());
  }

  static String text(JsonElement header, int index) {
    JsonElement digits = header.getAsJsonArray().get(index);
    return digits.isJsonNull() ? null : new String(HexFormat.of().parseHex(digits.getAsString()), StandardCharsets.UTF_8);
  }

  public static void main(String[] arguments) throws Exception {
    Gson gson = new GsonBuilder().serializeNulls().create();
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = lines.readLine()) != null; ) {
      JsonObject request = gson.fromJson(line, JsonObject.class);
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("id", request.get("id").getAsString());
      try {
        if (request.get("ask").getAsString().equals("hello")) answer.putAll(hello());
        else answer.put("context", contextOf(request.getAsJsonArray("headers")));
      } catch (RuntimeException error) {
        answer.put("error", error.toString());
      }
      System.out.println(gson.toJson(answer));
    }
  }
}
