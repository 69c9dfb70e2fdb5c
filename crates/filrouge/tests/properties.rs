//! What holds for any headers, any context and any baggage.

use std::collections::HashSet;

use filrouge::{
    BaggageEntry, Decision, Extraction, Fault, Format, Header, Limits, Options, Reason, TraceContext, extract, inject,
    inject_decision,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

mod random_headers;
mod strict_forms;

use random_headers::{OwnHeaders, headers};

fn borrowed(headers: &OwnHeaders) -> impl Iterator<Item = Header<'_>> {
    headers.iter().map(|(key, value)| Header { key, value: value.as_deref() })
}

fn options() -> impl Strategy<Value = Options> {
    let formats = || vec(prop::sample::select(Format::ALL), 0..5);
    (formats(), formats(), any::<bool>(), any::<bool>()).prop_map(|(read, write, strict, debug)| Options {
        read: read.into(),
        write: write.into(),
        strict,
        debug,
        ..Options::default()
    })
}

fn context() -> impl Strategy<Value = TraceContext> {
    let sampling = prop_oneof![Just((false, false)), Just((true, false)), Just((true, true))];
    let ids = (any::<[u8; 16]>(), any::<[u8; 8]>())
        .prop_filter("ids are not zero", |(trace_id, span_id)| *trace_id != [0; 16] && *span_id != [0; 8]);
    let tracestate = vec(("[a-z][a-z0-9_*/-]{0,5}(@[a-z])?", "[!-+:-<>-~]{1,8}"), 0..8);
    (ids, sampling, tracestate).prop_map(|((trace_id, span_id), (sampled, debug), members)| {
        let mut keys = HashSet::new();
        let members = members.into_iter().filter(|(key, _)| keys.insert(key.clone()));
        TraceContext {
            trace_id,
            span_id,
            parent_id: None,
            sampled: Some(sampled),
            debug,
            format: Format::Traceparent,
            tracestate: members.map(|(key, value)| format!("{key}={value}")).collect(),
        }
    })
}

/// Entries that `baggage` can carry.
fn baggage() -> impl Strategy<Value = Vec<BaggageEntry>> {
    let entry = ("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,8}", "\\PC{1,12}");
    vec(entry, 0..10).prop_map(|entries| {
        let mut keys = HashSet::new();
        let entries = entries.into_iter().filter(|(key, _)| keys.insert(key.clone()));
        entries.map(|(key, value)| BaggageEntry::new(key, value)).collect()
    })
}

