import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.extension.trace.propagation.B3Propagator;
import io.opentelemetry.extension.trace.propagation.JaegerPropagator;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** OpenTelemetry Java as a subject (../../subject-protocol.md): its propagators read the headers. */
class Subject {
  // A composite lets the last one win: the format that headers.md reads first stands last.
  private static final TextMapPropagator PROPAGATOR =
      TextMapPropagator.composite(
          B3Propagator.injectingSingleHeader(), JaegerPropagator.getInstance(), W3CTraceContextPropagator.getInstance());
  private static final TextMapGetter<Map<String, String>> GETTER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
          return carrier.keySet();
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
          return carrier.get(key);
        }
      };

  static Map<String, Object> hello() {
    Map<String, Object> hello = new LinkedHashMap<>();
    hello.put("protocol", 1);
    hello.put("name", "java-opentelemetry");
    hello.put("language", "java");
    hello.put("library", "opentelemetry-api 1.65.0");
    hello.put("level", "ids");
    hello.put("reads", List.of("traceparent", "uber-trace-id", "b3", "b3-multi"));
    hello.put("delivers", List.of());
    return hello;
  }

  static Map<String, Object> contextOf(JsonArray headers) {
    Map<String, String> carrier = new LinkedHashMap<>();
    for (JsonElement header : headers) carrier.put(text(header, 0), text(header, 1));
    SpanContext context = Span.fromContext(PROPAGATOR.extract(Context.root(), carrier, GETTER)).getSpanContext();
    if (!context.isValid()) return null;
    return Map.of("traceId", context.getTraceId(), "spanId", context.getSpanId(), "sampled", context.isSampled());
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
