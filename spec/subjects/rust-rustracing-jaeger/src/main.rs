//! rustracing_jaeger as a subject (../../subject-protocol.md): its own codec for text maps reads the headers.

use std::collections::HashMap;
use std::io::{BufRead, Write, stdin, stdout};

use rustracing_jaeger::span::SpanContext;
use serde_json::{Value, json};

fn text(digits: &Value) -> String {
    let data = hex::decode(digits.as_str().unwrap_or_default()).unwrap_or_default();
    String::from_utf8_lossy(&data).into_owned()
}

fn context_of(headers: &[Value]) -> Value {
    let carrier: HashMap<String, String> = headers
        .iter()
        .map(|header| (text(&header[0]), text(&header[1])))
        .collect();
    match SpanContext::extract_from_text_map(&carrier) {
        Ok(Some(context)) => {
            let state = context.state();
            json!({
                "traceId": state.trace_id().to_string(),
                "spanId": format!("{:x}", state.span_id()),
                "sampled": state.is_sampled(),
            })
        }
        // It tells a malformed context from none; both start a new trace.
        Ok(None) | Err(_) => Value::Null,
    }
}

fn main() {
    for line in stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        let mut answer = if request["ask"] == "hello" {
            json!({
                "protocol": 1, "name": "rust-rustracing-jaeger", "language": "rust", "library": "rustracing_jaeger 0.10.0",
                "level": "ids", "reads": ["uber-trace-id"], "delivers": [],
            })
        } else {
            json!({"context": context_of(request["headers"].as_array().expect("headers"))})
        };
        answer["id"] = request["id"].clone();
        writeln!(stdout(), "{answer}").expect("stdout");
    }
}
