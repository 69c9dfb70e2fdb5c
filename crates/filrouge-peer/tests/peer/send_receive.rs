use serde_json::{Value, json};

use crate::otlp_receiver::OtlpReceiver;
use crate::process::Peer;

const TRACE_ID: &str = "0000000000000001a3ce929d0e0e4736";
const PARENT: &str = "00f067aa0ba902b7";

fn keys(headers: &Value) -> Vec<String> {
    let keys = headers.as_array().expect("a list").iter();
    keys.map(|pair| {
        let hex = pair[0].as_str().expect("hex");
        let bytes = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hex"));
        String::from_utf8(bytes.collect()).expect("a key of ours")
    })
    .collect()
}

/// One record through the mock: what the sender and what the receiver said of it.
fn through_the_mock(formats: &str, record: &Value) -> (Value, Value) {
    let (_mock, brokers) = Peer::mock(&["orders:1"]);
    let to = ["--brokers", &brokers, "--topic", "orders", "--formats", formats];
    let (mut sender, _) = Peer::start(&[&["send"], &to[..]].concat());
    let (mut receiver, _) = Peer::start(&[&["receive", "--group", "billing"], &to[..]].concat());
    sender.write(record);
    (sender.line(), receiver.line())
}

#[test]
fn a_trace_goes_through_in_each_format() {
    for (formats, keys_expected) in [
        ("traceparent", vec!["traceparent", "baggage"]),
        ("uber-trace-id", vec!["uber-trace-id", "baggage"]),
        ("traceparent,uber-trace-id", vec!["traceparent", "uber-trace-id", "baggage"]),
    ] {
        let (sent, received) = through_the_mock(
            formats,
            &json!({
                "id": "a",
                "parent": { "traceId": TRACE_ID, "spanId": PARENT, "sampled": true },
                "baggage": [{ "key": "city", "value": "é , = %" }],
                "key": "k",
                "value": "the record",
            }),
        );
        assert_eq!(sent["traceId"], TRACE_ID, "{formats}");
        assert_ne!(sent["spanId"], PARENT, "{formats}");
        assert_eq!(sent["sampled"], true, "{formats}");
        assert_eq!(received["id"], "the record", "{formats}");
        assert_eq!(received["traceId"], TRACE_ID, "{formats}");
        assert_eq!(received["parentId"], sent["spanId"], "{formats}");
        assert_ne!(received["spanId"], sent["spanId"], "{formats}");
        assert_eq!(received["sampled"], true, "{formats}");
        assert_eq!(received["baggage"], json!([{ "key": "city", "value": "é , = %" }]), "{formats}");
        assert_eq!(received["faults"], json!([]), "{formats}");
        assert_eq!(received["headers"], sent["headers"], "{formats}");
        assert_eq!(keys(&sent["headers"]), keys_expected, "{formats}");
        assert_eq!((&received["partition"], &received["offset"]), (&sent["partition"], &sent["offset"]), "{formats}");
    }
}

#[test]
fn a_parent_that_is_not_sampled_is_propagated_and_not_recorded() {
    let (_mock, brokers) = Peer::mock(&["orders:1"]);
    let otlp = OtlpReceiver::start();
    let to = ["--brokers", &brokers, "--topic", "orders", "--otlp", &otlp.address()];
    let (mut sender, _) = Peer::start(&[&["send"], &to[..]].concat());
    let (mut receiver, _) = Peer::start(&[&["receive", "--group", "billing"], &to[..]].concat());
    for sampled in [false, true] {
        let parent = json!({ "traceId": TRACE_ID, "spanId": PARENT, "sampled": sampled });
        sender.write(&json!({ "id": "a", "parent": parent, "value": "v" }));
        let (sent, received) = (sender.line(), receiver.line());
        assert_eq!((&sent["traceId"], &sent["sampled"]), (&json!(TRACE_ID), &json!(sampled)));
        assert_eq!((&received["traceId"], &received["sampled"]), (&json!(TRACE_ID), &json!(sampled)));
    }
    sender.close_stdin();
    receiver.close_stdin();
    assert!(sender.ended().success());
    assert!(receiver.ended().success());
    let spans = otlp.spans(2);
    assert_eq!(spans.len(), 2, "only the sampled ones: {spans:#?}");
}

#[test]
fn a_record_without_parent_starts_a_trace() {
    let (sent, received) = through_the_mock("traceparent", &json!({ "id": "a", "parent": null, "value": "v" }));
    assert_ne!(sent["traceId"], TRACE_ID);
    assert_eq!(sent["sampled"], true);
    assert_eq!(received["traceId"], sent["traceId"]);
}
