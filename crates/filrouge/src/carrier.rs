use crate::fault::{Fault, Reason};
use crate::limits;
use crate::repeated::Repeated;
use crate::uberctx;
use crate::{Format, Header};

pub(crate) const TRACESTATE: &str = "tracestate";
pub(crate) const BAGGAGE: &str = "baggage";

/// The values of one key: those of the exact key where it is there at all, else those of any other letter case.
#[derive(Default)]
pub(crate) struct Key<'a> {
    exact: Repeated<'a>,
    other_case: Repeated<'a>,
}

impl<'a> Key<'a> {
    fn push(&mut self, exact: bool, value: Option<&'a [u8]>) {
        if exact { &mut self.exact } else { &mut self.other_case }.push(value);
    }

    pub(crate) fn values(&self) -> &Repeated<'a> {
        if self.exact.is_absent() { &self.other_case } else { &self.exact }
    }
}

/// The headers of a record that are read, found in one pass and borrowed.
#[derive(Default)]
pub(crate) struct Carrier<'a> {
    traceparent: Key<'a>,
    uber_trace_id: Key<'a>,
    pub(crate) tracestate: Key<'a>,
    pub(crate) baggage: Key<'a>,
    /// What stands behind the prefix, as it was sent, and the value.
    pub(crate) uberctx: Vec<(&'a [u8], Option<&'a [u8]>)>,
    scanned: usize,
}

impl<'a> Carrier<'a> {
    pub(crate) fn collect(headers: impl IntoIterator<Item = Header<'a>>) -> Self {
        let mut carrier = Carrier::default();
        for header in headers {
            carrier.look_at(header);
        }
        carrier
    }

    /// The values of the header that holds the ids of a format.
    pub(crate) fn ids(&self, format: Format) -> &Repeated<'a> {
        match format {
            Format::Traceparent => self.traceparent.values(),
            Format::UberTraceId => self.uber_trace_id.values(),
        }
    }

    /// There were more keys than are inspected.
    pub(crate) fn fault(&self) -> Option<Fault> {
        (self.scanned > limits::KEYS_SCANNED).then_some(Fault { header: "*", reason: Reason::OverLimit })
    }

    fn look_at(&mut self, Header { key, value }: Header<'a>) {
        let (name, slot) = match key.len() {
            11 => ("traceparent", &mut self.traceparent),
            13 => ("uber-trace-id", &mut self.uber_trace_id),
            10 => (TRACESTATE, &mut self.tracestate),
            _ => (BAGGAGE, &mut self.baggage),
        };
        self.scanned += 1;
        if key == name.as_bytes() {
            return slot.push(true, value);
        }
        if self.scanned > limits::KEYS_SCANNED {
            return;
        }
        if key.eq_ignore_ascii_case(name.as_bytes()) {
            slot.push(false, value);
        } else if let Some((prefix, suffix)) = key.split_at_checked(uberctx::PREFIX.len())
            && prefix.eq_ignore_ascii_case(uberctx::PREFIX.as_bytes())
        {
            self.uberctx.push((suffix, value));
        }
    }
}

/// Whether a header belongs to an old context and goes when a new one is written (specification, section 7).
pub(crate) fn is_replaced(key: &[u8]) -> bool {
    const KEYS: [&str; 6] = ["traceparent", "uber-trace-id", TRACESTATE, BAGGAGE, "jaeger-debug-id", "jaeger-baggage"];
    const PREFIXES: [&str; 2] = [uberctx::PREFIX, "ot-baggage-"];
    KEYS.iter().any(|name| key.eq_ignore_ascii_case(name.as_bytes()))
        || PREFIXES
            .iter()
            .any(|prefix| key.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carrier<'a>(headers: &'a [(&'a str, &'a str)]) -> Carrier<'a> {
        Carrier::collect(headers.iter().copied().map(Header::from))
    }

    #[test]
    fn an_exact_key_hides_other_letter_cases_wherever_it_stands() {
        let headers = [("BAGGAGE", "x"), ("baggage", "y"), ("Baggage", "z")];
        assert_eq!(carrier(&headers).baggage.values().distinct(), [b"y"]);
        assert_eq!(carrier(&headers[2..]).baggage.values().distinct(), [b"z"]);
    }

    #[test]
    fn an_exact_key_with_null_hides_them_too() {
        let headers = [Header::from(("Baggage", "x")), Header { key: b"baggage", value: None }];
        let carrier = Carrier::collect(headers);
        assert_eq!(carrier.baggage.values().faults(BAGGAGE).count(), 1);
        assert!(carrier.baggage.values().distinct().is_empty());
    }

    #[test]
    fn limits_bound_only_the_scan() {
        let mut headers = vec![("x", "1"); limits::KEYS_SCANNED];
        assert_eq!(carrier(&headers).fault(), None);
        headers.extend([("Baggage", "a=1"), ("uberctx-k", "v"), ("tracestate", "a=1")]);
        let carrier = carrier(&headers);
        assert_eq!(carrier.fault().unwrap().to_string(), "*: over_limit");
        assert!(carrier.baggage.values().is_absent());
        assert!(carrier.uberctx.is_empty());
        assert!(!carrier.tracestate.values().is_absent());
    }

    #[test]
    fn headers_of_others_are_not_replaced() {
        for key in ["ce_traceparent", "traceparent2", "uberctx", "sw8", "kafka_correlationId", "é"] {
            assert!(!is_replaced(key.as_bytes()), "{key}");
        }
        for key in ["TraceParent", "uberctx-", "Ot-Baggage-x", "jaeger-debug-id"] {
            assert!(is_replaced(key.as_bytes()), "{key}");
        }
    }
}
