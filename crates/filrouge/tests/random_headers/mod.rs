//! Headers that come close to being valid, and any others.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;

pub type OwnHeaders = Vec<(Vec<u8>, Option<Vec<u8>>)>;

/// Keys that are looked for, in several letter cases, and any bytes.
fn key() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(vec![
        "traceparent",
        "tracestate",
        "uber-trace-id",
        "b3",
        "x-b3-traceid",
        "x-b3-spanid",
        "x-b3-parentspanid",
        "x-b3-sampled",
        "x-b3-flags",
        "x-datadog-trace-id",
        "x-datadog-parent-id",
        "x-datadog-sampling-priority",
        "x-datadog-tags",
        "x-datadog-origin",
        "elasticapmtraceparent",
        "x-amzn-trace-id",
        "sentry-trace",
        "ot-tracer-traceid",
        "ot-tracer-spanid",
        "ot-tracer-sampled",
        "ce_traceparent",
        "jaeger-debug-id",
        "baggage",
        "jaeger-baggage",
        "uberctx-",
        "uberctx-key",
        "ot-baggage-key",
    ]);
    let cased = (known, 0..4u8).prop_map(|(key, letters)| match letters {
        0 => key.to_ascii_uppercase().into_bytes(),
        _ => key.as_bytes().to_vec(),
    });
    prop_oneof![9 => cased, 1 => vec(any::<u8>(), 0..20)]
}

/// Values that come close to being valid, and any bytes.
fn value() -> impl Strategy<Value = Option<Vec<u8>>> {
    let text = prop_oneof![
        "[ \t]?(00|01|ff)-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-fA-F]{2}-?[ \t]?",
        "00-(0{32}|00000000000000010000000000000001)-(0{16}|0000000000000001)-0[01]",
        "[0-9a-fA-F+]{1,33}(:|%3A)[0-9a-f]{1,17}(:|%3a)[0-9a-f]{0,3}:[0-9a-f]{0,3}",
        "([0-9a-f]{16}|[0-9a-f]{32})-[0-9a-f]{16}(-[01d](-[0-9a-f]{16})?)?",
        "[0-9a-f]{16}|[0-9a-f]{32}|[0-9]{1,21}|-?[0-9]|true|false|d",
        "Root=1-[0-9a-f]{8}-[0-9a-f]{24}; ?Parent=[0-9a-f]{16}(;Sampled=[01?])?",
        "([a-z@]{1,3} ?= ?[a-z=%é]{0,4}[,;]){0,80}",
    ];
    let elastic = vec(any::<u8>(), 29..31).prop_map(|mut bytes| {
        [bytes[0], bytes[1], bytes[18], bytes[27]] = [0, 0, 1, 2];
        bytes
    });
    weighted(0.9, prop_oneof![8 => text.prop_map(String::into_bytes), 1 => elastic, 1 => vec(any::<u8>(), 0..80)])
}

pub fn headers() -> impl Strategy<Value = OwnHeaders> {
    vec((key(), value()), 0..12)
}
