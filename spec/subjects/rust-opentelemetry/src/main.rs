//! OpenTelemetry Rust as a subject (../../subject-protocol.md): its propagators read the headers.

// The propagators for Jaeger and B3 are deprecated; fleets run them all the same.
#![allow(deprecated)]

use std::collections::HashMap;
use std::io::{BufRead, Write, stdin, stdout};

use opentelemetry::Context;
use opentelemetry::propagation::{TextMapCompositePropagator, TextMapPropagator};
use opentelemetry::trace::TraceContextExt;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use serde_json::{Value, json};

fn text(digits: &Value) -> String {
    let data = hex::decode(digits.as_str().unwrap_or_default()).unwrap_or_default();
    String::from_utf8_lossy(&data).into_owned()
}

fn context_of(propagator: &TextMapCompositePropagator, headers: &[Value]) -> Value {
    // Its own extractor for maps finds keys in lower case alone.
    let carrier: HashMap<String, String> = headers
        .iter()
        .map(|header| (text(&header[0]), text(&header[1])))
        .collect();
    let context = propagator.extract_with_context(&Context::new(), &carrier);
    let span = context.span();
    let span = span.span_context();
    if !span.is_valid() {
        return Value::Null;
    }
    json!({"traceId": span.trace_id().to_string(), "spanId": span.span_id().to_string(), "sampled": span.is_sampled()})
}

fn main() {
    // A composite lets the last one win: the format that headers.md reads first stands last.
    let propagator = TextMapCompositePropagator::new(vec![
        Box::new(opentelemetry_zipkin::Propagator::with_encoding(
            opentelemetry_zipkin::B3Encoding::SingleAndMultiHeader,
        )),
        Box::new(opentelemetry_jaeger_propagator::Propagator::new()),
        Box::new(TraceContextPropagator::new()),
    ]);
    for line in stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        let mut answer = if request["ask"] == "hello" {
            json!({
                "protocol": 1, "name": "rust-opentelemetry", "language": "rust", "library": "opentelemetry 0.32.0",
                "level": "ids", "reads": ["traceparent", "uber-trace-id", "b3", "b3-multi"], "delivers": [],
            })
        } else {
            json!({"context": context_of(&propagator, request["headers"].as_array().expect("headers"))})
        };
        answer["id"] = request["id"].clone();
        writeln!(stdout(), "{answer}").expect("stdout");
    }
}
