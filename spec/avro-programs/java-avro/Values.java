import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;

/**
 * Java's Avro and the values of ../../avro-values.json: a line of JSON for each check, {@code [id, check, what is wrong or null]}.
 */
class Values {
  private static final ObjectMapper JSON = new ObjectMapper();

  private interface Check {
    void run() throws Exception;
  }

  public static void main(String[] args) throws IOException {
    JsonNode file = JSON.readTree(new File(args[0]));
    for (JsonNode vector : file.get("values")) {
      check(vector, "encode", () -> encode(vector));
      check(vector, "decode", () -> decode(vector, vector.get("bytes")));
      if (vector.has("also")) check(vector, "also", () -> decodeAll(vector));
      check(vector, "fingerprint", () -> fingerprint(vector));
    }
    for (JsonNode vector : file.get("resolutions")) check(vector, "resolve", () -> resolve(vector));
  }

  private static void check(JsonNode vector, String name, Check check) throws IOException {
    String problem = null;
    try {
      check.run();
    } catch (Exception | AssertionError | StackOverflowError error) {
      problem = error.toString();
    }
    System.out.println(JSON.writeValueAsString(Arrays.asList(vector.get("id").textValue(), name, problem)));
  }

  private static void encode(JsonNode vector) throws IOException {
    Schema schema = schema(vector.get("schema"));
    Object value = Notation.valueOf(schema, vector.get("value"));
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(stream, null);
    new GenericDatumWriter<>(schema, Notation.DATA).write(value, encoder);
    encoder.flush();
    byte[] bytes = stream.toByteArray();
    if (!vector.has("free")) {
      expect(vector.get("bytes").textValue(), HexFormat.of().formatHex(bytes));
      byte[] message = new BinaryMessageEncoder<>(Notation.DATA, schema).encode(value).array();
      String start = "c301" + vector.get("fingerprint").textValue();
      expect(start + vector.get("bytes").textValue(), HexFormat.of().formatHex(message));
    }
    expect(value, read(bytes, schema, schema));
  }

  private static void decode(JsonNode vector, JsonNode bytes) throws IOException {
    Schema schema = schema(vector.get("schema"));
    expect(Notation.valueOf(schema, vector.get("value")), read(hex(bytes), schema, schema));
  }

  private static void decodeAll(JsonNode vector) throws IOException {
    for (JsonNode form : vector.get("also")) decode(vector, form);
  }

  private static void fingerprint(JsonNode vector) throws Exception {
    Schema schema = schema(vector.get("schema"));
    byte[] fingerprint = SchemaNormalization.parsingFingerprint("CRC-64-AVRO", schema);
    expect(vector.get("fingerprint").textValue(), HexFormat.of().formatHex(fingerprint));
    if (vector.has("canonicalForm"))
      expect(vector.get("canonicalForm").textValue(), SchemaNormalization.toParsingForm(schema));
  }

  private static void resolve(JsonNode vector) throws IOException {
    Schema writer = schema(vector.get("writer"));
    Schema reader = schema(vector.get("reader"));
    byte[] bytes = hex(vector.get("bytes"));
    if (!vector.has("refused")) {
      expect(Notation.valueOf(reader, vector.get("value")), read(bytes, writer, reader));
      return;
    }
    Object value;
    try {
      value = read(bytes, writer, reader);
    } catch (RuntimeException refusal) {
      return;
    }
    throw new AssertionError(value + " was read");
  }

  private static Object read(byte[] bytes, Schema writer, Schema reader) throws IOException {
    ByteArrayInputStream stream = new ByteArrayInputStream(bytes);
    Object value =
        new GenericDatumReader<>(writer, reader, Notation.DATA)
            .read(null, DecoderFactory.get().directBinaryDecoder(stream, null));
    if (stream.available() > 0) throw new AssertionError("bytes are left");
    return value;
  }

  private static Schema schema(JsonNode json) {
    return new Schema.Parser().parse(json.toString());
  }

  private static byte[] hex(JsonNode text) {
    return HexFormat.of().parseHex(text.textValue());
  }

  private static void expect(Object expected, Object actual) {
    if (!Notation.isSame(expected, actual)) throw new AssertionError(expected + " was expected, not " + actual);
  }
}
