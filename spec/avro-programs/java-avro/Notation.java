import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.util.TimePeriod;
import org.apache.avro.util.Utf8;

/** Values in the notation of ../../avro.md, section 4, as Java's Avro has them. */
class Notation {
  static final GenericData DATA = new GenericData();
  private static final LocalDateTime LOCAL = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

  static {
    DATA.addLogicalTypeConversion(new Conversions.DecimalConversion());
    DATA.addLogicalTypeConversion(new Conversions.DurationConversion());
    DATA.addLogicalTypeConversion(new Conversions.UUIDConversion());
    DATA.addLogicalTypeConversion(new TimeConversions.DateConversion());
    DATA.addLogicalTypeConversion(new TimeConversions.TimeMillisConversion());
    DATA.addLogicalTypeConversion(new TimeConversions.TimeMicrosConversion());
    DATA.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    DATA.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
    DATA.addLogicalTypeConversion(new TimeConversions.TimestampNanosConversion());
    DATA.addLogicalTypeConversion(new TimeConversions.LocalTimestampMillisConversion());
    DATA.addLogicalTypeConversion(new TimeConversions.LocalTimestampMicrosConversion());
    DATA.addLogicalTypeConversion(new TimeConversions.LocalTimestampNanosConversion());
  }

  static Object valueOf(Schema schema, JsonNode noted) {
    if (schema.getLogicalType() != null) return logical(schema.getLogicalType().getName(), noted);
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> noted.booleanValue();
      case INT -> noted.intValue();
      case LONG -> Long.parseLong(noted.textValue());
      case FLOAT -> Float.parseFloat(noted.textValue());
      case DOUBLE -> Double.parseDouble(noted.textValue());
      case BYTES -> ByteBuffer.wrap(hex(noted));
      case STRING -> new Utf8(noted.textValue());
      case ENUM -> new GenericData.EnumSymbol(schema, noted.textValue());
      case FIXED -> new GenericData.Fixed(schema, hex(noted));
      case ARRAY -> array(schema, noted);
      case MAP -> map(schema.getValueType(), noted);
      case RECORD -> record(schema, noted);
      case UNION -> noted.isNull() ? null : branch(schema, noted.fields().next());
    };
  }

  private static Object logical(String name, JsonNode noted) {
    return switch (name) {
      case "decimal" -> new BigDecimal(noted.textValue());
      case "uuid" -> UUID.fromString(noted.textValue());
      case "duration" ->
          TimePeriod.of(
              noted.get("months").longValue(), noted.get("days").longValue(), noted.get("milliseconds").longValue());
      case "date" -> LocalDate.ofEpochDay(noted.longValue());
      case "time-millis" -> LocalTime.MIDNIGHT.plus(noted.longValue(), ChronoUnit.MILLIS);
      case "time-micros" -> LocalTime.MIDNIGHT.plus(Long.parseLong(noted.textValue()), ChronoUnit.MICROS);
      case "timestamp-millis" -> Instant.EPOCH.plus(Long.parseLong(noted.textValue()), ChronoUnit.MILLIS);
      case "timestamp-micros" -> Instant.EPOCH.plus(Long.parseLong(noted.textValue()), ChronoUnit.MICROS);
      case "timestamp-nanos" -> Instant.EPOCH.plus(Long.parseLong(noted.textValue()), ChronoUnit.NANOS);
      case "local-timestamp-millis" -> LOCAL.plus(Long.parseLong(noted.textValue()), ChronoUnit.MILLIS);
      case "local-timestamp-micros" -> LOCAL.plus(Long.parseLong(noted.textValue()), ChronoUnit.MICROS);
      case "local-timestamp-nanos" -> LOCAL.plus(Long.parseLong(noted.textValue()), ChronoUnit.NANOS);
      default -> throw new IllegalArgumentException("no notation of " + name);
    };
  }

  private static List<Object> array(Schema schema, JsonNode noted) {
    List<Object> items = new ArrayList<>();
    noted.forEach(item -> items.add(valueOf(schema.getElementType(), item)));
    return new GenericData.Array<>(schema, items);
  }

  private static Map<Utf8, Object> map(Schema values, JsonNode noted) {
    Map<Utf8, Object> entries = new HashMap<>();
    noted.fields().forEachRemaining(entry -> entries.put(new Utf8(entry.getKey()), valueOf(values, entry.getValue())));
    return entries;
  }

  private static GenericData.Record record(Schema schema, JsonNode noted) {
    GenericData.Record record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields())
      record.put(field.pos(), valueOf(field.schema(), noted.get(field.name())));
    return record;
  }

  private static Object branch(Schema union, Map.Entry<String, JsonNode> noted) {
    Schema branch = union.getTypes().get(union.getIndexNamed(noted.getKey()));
    return valueOf(branch, noted.getValue());
  }

  /** Not {@code equals} of records and arrays, which knows no conversions of logical types. */
  static boolean isSame(Object one, Object other) {
    if (one instanceof IndexedRecord record && other instanceof IndexedRecord another)
      return record.getSchema().equals(another.getSchema()) && isSame(fields(record), fields(another));
    if (one instanceof List<?> items && other instanceof List<?> others)
      return items.size() == others.size()
          && IntStream.range(0, items.size()).allMatch(at -> isSame(items.get(at), others.get(at)));
    if (one instanceof Map<?, ?> entries && other instanceof Map<?, ?> others)
      return entries.keySet().equals(others.keySet())
          && entries.keySet().stream().allMatch(key -> isSame(entries.get(key), others.get(key)));
    return Objects.equals(one, other);
  }

  private static List<Object> fields(IndexedRecord record) {
    return record.getSchema().getFields().stream().map(field -> record.get(field.pos())).collect(Collectors.toList());
  }

  private static byte[] hex(JsonNode noted) {
    return HexFormat.of().parseHex(noted.textValue());
  }
}
