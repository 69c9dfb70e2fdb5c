//! Every read and write vector of the specification, compared in the shape that the vectors have.

use std::fs;
use std::path::Path;

use filrouge::{BaggageEntry, Decision, Format, Header, Options, TraceContext, extract, inject, inject_decision};
use serde_json::{Map, Value, json};

type Headers = Vec<(Vec<u8>, Option<Vec<u8>>)>;

/// All vectors of one kind, `extract` or `inject`, of every topic that is there.
fn vectors(kind: &str) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/vectors");
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = files.map(|file| file.expect("a file of the folder").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let topics = paths.iter().map(|path| {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        serde_json::from_str::<Value>(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    });
    topics.flat_map(|topic| list(&topic[kind]).to_vec()).collect()
}

fn bytes(hex: &Value) -> Vec<u8> {
    let hex = hex.as_str().expect("hex text");
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("two hex digits")).collect()
}

fn id<const N: usize>(hex: &Value) -> [u8; N] {
    bytes(hex).try_into().expect("an id of full length")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn headers(list_of_pairs: &Value) -> Headers {
    list(list_of_pairs).iter().map(|pair| (bytes(&pair[0]), (!pair[1].is_null()).then(|| bytes(&pair[1])))).collect()
}

fn borrowed(headers: &Headers) -> impl Iterator<Item = Header<'_>> {
    headers.iter().map(|(key, value)| Header { key, value: value.as_deref() })
}

fn options(vector: &Value) -> Options {
    let mut options = Options::default();
    let formats = |names: &Value| -> Vec<Format> {
        list(names).iter().map(|name| name.as_str().expect("a name").parse().expect("a known format")).collect()
    };
    for (name, value) in vector["options"].as_object().unwrap_or(&Map::new()) {
        match name.as_str() {
            "read" => options.read = formats(value).into(),
            "write" => options.write = formats(value).into(),
            "strict" => options.strict = value.as_bool().expect("true or false"),
            "debug" => options.debug = value.as_bool().expect("true or false"),
            _ => panic!("unknown option {name} in vector {}", vector["id"]),
        }
    }
    options
}

fn context_json(context: &TraceContext) -> Value {
    let mut shape = json!({
        "traceId": hex(&context.trace_id),
        "spanId": hex(&context.span_id),
        "sampled": context.sampled,
        "debug": context.debug,
        "format": context.format.as_str(),
        "tracestate": context.tracestate,
    });
    if let Some(parent) = context.parent_id {
        shape["parentId"] = hex(&parent).into();
    }
    shape
}

fn context_of(shape: &Value) -> TraceContext {
    TraceContext {
        trace_id: id(&shape["traceId"]),
        span_id: id(&shape["spanId"]),
        parent_id: shape.get("parentId").map(id),
        sampled: shape["sampled"].as_bool(),
        debug: shape["debug"].as_bool().expect("debug"),
        format: shape["format"].as_str().expect("format").parse().expect("a known format"),
        tracestate: list(&shape["tracestate"]).iter().map(|member| member.as_str().expect("text").to_owned()).collect(),
    }
}

fn baggage_json(entry: &BaggageEntry) -> Value {
    let mut shape = json!({ "key": entry.key, "value": entry.value });
    if let Some(properties) = &entry.properties {
        shape["properties"] = properties.as_str().into();
    }
    shape
}

fn baggage_of(shape: &Value) -> BaggageEntry {
    let text = |name: &str| shape[name].as_str().map(ToOwned::to_owned);
    BaggageEntry {
        key: text("key").expect("key"),
        value: text("value").expect("value"),
        properties: text("properties"),
    }
}

fn decision_json(decision: &Decision) -> Value {
    let mut shape = json!({ "sampled": decision.sampled, "debug": decision.debug });
    if let Some(id) = &decision.debug_id {
        shape["debugId"] = id.as_str().into();
    }
    shape
}

