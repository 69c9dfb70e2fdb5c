use alloc::format;
use alloc::string::{String, ToString};

use apache_avro::Schema;
use apache_avro::schema::SchemaKind;

/// A type for people: `timestamp-millis`, `decimal(9, 2)`, `enum shop.State`.
pub(super) fn described(schema: &Schema) -> String {
    let logical = match schema {
        Schema::Decimal(decimal) => return format!("decimal({}, {})", decimal.precision, decimal.scale),
        Schema::BigDecimal => "big-decimal",
        Schema::Uuid(_) => "uuid",
        Schema::Duration(_) => "duration",
        Schema::TimeMillis => "time-millis",
        Schema::TimeMicros => "time-micros",
        Schema::TimestampMillis => "timestamp-millis",
        Schema::TimestampMicros => "timestamp-micros",
        Schema::TimestampNanos => "timestamp-nanos",
        Schema::LocalTimestampMillis => "local-timestamp-millis",
        Schema::LocalTimestampMicros => "local-timestamp-micros",
        Schema::LocalTimestampNanos => "local-timestamp-nanos",
        _ => "",
    };
    if !logical.is_empty() {
        return logical.to_string();
    }
    let kind = format!("{:?}", SchemaKind::from(schema)).to_lowercase();
    schema.name().map_or_else(|| kind.clone(), |name| format!("{kind} {}", name.fullname(None)))
}
