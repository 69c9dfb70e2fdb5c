use apache_avro::schema::{InnerDecimalSchema, UuidSchema};
use apache_avro::types::Value;
use apache_avro::{Days, Decimal, Duration, Millis, Months, Schema, Uuid};
use num_bigint::BigInt;
use serde_json::Value as Noted;

use super::scalars::{int, parsed, text};

pub fn logical_value(schema: &Schema, noted: &Noted) -> Value {
    match schema {
        Schema::Date => Value::Date(int(noted)),
        Schema::TimeMillis => Value::TimeMillis(int(noted)),
        Schema::TimeMicros => Value::TimeMicros(parsed(noted)),
        Schema::TimestampMillis => Value::TimestampMillis(parsed(noted)),
        Schema::TimestampMicros => Value::TimestampMicros(parsed(noted)),
        Schema::TimestampNanos => Value::TimestampNanos(parsed(noted)),
        Schema::LocalTimestampMillis => Value::LocalTimestampMillis(parsed(noted)),
        Schema::LocalTimestampMicros => Value::LocalTimestampMicros(parsed(noted)),
        Schema::LocalTimestampNanos => Value::LocalTimestampNanos(parsed(noted)),
        Schema::Uuid(UuidSchema::String | UuidSchema::Fixed(_)) => Value::Uuid(parsed::<Uuid>(noted)),
        Schema::Duration(_) => {
            let part = |name: &str| u32::try_from(noted[name].as_u64().expect("a number")).expect("32 bits");
            let [months, days, milliseconds] = ["months", "days", "milliseconds"].map(part);
            Value::Duration(Duration::new(Months::new(months), Days::new(days), Millis::new(milliseconds)))
        }
        Schema::Decimal(decimal) => {
            let unscaled: BigInt = text(noted).replace('.', "").parse().expect("a number");
            let bytes = unscaled.to_signed_bytes_be();
            match &decimal.inner {
                InnerDecimalSchema::Bytes => Value::Decimal(Decimal::from(bytes)),
                InnerDecimalSchema::Fixed(fixed) => {
                    let sign = if unscaled < BigInt::ZERO { 0xff } else { 0 };
                    let filled = [vec![sign; fixed.size - bytes.len()], bytes].concat();
                    Value::Decimal(Decimal::from(filled))
                }
            }
        }
        other => panic!("no notation of {other:?}"),
    }
}
