use filrouge::{BaggageEntry, Fault, Header, TraceContext};
use serde_json::{Value, json};

/// `[["<key hex>", "<value hex>" | null], ...]`: headers are bytes, which JSON has not.
pub fn headers<'a>(headers: impl IntoIterator<Item = Header<'a>>) -> Value {
    headers.into_iter().map(|header| json!([hex(header.key), header.value.map(hex)])).collect()
}

/// `[{"key", "value", "properties"?}, ...]`
pub fn baggage(entries: &[BaggageEntry]) -> Value {
    entries
        .iter()
        .map(|entry| {
            let mut shape = json!({ "key": entry.key, "value": entry.value });
            if let Some(properties) = &entry.properties {
                shape["properties"] = properties.as_str().into();
            }
            shape
        })
        .collect()
}

/// `[{"header", "reason"}, ...]`
pub fn faults(faults: &[Fault]) -> Value {
    faults.iter().map(|fault| json!({ "header": fault.header, "reason": fault.reason.as_str() })).collect()
}

/// `[{"traceId", "spanId", "sampled"}, ...]`
pub fn links(links: &[TraceContext]) -> Value {
    let link = |link: &TraceContext| json!({ "traceId": link.trace_id_hex(), "spanId": link.span_id_hex(), "sampled": link.sampled });
    links.iter().map(link).collect()
}

/// Lower-case digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
