use alloc::string::String;

use apache_avro::Error;
use apache_avro::error::Details;

use super::shown::shown;

/// Why a type cannot hold a value. What serde and apache-avro say of it has the value before the reason, or the whole schema.
pub(super) fn type_mismatch(error: &Error) -> String {
    match error.details() {
        Details::DeserializeSchemaAware { value_type, value, .. } => shown(&format_args!("{value}, for {value_type}")),
        Details::DeserializeValue(text) => {
            // of a union the error is within one of the same form, as Rust's Debug writes it
            let innermost = text.rsplit("Failed to deserialize Avro value into value: ").next().unwrap_or(text);
            let innermost = innermost.trim_end_matches(" }");
            match innermost.rsplit_once(", expected ") {
                Some((found, expected)) => shown(&format_args!("{} was expected: {found}", shown(&expected))),
                None => shown(&innermost),
            }
        }
        details => shown(details),
    }
}
