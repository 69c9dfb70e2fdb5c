//! What nearly every record has is read and written without allocating.

use filrouge::{Format, Options, TraceContext, extract, headers_for};

mod counting_allocator;

use counting_allocator::allocations;

const TRACEPARENT: (&str, &str) = ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
const UBER_TRACE_ID: (&str, &str) = ("uber-trace-id", "4bf92f3577b34da6a3ce929d0e0e4736:00f067aa0ba902b7:0:1");
const OWN: (&str, &str) = ("content-type", "application/json");

fn context(sampled: Option<bool>, format: Format) -> TraceContext {
    let context = extract([TRACEPARENT], &Options::default()).context.expect("traceparent is valid");
    TraceContext { sampled, format, ..context }
}

#[test]
fn the_allocator_counts() {
    assert_eq!(allocations(|| drop(Box::new(1))), 1);
}

#[test]
fn reading_a_context_allocates_nothing() {
    let options = Options::default();
    for headers in [&[OWN][..], &[TRACEPARENT], &[OWN, UBER_TRACE_ID, OWN], &[TRACEPARENT, OWN, UBER_TRACE_ID]] {
        let mut extraction = Default::default();
        assert_eq!(allocations(|| extraction = extract(headers.iter().copied(), &options)), 0, "{headers:?}");
        assert_eq!(extraction.context.is_some(), headers != [OWN]);
        assert_eq!(extraction.faults, []);
    }
}

#[test]
fn writing_a_context_allocates_nothing_and_so_does_reading_it_back() {
    for &format in Format::ALL.iter().filter(|format| format.is_writable()) {
        let options = Options { write: vec![format].into(), ..Options::default() };
        for sampled in [None, Some(false), Some(true)] {
            let context = context(sampled, format);
            let mut written = Default::default();
            assert_eq!(allocations(|| written = headers_for(&context, &[], &options)), 0, "{format}");
            let mut extraction = Default::default();
            assert_eq!(allocations(|| extraction = extract(written.headers(), &options)), 0, "{format}");
            assert_eq!(extraction.context.is_some(), !written.is_empty(), "{format}");
        }
    }
}
