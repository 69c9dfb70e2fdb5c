//! Jaeger's baggage set by hand: `key=value, key=value`. It is read with all baggage, and written where it is named.

use crate::baggage::jaeger_baggage_header as header;
use crate::header_format::HeaderFormat;

pub(crate) const FORMAT: HeaderFormat = HeaderFormat {
    name: header::KEY,
    keys: &[header::KEY],
    read: |_, _| {},
    write: None,
    write_decision: None,
    write_baggage: Some(header::write),
};
