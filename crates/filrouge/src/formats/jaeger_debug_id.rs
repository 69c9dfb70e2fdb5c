//! Jaeger's way to have a new trace kept, and to find it: the value becomes a tag of its root span.

use alloc::borrow::ToOwned;
use alloc::string::String;

use crate::Decision;
use crate::WrittenHeaders;
use crate::fault::Reason;
use crate::fields::Fields;
use crate::header_format::HeaderFormat;
use crate::limits::written;
use crate::precedence::Precedence;

const KEY: &str = "jaeger-debug-id";

pub(crate) const FORMAT: HeaderFormat = HeaderFormat {
    name: KEY,
    keys: &[KEY],
    read,
    write: None,
    write_decision: Some(write_decision),
    write_baggage: None,
};

fn read(fields: &mut Fields<'_, '_>, precedence: &mut Precedence<'_>) {
    let found = fields.field(KEY, fields.limits.long_field, |text| Ok::<String, Reason>(text.to_owned()));
    if let Some(id) = found.and_then(|field| field.last) {
        precedence.add_decision(Decision { sampled: Some(true), debug: true, debug_id: Some(id) });
    }
}

fn write_decision(decision: &Decision, written: &mut WrittenHeaders) {
    if let Some(id) = decision.debug_id.as_deref().filter(|id| is_writable(id)) {
        written.push(KEY, id);
    }
}

/// Printable ASCII that no reader trims.
fn is_writable(id: &str) -> bool {
    (1..=written::DEBUG_ID).contains(&id.len())
        && id.bytes().all(|byte| matches!(byte, 0x20..=0x7e))
        && !id.starts_with(' ')
        && !id.ends_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_would_change_is_not_written() {
        assert!(is_writable("ticket 4711"));
        assert!(is_writable(&"x".repeat(512)));
        for id in ["", " x", "x ", "é", "a\tb", &"x".repeat(513)] {
            assert!(!is_writable(id), "{id:?}");
        }
    }
}