fn decision_of(shape: &Value) -> Decision {
    Decision {
        sampled: shape["sampled"].as_bool(),
        debug: shape["debug"].as_bool().expect("debug"),
        debug_id: shape["debugId"].as_str().map(ToOwned::to_owned),
    }
}

/// The order of faults means nothing.
fn sorted(faults: impl Iterator<Item = String>) -> Value {
    let mut faults: Vec<String> = faults.collect();
    faults.sort();
    faults.into()
}

/// Runs every vector before it fails, and names each that fails.
fn check(kind: &str, expected: impl Fn(&Value) -> Value, actual: impl Fn(&Value) -> Value) {
    let vectors = vectors(kind);
    assert!(!vectors.is_empty(), "there are no vectors of {kind}");
    let failures: Vec<String> = vectors
        .iter()
        .filter_map(|vector| {
            let (actual, expected) = (actual(vector), expected(&vector["expected"]));
            (actual != expected).then(|| {
                let name = vector["id"].as_str().unwrap_or("a vector without id");
                format!("{name}\n  expected {expected}\n  actual   {actual}")
            })
        })
        .collect();
    println!("{} vectors of {kind}", vectors.len());
    assert!(failures.is_empty(), "{} of {} vectors failed:\n{}", failures.len(), vectors.len(), failures.join("\n"));
}

#[test]
fn every_extract_vector() {
    let expected = |expected: &Value| {
        let fault =
            |fault: &Value| format!("{}: {}", fault["header"].as_str().unwrap(), fault["reason"].as_str().unwrap());
        let mut expected = expected.clone();
        expected["faults"] = sorted(list(&expected["faults"]).iter().map(fault));
        expected
    };
    check("extract", expected, |vector| {
        let carrier = headers(&vector["carrier"]);
        let extraction = extract(borrowed(&carrier), &options(vector));
        json!({
            "context": extraction.context.as_ref().map(context_json),
            "baggage": extraction.baggage.iter().map(baggage_json).collect::<Vec<_>>(),
            "decision": extraction.decision.as_ref().map(decision_json),
            "links": extraction.links.iter().map(context_json).collect::<Vec<_>>(),
            "faults": sorted(extraction.faults.iter().map(ToString::to_string)),
        })
    });
}

#[test]
fn every_inject_vector() {
    check("inject", Value::clone, |vector| {
        let own = headers(&vector["headers"]);
        let baggage: Vec<_> = list(&vector["baggage"]).iter().map(baggage_of).collect();
        let options = options(vector);
        let injection = if vector["context"].is_null() {
            let decision = vector.get("decision").map(decision_of).unwrap_or_default();
            inject_decision(borrowed(&own), &decision, &baggage, &options)
        } else {
            inject(borrowed(&own), &context_of(&vector["context"]), &baggage, &options)
        };
        json!({
            "headers": injection.headers.iter()
                .map(|header| json!([hex(&header.key), header.value.as_deref().map(hex)]))
                .collect::<Vec<_>>(),
            "lost": {
                "baggage": injection.lost.baggage,
                "tracestate": injection.lost.tracestate,
                "deferred": injection.lost.deferred,
                "formats": injection.lost.formats,
            },
        })
    });
}

/// What other libraries are judged by is what is written, byte for byte.
#[test]
fn the_default_output_is_what_is_written() {
    let vectors = vectors("extract").into_iter().filter(|vector| vector["id"].as_str().unwrap().starts_with("do-"));
    let written = |vector: Value| {
        let expected = &vector["expected"];
        let baggage: Vec<_> = list(&expected["baggage"]).iter().map(baggage_of).collect();
        let injection = inject([] as [Header<'_>; 0], &context_of(&expected["context"]), &baggage, &Options::default());
        let headers: Value = injection
            .headers
            .iter()
            .map(|header| json!([hex(&header.key), header.value.as_deref().map(hex)]))
            .collect();
        assert_eq!(headers, vector["carrier"], "{}", vector["id"]);
    };
    assert_eq!(vectors.map(written).count(), 16);
}
