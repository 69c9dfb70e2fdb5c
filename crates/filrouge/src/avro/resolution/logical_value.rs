use apache_avro::types::Value;
use apache_avro::{Decimal, Duration, Schema, Uuid};

use crate::avro::check::{has_digits, is_big_decimal, is_day, is_instant, is_uuid};

/// A value of a logical type of what stands beneath it, if it has one: the same that would be good in a payload.
pub(super) fn logical_value(beneath: Value, logical: &Schema) -> Option<Value> {
    match beneath {
        Value::Int(number) => of_int(number, logical),
        Value::Long(number) => of_long(number, logical),
        Value::String(text) => is_uuid(text.as_bytes()).then(|| Uuid::parse_str(&text).ok()).flatten().map(Value::Uuid),
        Value::Bytes(bytes) | Value::Fixed(_, bytes) => match logical {
            Schema::Decimal(decimal) => {
                let precision = u32::try_from(decimal.precision).unwrap_or(u32::MAX);
                has_digits(&bytes, precision).then(|| Value::Decimal(Decimal::from(bytes)))
            }
            Schema::Uuid(_) => Uuid::from_slice(&bytes).ok().map(Value::Uuid),
            Schema::Duration(_) => <[u8; 12]>::try_from(bytes).ok().map(|bytes| Value::Duration(Duration::from(bytes))),
            Schema::BigDecimal if is_big_decimal(&bytes) => Value::Bytes(bytes).resolve(logical).ok(),
            _ => None,
        },
        _ => None,
    }
}

fn of_int(number: i32, logical: &Schema) -> Option<Value> {
    match logical {
        Schema::Date => is_day(number.into()).then_some(Value::Date(number)),
        Schema::TimeMillis => Some(Value::TimeMillis(number)),
        _ => of_long(number.into(), logical),
    }
}

fn of_long(number: i64, logical: &Schema) -> Option<Value> {
    Some(match logical {
        Schema::TimestampMillis => return is_instant(number).then_some(Value::TimestampMillis(number)),
        Schema::TimeMicros => Value::TimeMicros(number),
        Schema::TimestampMicros => Value::TimestampMicros(number),
        Schema::TimestampNanos => Value::TimestampNanos(number),
        Schema::LocalTimestampMillis => Value::LocalTimestampMillis(number),
        Schema::LocalTimestampMicros => Value::LocalTimestampMicros(number),
        Schema::LocalTimestampNanos => Value::LocalTimestampNanos(number),
        _ => return None,
    })
}
