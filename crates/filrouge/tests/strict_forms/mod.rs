//! The written forms of the specification's grammar, section 5 and 6, checked without any code of the crate.

use filrouge::Format;

/// Formats that write a context, and the header that each of them always writes.
pub const WITH_CONTEXTS: [(Format, &str); 7] = [
    (Format::Traceparent, "traceparent"),
    (Format::UberTraceId, "uber-trace-id"),
    (Format::B3, "b3"),
    (Format::B3Multi, "x-b3-traceid"),
    (Format::Datadog, "x-datadog-trace-id"),
    (Format::SentryTrace, "sentry-trace"),
    (Format::OtTracer, "ot-tracer-traceid"),
];

pub fn first_key(format: Format) -> &'static str {
    WITH_CONTEXTS.iter().find(|(known, _)| *known == format).expect("a format with contexts").1
}

/// Whether a header, after an injection, can only have been written by it.
pub fn is_of_a_format(key: &[u8]) -> bool {
    let key = key.to_ascii_lowercase();
    let Ok(key) = std::str::from_utf8(&key) else { return false };
    let own =
        ["traceparent", "tracestate", "b3", "baggage", "elasticapmtraceparent", "sentry-trace", "x-amzn-trace-id"];
    let prefixes = ["uber", "jaeger-", "x-b3-", "x-datadog-", "ot-"];
    own.contains(&key) || prefixes.iter().any(|prefix| key.starts_with(prefix))
}

pub fn matches(key: &str, value: &[u8]) -> bool {
    let Ok(value) = std::str::from_utf8(value) else { return false };
    let fields = |separator: char| value.split(separator).collect::<Vec<_>>();
    match key {
        "traceparent" => {
            matches!(fields('-')[..], ["00", trace, span, "00" | "01"] if is_hex(trace, 32) && is_hex(span, 16))
        }
        "uber-trace-id" => {
            matches!(fields(':')[..], [trace, span, "0", "0" | "1" | "3"] if is_hex(trace, 32) && is_hex(span, 16))
        }
        "b3" | "sentry-trace" => match fields('-')[..] {
            [trace, span] | [trace, span, "0" | "1"] => is_hex(trace, 32) && is_hex(span, 16),
            _ => false,
        },
        "x-b3-traceid" => is_hex(value, 32),
        "x-b3-spanid" | "ot-tracer-traceid" | "ot-tracer-spanid" => is_hex(value, 16),
        "x-b3-sampled" => matches!(value, "0" | "1"),
        "x-b3-flags" => value == "1",
        "x-datadog-trace-id" | "x-datadog-parent-id" => is_decimal(value),
        "x-datadog-sampling-priority" => matches!(value, "0" | "1" | "2"),
        "x-datadog-tags" => value.strip_prefix("_dd.p.tid=").is_some_and(|high| is_hex(high, 16)),
        "ot-tracer-sampled" => matches!(value, "true" | "false"),
        "tracestate" => (1..=512).contains(&value.len()) && is_printable(value),
        "baggage" => (1..=8192).contains(&value.len()) && is_printable(value) && !value.contains([' ', ';', '"', '\\']),
        "jaeger-baggage" => fields(',')
            .iter()
            .all(|member| member.split_once('=').is_some_and(|(key, value)| is_safe_key(key) && is_safe_value(value))),
        _ => {
            let entry = key.strip_prefix("uberctx-").or_else(|| key.strip_prefix("ot-baggage-"));
            entry.is_some_and(is_safe_key) && is_safe_value(value)
        }
    }
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits
        && text.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
        && text.bytes().any(|digit| digit != b'0')
}

fn is_decimal(text: &str) -> bool {
    text.parse::<u64>().is_ok_and(|number| number > 0 && number.to_string() == text)
}

fn is_printable(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, 0x20..=0x7e))
}

fn is_safe_key(key: &str) -> bool {
    (1..=63).contains(&key.len())
        && key.starts_with(|first: char| first.is_ascii_lowercase())
        && key.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

fn is_safe_value(value: &str) -> bool {
    !value.is_empty()
        && is_printable(value)
        && value.trim_matches(' ') == value
        && !value.contains(['%', '+', ',', '='])
}
