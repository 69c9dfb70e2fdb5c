use serde_json::{Value, json};

use crate::process::{Peer, run};

const TRACE_ID: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
const SPAN_ID: &str = "00f067aa0ba902b7";

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn ask(peer: &mut Peer, request: &Value) -> Value {
    peer.write(request);
    peer.line()
}

fn context() -> Value {
    json!({
        "traceId": TRACE_ID, "spanId": SPAN_ID, "sampled": true, "debug": false,
        "format": "traceparent", "tracestate": [],
    })
}

#[test]
fn it_answers_each_request_with_its_id() {
    let mut peer = Peer::start_silent(&["subject"]);
    let hello = ask(&mut peer, &json!({ "id": "hello", "ask": "hello", "protocol": 1 }));
    assert_eq!((&hello["id"], &hello["level"], &hello["name"]), (&json!("hello"), &json!("full"), &json!("rust")));
    assert!(hello.get("live").is_none());

    let value = hex(&format!("00-{TRACE_ID}-{SPAN_ID}-01"));
    let headers = json!([[hex("traceparent"), value], [hex("b3"), null], ["ff", ""]]);
    let extracted = ask(&mut peer, &json!({ "id": "e", "ask": "extract", "options": {}, "headers": headers }));
    let faults = json!([{ "header": "b3", "reason": "null" }]);
    assert_eq!(
        extracted,
        json!({ "id": "e", "context": context(), "baggage": [], "decision": null, "links": [], "faults": faults })
    );

    let injected = ask(
        &mut peer,
        &json!({
            "id": "i", "ask": "inject", "options": { "write": ["traceparent"] }, "headers": [["ff", null]],
            "context": context(), "decision": null, "baggage": [{ "key": "k", "value": "v" }],
        }),
    );
    assert_eq!(injected["headers"], json!([["ff", null], [hex("traceparent"), value], [hex("baggage"), hex("k=v")]]));

    peer.close_stdin();
    assert!(peer.ended().success());
}

#[test]
fn what_it_cannot_do_is_an_answer_too() {
    let mut peer = Peer::start_silent(&["subject"]);
    for (options, headers) in [(json!({ "read": ["b4"] }), json!([])), (json!({}), json!([["+f", "00"]]))] {
        let answer = ask(&mut peer, &json!({ "id": "e", "ask": "extract", "options": options, "headers": headers }));
        assert_eq!(answer["id"], "e");
        assert!(answer["error"].is_string(), "{answer}");
    }
}

#[test]
fn a_line_that_is_no_request_ends_it() {
    let (code, stderr) = run(&["subject"], "{}\n");
    assert_eq!(code, Some(1));
    assert!(stderr.contains("cannot read a request"), "{stderr}");
}

#[test]
fn live_it_answers_each_record_of_the_topic() {
    let (_mock, brokers) = Peer::mock(&["vectors:1"]);
    let (mut sender, _) = Peer::start(&["send", "--brokers", &brokers, "--topic", "vectors"]);
    let mut peer = Peer::start_silent(&["subject"]);
    let live = json!({ "brokers": [brokers], "topic": "vectors", "group": "verify" });
    let hello = ask(&mut peer, &json!({ "id": "hello", "ask": "hello", "protocol": 1, "live": live }));
    assert_eq!(hello["live"], true);

    for (id, read) in [("a", "traceparent"), ("b", "uber-trace-id")] {
        let request = json!({ "id": id, "ask": "extract", "options": { "read": [read] } });
        sender.write(&json!({ "id": id, "key": id, "value": request.to_string() }));
        let (sent, answer) = (sender.line(), peer.line());
        assert_eq!((&answer["id"], &answer["context"]["format"]), (&json!(id), &json!(read)));
        assert_eq!(answer["context"]["spanId"], sent["spanId"]);
    }

    peer.close_stdin();
    assert!(peer.ended().success());
}
