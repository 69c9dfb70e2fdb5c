//! What holds for any headers, any context and any baggage.

use std::collections::HashSet;

use filrouge::{BaggageEntry, Extraction, Format, Header, Options, TraceContext, extract, inject};
use proptest::collection::vec;
use proptest::option::{self, weighted};
use proptest::prelude::*;

type OwnHeaders = Vec<(Vec<u8>, Option<Vec<u8>>)>;

fn borrowed(headers: &OwnHeaders) -> impl Iterator<Item = Header<'_>> {
    headers.iter().map(|(key, value)| Header { key, value: value.as_deref() })
}

/// Keys that are looked for, in several letter cases, and any bytes.
fn key() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(vec![
        "traceparent",
        "Traceparent",
        "tracestate",
        "TRACESTATE",
        "uber-trace-id",
        "Uber-Trace-Id",
        "baggage",
        "Baggage",
        "uberctx-",
        "uberctx-key",
        "UberCtx-Key",
        "ot-baggage-x",
        "jaeger-debug-id",
    ]);
    prop_oneof![4 => known.prop_map(|key| key.as_bytes().to_vec()), 1 => vec(any::<u8>(), 0..20)]
}

/// Values that come close to being valid, and any bytes.
fn value() -> impl Strategy<Value = Option<Vec<u8>>> {
    let text = prop_oneof![
        "[ \t]?(00|01|ff)-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-fA-F]{2}-?[ \t]?",
        "00-(0{32}|00000000000000010000000000000001)-(0{16}|0000000000000001)-0[01]",
        "[0-9a-fA-F+]{1,33}(:|%3A)[0-9a-f]{1,17}(:|%3a)[0-9a-f]{0,3}:[0-9a-f]{0,3}",
        "([a-z@]{1,3} ?= ?[a-z=%é]{0,4}[,;]){0,80}",
    ];
    weighted(0.9, prop_oneof![text.prop_map(String::into_bytes), vec(any::<u8>(), 0..80)])
}

fn headers() -> impl Strategy<Value = OwnHeaders> {
    vec((key(), value()), 0..12)
}

fn options() -> impl Strategy<Value = Options> {
    let formats = || vec(prop::sample::select(Format::ALL), 0..3);
    (formats(), formats(), any::<bool>()).prop_map(|(read, write, strict)| Options {
        read: read.into(),
        write: write.into(),
        strict,
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

/// Entries that `baggage` can carry. A value of white space alone is left out: `uberctx-*` carries it and no reader takes it there.
fn baggage() -> impl Strategy<Value = Vec<BaggageEntry>> {
    let entry = ("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,8}", "\\PC{1,12}");
    vec(entry.prop_filter("not blank", |(_, value)| !value.trim().is_empty()), 0..10).prop_map(|entries| {
        let mut keys = HashSet::new();
        let entries = entries.into_iter().filter(|(key, _)| keys.insert(key.clone()));
        entries.map(|(key, value)| BaggageEntry::new(key, value)).collect()
    })
}

/// The exact forms of section 2 of the specification.
fn has_exact_form(key: &str, value: &[u8]) -> bool {
    let hex = |range: std::ops::Range<usize>| {
        value.get(range).is_some_and(|digits| digits.iter().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')))
    };
    let ends = |suffixes: &[&str]| suffixes.iter().any(|suffix| value.ends_with(suffix.as_bytes()));
    match key {
        "traceparent" => {
            value.len() == 55
                && value.starts_with(b"00-")
                && hex(3..35)
                && value[35] == b'-'
                && hex(36..52)
                && ends(&["-00", "-01"])
        }
        "uber-trace-id" => {
            value.len() == 53 && hex(0..32) && value[32] == b':' && hex(33..49) && ends(&[":0:0", ":0:1", ":0:3"])
        }
        "tracestate" => (1..=512).contains(&value.len()) && value.iter().all(|byte| matches!(byte, 0x20..=0x7e)),
        "baggage" => (1..=8192).contains(&value.len()) && value.iter().all(|byte| matches!(byte, 0x21..=0x7e)),
        _ => key.starts_with("uberctx-") && !value.is_empty() && value.iter().all(|byte| matches!(byte, 0x20..=0x7e)),
    }
}

proptest! {
    #[test]
    fn extraction_keeps_its_bounds_whatever_the_headers(headers in headers(), options in options()) {
        let Extraction { context, baggage, links, .. } = extract(borrowed(&headers), &options);
        prop_assert!(baggage.len() <= 64);
        prop_assert!(links.len() <= 8);
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
    fn what_was_injected_is_extracted(own in headers(), context in context(), baggage in baggage()) {
        let injection = inject(borrowed(&own), &context, &baggage, &Options::default());
        prop_assert_eq!(injection.lost.tracestate, 0);
        let extraction = extract(&injection.headers, &Options::default());
        prop_assert_eq!(extraction.context.as_ref(), Some(&context));
        prop_assert_eq!(&extraction.links, &[]);
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
    fn the_bytes_have_the_exact_forms(
        own in headers(),
        context in context(),
        sampled in option::of(any::<bool>()),
        baggage in vec((".{0,8}", ".{0,400}"), 0..70),
        options in options(),
    ) {
        let context = TraceContext { sampled, ..context };
        let baggage: Vec<_> = baggage.into_iter().map(|(key, value)| BaggageEntry::new(key, value)).collect();
        let injection = inject(borrowed(&own), &context, &baggage, &options);
        if options.write.is_empty() {
            prop_assert!(injection.headers.iter().map(Header::from).eq(borrowed(&own)));
            return Ok(());
        }
        let is_ours = |key: &[u8]| key.starts_with(b"uberctx-")
            || [&b"traceparent"[..], b"tracestate", b"uber-trace-id", b"baggage"].contains(&key);
        let mut added = 0;
        let mut keys = HashSet::new();
        for header in injection.headers.iter().filter(|header| is_ours(&header.key)) {
            let value = header.value.as_deref().expect("no null is written");
            let key = std::str::from_utf8(&header.key).expect("keys are ASCII");
            prop_assert!(has_exact_form(key, value), "{}: {}", key, value.escape_ascii());
            prop_assert!(keys.insert(key), "{} is there twice", key);
            added += key.len() + value.len();
        }
        prop_assert!(added <= 12_288);
        for format in options.write.iter() {
            prop_assert!(keys.contains(format.as_str()));
        }
    }
}
