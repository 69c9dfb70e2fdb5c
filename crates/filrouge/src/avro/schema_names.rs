use alloc::format;
use alloc::string::{String, ToString};

/// The name that others refer to (Avro 1.12, "Names"): a name with a dot is whole.
pub(super) fn full_name(name: &str, namespace: &str) -> String {
    if name.contains('.') || namespace.is_empty() { name.to_string() } else { format!("{namespace}.{name}") }
}

/// What stands before the last dot.
pub(super) fn namespace_of(full_name: &str) -> &str {
    full_name.rsplit_once('.').map_or("", |(namespace, _)| namespace)
}
