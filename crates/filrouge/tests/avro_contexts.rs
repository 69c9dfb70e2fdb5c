//! Contexts inside of Avro, in the header and in the envelope: every language writes and reads them alike.

use std::fs;
use std::path::Path;

use filrouge::{Format, Header, Lost, Options, TraceContext, extract, headers_for};
use serde_json::Value;

const KEY: &str = "filrouge-trace-context";

fn vectors(file: &str, list: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec").join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file: Value = serde_json::from_str(&text).expect("JSON");
    file[list].as_array().expect("a list of vectors").clone()
}

fn options() -> Options {
    Options { read: [Format::Avro].as_slice().into(), write: [Format::Avro].as_slice().into(), ..Options::default() }
}

fn bytes<const N: usize>(hex: &Value) -> [u8; N] {
    all_bytes(hex).try_into().expect("an id of its length")
}

fn all_bytes(hex: &Value) -> Vec<u8> {
    let hex = hex.as_str().expect("hex text");
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("two hex digits")).collect()
}

fn context(json: &Value) -> Option<TraceContext> {
    (!json.is_null()).then(|| TraceContext {
        trace_id: bytes(&json["traceId"]),
        span_id: bytes(&json["spanId"]),
        parent_id: None,
        sampled: json["sampled"].as_bool(),
        debug: json["debug"] == true,
        format: Format::Avro,
        tracestate: serde_json::from_value(json["tracestate"].clone()).expect("members"),
    })
}

#[test]
fn the_header_holds_a_context() {
    for vector in vectors("avro-headers.json", "written") {
        let (context, value) = (context(&vector[1]).expect("a context"), all_bytes(&vector[2]));
        let written = headers_for(&context, &[], &options());
        assert_eq!(written.headers().collect::<Vec<_>>(), [Header::from((KEY, &*value))], "{}", vector[0]);
        assert_eq!(written.lost, Lost::default(), "{}", vector[0]);
        assert_eq!(extract([(KEY, &*value)], &options()).context, Some(context), "{}", vector[0]);
    }
}

#[test]
fn the_header_is_read_as_the_specification_says() {
    let vectors = vectors("avro-headers.json", "read");
    assert!(vectors.len() > 15, "only {} vectors", vectors.len());
    for vector in vectors {
        let extraction = extract([(KEY, &*all_bytes(&vector[1]))], &options());
        assert_eq!(extraction.context, context(&vector[2]), "{}", vector[0]);
        let faults: Vec<_> = extraction.faults.iter().map(|fault| fault.to_string()).collect();
        let expected = vector[3].as_array().expect("reasons").iter();
        let expected: Vec<_> =
            expected.map(|reason| format!("{KEY}: {}", reason.as_str().expect("a reason"))).collect();
        assert_eq!(faults, expected, "{}", vector[0]);
    }
}

#[test]
fn the_header_is_not_read_where_nobody_names_it() {
    let [vector, ..] = &vectors("avro-headers.json", "written")[..] else { panic!("no vectors") };
    assert_eq!(extract([(KEY, &*all_bytes(&vector[2]))], &Options::default()).context, None);
}

#[cfg(feature = "avro")]
mod envelopes {
    use filrouge::avro::{OpenedEnvelope, open_envelope, seal_envelope};
    use filrouge::{BaggageEntry, Extraction};

    use super::*;

    #[test]
    fn hold_what_headers_say() {
        for vector in vectors("avro-envelopes.json", "sealed") {
            let headers = vector[1].as_object().expect("headers").iter();
            let headers = headers.map(|(key, value)| (key.as_str(), value.as_str().expect("text")));
            let payload = (!vector[2].is_null()).then(|| all_bytes(&vector[2]));
            let envelope = all_bytes(&vector[3]);
            assert_eq!(seal_envelope(payload.as_deref(), headers), envelope, "{}", vector[0]);

            let baggage: Vec<(String, String)> = serde_json::from_value(vector[5].clone()).expect("entries");
            let baggage = baggage.into_iter().map(|(key, value)| BaggageEntry::new(key, value)).collect();
            let extraction = Extraction { context: context(&vector[4]), baggage, ..Extraction::default() };
            let opened = open_envelope(&envelope);
            assert_eq!(opened, OpenedEnvelope { extraction, payload, fault: None }, "{}", vector[0]);
        }
    }

    #[test]
    fn that_are_none_are_handed_on() {
        for vector in vectors("avro-envelopes.json", "unopened") {
            let bytes = all_bytes(&vector[1]);
            let OpenedEnvelope { payload, fault, .. } = open_envelope(&bytes);
            let fault = fault.expect("a fault");
            let told = format!("{} {} {}", fault.reason, fault.offset, fault.path);
            assert_eq!(told.trim_end(), vector[2], "{}", vector[0]);
            assert_eq!(payload, Some(bytes), "{}", vector[0]);
        }
    }

    #[test]
    fn may_be_as_large_as_what_they_hold() {
        let payload = vec![1; 17 << 20];
        let opened = open_envelope(&seal_envelope(Some(&payload), [("baggage", "a=1")]));
        assert_eq!(opened.fault, None);
        assert!(opened.payload == Some(payload));
    }
}