proptest! {
    #[test]
    fn extraction_keeps_its_bounds_whatever_the_headers(headers in headers(), options in options()) {
        let Extraction { context, baggage, decision, links, .. } = extract(borrowed(&headers), &options);
        prop_assert!(baggage.len() <= 64);
        prop_assert!(links.len() <= 8);
        prop_assert!(context.is_none() || decision.is_none());
        let said_debug = decision.as_ref().is_some_and(|decision| decision.debug);
        prop_assert!(options.debug || !said_debug && !links.iter().chain(&context).any(|context| context.debug));
        for context in links.iter().chain(&context) {
            prop_assert!(context.is_valid());
            prop_assert!(!context.debug || context.sampled == Some(true));
            prop_assert!(options.read.contains(&context.format));
        }
        if let Some(context) = &context {
            let same = |link: &TraceContext| link.trace_id == context.trace_id && link.span_id == context.span_id;
            prop_assert!(!links.iter().any(same));
        }
    }

    #[test]
    fn without_limits_there_is_more_of_the_same(headers in headers(), options in options()) {
        let limited = extract(borrowed(&headers), &options);
        let extraction = extract(borrowed(&headers), &Options { limits: Limits::NONE, ..options });
        let is_of_limits = |fault: &&Fault| matches!(fault.reason, Reason::TooLong | Reason::OverLimit);
        prop_assert_eq!(extraction.faults.iter().find(is_of_limits), None);
        if !limited.faults.iter().any(|fault| is_of_limits(&fault)) {
            prop_assert_eq!(&extraction, &limited);
        }
    }

    #[test]
    fn what_was_injected_is_extracted(own in headers(), context in context(), baggage in baggage()) {
        let injection = inject(borrowed(&own), &context, &baggage, &Options::default());
        prop_assert_eq!(injection.lost.tracestate, 0);
        let extraction = extract(&injection.headers, &Options::default());
        prop_assert_eq!(extraction.context.as_ref(), Some(&context));
        // Where the event began stays.
        prop_assert!(extraction.links.iter().all(|link| link.format == Format::CeTraceparent));
        for entry in &baggage {
            prop_assert!(extraction.baggage.contains(entry), "{:?} is lost", entry);
        }
    }

    #[test]
    fn into_no_headers_nothing_else_is_written(context in context(), baggage in baggage()) {
        let injection = inject([] as [Header<'_>; 0], &context, &baggage, &Options::default());
        let extraction = extract(&injection.headers, &Options::default());
        prop_assert_eq!(extraction.baggage, baggage);
        prop_assert_eq!(extraction.faults, []);
    }

    #[test]
    fn each_format_reads_what_it_wrote(context in context(), sampling in 0..4u8, format in prop::sample::select([Format::ALL, &[Format::Avro]].concat())) {
        let (sampled, debug) = [(None, false), (Some(false), false), (Some(true), false), (Some(true), true)][usize::from(sampling)];
        let context = TraceContext { sampled, debug, format, ..context };
        let options = Options { read: vec![format].into(), write: vec![format].into(), ..Options::default() };
        let injection = inject([] as [Header<'_>; 0], &context, &[], &options);
        let extraction = extract(&injection.headers, &options);
        prop_assert_eq!(&extraction.faults, &[]);
        let Some(read) = extraction.context else {
            let has_low_half = context.trace_id[8..] != [0; 8];
            prop_assert!(injection.headers.is_empty());
            prop_assert!(!has_low_half || !carries_contexts(format), "{} wrote nothing", format);
            return Ok(());
        };
        prop_assert_eq!(read, as_written(&context));
    }

    #[test]
    fn a_decision_that_was_injected_is_extracted(sampling in 0..3u8, id in option::of("[!-~]([ -~]{0,80}[!-~])?")) {
        let (sampled, debug) = [(false, false), (true, false), (true, true)][usize::from(sampling)];
        let decision = Decision { sampled: Some(sampled), debug, debug_id: None };
        for format in [Format::B3, Format::B3Multi] {
            let options = Options { write: vec![format].into(), ..Options::default() };
            let injection = inject_decision([("traceparent", "old")], &decision, &[], &options);
            let extraction = extract(&injection.headers, &options);
            prop_assert_eq!(extraction.decision.as_ref(), Some(&decision));
        }
        let decision = Decision { sampled: Some(true), debug: true, debug_id: id };
        let options = Options { write: vec![Format::JaegerDebugId].into(), ..Options::default() };
        let injection = inject_decision([] as [Header<'_>; 0], &decision, &[], &options);
        let expected = decision.debug_id.is_some().then_some(decision);
        prop_assert_eq!(extract(&injection.headers, &options).decision, expected);
    }

    #[test]
    fn the_bytes_have_the_strict_forms(
        own in headers(),
        context in context(),
        sampled in option::of(any::<bool>()),
        baggage in vec((".{0,8}", ".{0,400}"), 0..70),
        options in options(),
    ) {
        let context = TraceContext { sampled, ..context };
        let baggage: Vec<_> = baggage.into_iter().map(|(key, value)| BaggageEntry::new(key, value)).collect();
        let injection = inject(borrowed(&own), &context, &baggage, &options);
        if !options.write.iter().any(|format| carries_contexts(*format)) {
            prop_assert!(injection.headers.iter().map(Header::from).eq(borrowed(&own)));
            return Ok(());
        }
        let mut added = 0;
        let mut keys = HashSet::new();
        for header in injection.headers.iter().filter(|header| strict_forms::is_of_a_format(&header.key)) {
            let value = header.value.as_deref().expect("no null is written");
            let key = std::str::from_utf8(&header.key).expect("keys are ASCII");
            prop_assert!(strict_forms::matches(key, value), "{}: {}", key, value.escape_ascii());
            prop_assert!(keys.insert(key), "{} is there twice", key);
            added += key.len() + value.len();
        }
        prop_assert!(added <= 12_288);
        for format in options.write.iter().filter(|format| carries_contexts(**format)) {
            let first = strict_forms::first_key(*format);
            prop_assert!(keys.contains(first), "{} is not there", first);
        }
    }
}

fn carries_contexts(format: Format) -> bool {
    strict_forms::WITH_CONTEXTS.iter().any(|(known, _)| *known == format)
}

/// What a format has no form for (specification, section 5).
fn as_written(context: &TraceContext) -> TraceContext {
    let mut written = context.clone();
    let is_w3c = context.format == Format::Traceparent;
    if !is_w3c && context.format != Format::Avro {
        written.tracestate.clear();
    }
    if is_w3c || matches!(context.format, Format::B3 | Format::SentryTrace | Format::OtTracer) {
        written.debug = false;
    }
    if is_w3c || matches!(context.format, Format::UberTraceId | Format::OtTracer) {
        written.sampled = Some(context.sampled == Some(true));
    }
    if context.format == Format::OtTracer {
        written.trace_id[..8].fill(0);
    }
    written
}
