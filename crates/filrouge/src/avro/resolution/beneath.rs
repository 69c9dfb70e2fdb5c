use apache_avro::Schema;
use apache_avro::schema::{DecimalSchema, FixedSchema, InnerDecimalSchema, UuidSchema};

/// The type that the bytes have, whatever logical type stands on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beneath {
    Null,
    Boolean,
    Int,
    Long,
    Float,
    Double,
    Bytes,
    Text,
    Fixed {
        size: usize,
    },
    Enum,
    Array,
    Map,
    Record,
    Union,
    /// A name that the schema does not define.
    Unknown,
}

impl Beneath {
    pub(super) fn of(schema: &Schema) -> Self {
        match schema {
            Schema::Null => Self::Null,
            Schema::Boolean => Self::Boolean,
            Schema::Int | Schema::Date | Schema::TimeMillis => Self::Int,
            Schema::Long
            | Schema::TimeMicros
            | Schema::TimestampMillis
            | Schema::TimestampMicros
            | Schema::TimestampNanos
            | Schema::LocalTimestampMillis
            | Schema::LocalTimestampMicros
            | Schema::LocalTimestampNanos => Self::Long,
            Schema::Float => Self::Float,
            Schema::Double => Self::Double,
            Schema::Bytes
            | Schema::BigDecimal
            | Schema::Uuid(UuidSchema::Bytes)
            | Schema::Decimal(DecimalSchema { inner: InnerDecimalSchema::Bytes, .. }) => Self::Bytes,
            Schema::String | Schema::Uuid(UuidSchema::String) => Self::Text,
            Schema::Fixed(FixedSchema { size, .. })
            | Schema::Duration(FixedSchema { size, .. })
            | Schema::Uuid(UuidSchema::Fixed(FixedSchema { size, .. }))
            | Schema::Decimal(DecimalSchema { inner: InnerDecimalSchema::Fixed(FixedSchema { size, .. }), .. }) => {
                Self::Fixed { size: *size }
            }
            Schema::Enum(_) => Self::Enum,
            Schema::Array(_) => Self::Array,
            Schema::Map(_) => Self::Map,
            Schema::Record(_) => Self::Record,
            Schema::Union(_) => Self::Union,
            Schema::Ref { .. } => Self::Unknown,
        }
    }

    /// Avro 1.12, "Schema Resolution": which other types a value is read as.
    pub(super) fn is_promoted_to(self, other: Self) -> bool {
        match self {
            Self::Int => matches!(other, Self::Long | Self::Float | Self::Double),
            Self::Long => matches!(other, Self::Float | Self::Double),
            Self::Float => other == Self::Double,
            Self::Text => other == Self::Bytes,
            Self::Bytes => other == Self::Text,
            _ => false,
        }
    }
}

pub(super) fn is_logical(schema: &Schema) -> bool {
    use Schema::{Array, Boolean, Bytes, Double, Enum, Fixed, Float, Int, Long, Map, Null, Record, Ref, String, Union};
    !matches!(
        schema,
        Null | Boolean
            | Int
            | Long
            | Float
            | Double
            | Bytes
            | String
            | Fixed(_)
            | Enum(_)
            | Array(_)
            | Map(_)
            | Record(_)
            | Union(_)
            | Ref { .. }
    )
}
