use filrouge::Extraction;

use crate::Record;

/// Any headers give an extraction within the limits of the specification, and the same one again.
pub fn extract(data: &[u8]) {
    let Record { options, headers } = Record::of(data);
    let extraction = filrouge::extract(&headers, &options);
    let Extraction { context, baggage, decision, links, faults } = &extraction;
    assert!(context.is_none() || decision.is_none(), "a decision beside a context");
    assert!(baggage.len() <= 64 && links.len() <= 8, "over the limits");
    for (index, entry) in baggage.iter().enumerate() {
        assert!(!baggage[..index].iter().any(|other| other.key == entry.key), "a key twice");
    }
    for (index, context) in context.iter().chain(links).enumerate() {
        assert!(context.is_valid(), "a zero id");
        assert!(!context.debug || (options.debug && context.sampled == Some(true)), "debug without sampled");
        assert!(context.tracestate.len() <= 32, "over the limit of tracestate");
        let is_same =
            |link: &&filrouge::TraceContext| link.trace_id == context.trace_id && link.span_id == context.span_id;
        let later = &links[links.len().min(index + 1 - usize::from(extraction.context.is_some()))..];
        assert!(!later.iter().any(|link| is_same(&link)), "a span twice");
    }
    if let Some(decision) = decision {
        assert!(options.debug || (!decision.debug && decision.debug_id.is_none()), "debug is not honoured");
    }
    // What is shown of a fault is fixed text: no byte of a header reaches a log line.
    assert!(faults.iter().all(|fault| fault.to_string().is_ascii()), "raw bytes in a fault");
    assert_eq!(extraction, filrouge::extract(&headers, &options));
}
