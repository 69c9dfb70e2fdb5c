use serde_json::Value;

use super::cursor::Cursor;
use super::decimal_digits::has_digits;
use super::payload_limits::PayloadLimits;
use crate::avro::payload_fault::{PayloadFault, PayloadFaultReason};

/// What a logical type demands beside its bytes; nothing for those that any value of the type beneath is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LogicalCheck {
    /// Within what a `Date` of JavaScript holds: both sides refuse the same.
    TimestampMillis,
    /// The same.
    Date,
    /// As text.
    Uuid,
    Decimal {
        /// Of a fixed.
        size: Option<usize>,
        precision: u32,
    },
    /// An unscaled number as bytes, and its scale, inside of bytes. apache-avro 0.22 allocates what the inner length says.
    BigDecimal,
}

const MOST_MS: i64 = 8_640_000_000_000_000;
/// Of a decimal. One of more is passed over: what it is compared with takes time by its digits.
const MOST_DIGITS: u64 = 10_000;
const DAY_MS: i64 = 86_400_000;

/// Of a logical type that is known and stands where it may; one that does not is passed over (Avro 1.12, "Logical Types").
pub(super) fn logical_check(schema: &Value) -> Option<LogicalCheck> {
    match (schema["logicalType"].as_str()?, schema["type"].as_str()?) {
        ("timestamp-millis", "long") => Some(LogicalCheck::TimestampMillis),
        ("date", "int") => Some(LogicalCheck::Date),
        ("uuid", "string") => Some(LogicalCheck::Uuid),
        ("decimal", "bytes" | "fixed") => decimal(schema),
        ("big-decimal", "bytes") => Some(LogicalCheck::BigDecimal),
        _ => None,
    }
}

fn decimal(schema: &Value) -> Option<LogicalCheck> {
    let precision = schema["precision"].as_u64()?;
    let scale = schema.get("scale").map_or(Some(0), Value::as_u64)?;
    let size = schema["size"].as_u64();
    let most = size.map_or(f64::INFINITY, |size| ((8.0 * size as f64 - 1.0) * f64::log10(2.0)).floor());
    let holds = precision > 0 && precision <= MOST_DIGITS && precision as f64 <= most && scale <= precision;
    holds.then_some(LogicalCheck::Decimal { size: size.map(|size| size as usize), precision: precision as u32 })
}

impl LogicalCheck {
    pub(super) fn run(self, at: &mut Cursor<'_>) -> Result<(), PayloadFault> {
        let start = at.position();
        let holds = match self {
            Self::TimestampMillis => is_instant(at.long()?),
            Self::Date => is_day(at.int()?),
            Self::BigDecimal => is_big_decimal(at.bytes()?),
            Self::Uuid => is_uuid(at.bytes()?),
            Self::Decimal { size, precision } => {
                let bytes = match size {
                    Some(size) => at.take(size)?,
                    None => at.bytes()?,
                };
                has_digits(bytes, precision)
            }
        };
        if holds { Ok(()) } else { Err(PayloadFault::new(PayloadFaultReason::BadValue, start)) }
    }
}

/// Milliseconds.
pub(in crate::avro) fn is_instant(since_1970: i64) -> bool {
    (-MOST_MS..=MOST_MS).contains(&since_1970)
}

pub(in crate::avro) fn is_day(since_1970: i64) -> bool {
    (-MOST_MS / DAY_MS..=MOST_MS / DAY_MS).contains(&since_1970)
}

pub(in crate::avro) fn is_big_decimal(bytes: &[u8]) -> bool {
    let mut inner = Cursor::new(bytes, 0, &PayloadLimits::ANY_SIZE);
    inner.bytes().and_then(|_| inner.long()).is_ok()
}

/// Hex digits of either case, with hyphens where RFC 4122 has them.
pub(in crate::avro) fn is_uuid(text: &[u8]) -> bool {
    text.len() == 36
        && text.iter().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}
