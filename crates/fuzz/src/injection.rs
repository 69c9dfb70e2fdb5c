use filrouge::{Format, Header, Options, TraceContext, WrittenHeader};

use crate::Record;

/// What is written into any headers is read back by each format, adds no more than the budget, and leaves headers of others as
/// they are. The context, its sampling and the baggage are those of the headers themselves, or else fixed ones.
pub fn inject(data: &[u8]) {
    let Record { options, headers } = Record::of(data);
    let extraction = filrouge::extract(&headers, &options);
    let mut candidates = extraction.context.into_iter().chain(extraction.links);
    let context = candidates.next().unwrap_or_else(fixed);
    let write: Vec<Format> = Format::ALL.iter().copied().filter(|format| format.is_writable()).collect();
    let options = Options { write: write.into(), ..options };
    let injection = filrouge::inject(&headers, &context, &extraction.baggage, &options);

    let alone = filrouge::inject([] as [Header<'_>; 0], &context, &extraction.baggage, &options);
    let (kept, ours) = injection.headers.split_at(injection.headers.len() - alone.headers.len());
    assert_eq!(ours, alone.headers, "what is written depends on headers of others");
    let added: usize = ours.iter().map(size).sum();
    assert!(added <= 12_288, "{added} bytes are added");
    assert!(ours.iter().all(|header| header.value.as_ref().is_some_and(|value| !value.is_empty())), "an empty value");
    let mut rest = headers.iter();
    for header in kept {
        assert!(rest.any(|own| *own == Header::from(header)), "a header of others is changed or out of order");
    }

    for &format in Format::ALL {
        let options = Options { read: vec![format].into(), ..Options::default() };
        let again = filrouge::extract(ours, &options);
        assert_eq!(again.faults, [], "{format} has faults");
        let Some(read) = again.context else { continue };
        assert_eq!(read.span_id, context.span_id, "{format}");
        assert_eq!(read.trace_id[8..], context.trace_id[8..], "{format}");
        assert_eq!(read.sampled.unwrap_or(context.sampled == Some(true)), context.sampled == Some(true), "{format}");
    }
    let again = filrouge::extract(ours, &Options::default());
    let Some(read) = again.context else { panic!("no context is read back") };
    assert_eq!((read.trace_id, read.span_id, read.debug), (context.trace_id, context.span_id, context.debug));
    assert_eq!(again.links, []);
}

fn size(header: &WrittenHeader<'_>) -> usize {
    header.key.len() + header.value.as_ref().map_or(0, |value| value.len())
}

fn fixed() -> TraceContext {
    let headers = [("b3", "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7")];
    filrouge::extract(headers, &Options::default()).context.expect("the fixed context is valid")
}
