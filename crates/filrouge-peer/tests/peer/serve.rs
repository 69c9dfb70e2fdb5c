use std::time::{Duration, Instant};

use filrouge::{Extraction, Header, Injection, Lost, Options, WrittenHeader, extract, rdkafka_headers};
use rdkafka::ClientConfig;
use rdkafka::consumer::{BaseConsumer, Consumer};
use rdkafka::message::Message;
use rdkafka::producer::{BaseProducer, BaseRecord, Producer};
use serde_json::{Value, json};

use crate::otlp_receiver::{OtlpReceiver, ReceivedSpan, attribute, list};
use crate::process::{DEADLINE, Peer};

const TRACEPARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

/// The price server on a mock of its own, and what delivers its spans.
struct Server {
    peer: Peer,
    _mock: Peer,
    brokers: String,
    otlp: OtlpReceiver,
}

impl Server {
    fn start() -> Server {
        let (mock, brokers) = Peer::mock(&["price.requests:1", "price.replies:1"]);
        let otlp = OtlpReceiver::start();
        let (peer, ready) = Peer::start(&["serve", "--brokers", &brokers, "--otlp", &otlp.address()]);
        assert_eq!(ready["service"], "pricing");
        assert_eq!(ready["topics"], json!(["price.requests"]));
        Server { peer, _mock: mock, brokers, otlp }
    }

    /// Sends a request as any rdkafka program does, and waits for the reply.
    fn call(&self, body: &str, headers: &[(&[u8], &[u8])]) -> Reply {
        let own = [(&b"kafka_replyTopic"[..], &b"price.replies"[..]), (b"kafka_correlationId", b"\x00\xff")];
        let headers =
            own.iter().chain(headers).map(|&(key, value)| WrittenHeader::from(Header { key, value: Some(value) }));
        let injection = Injection { headers: headers.collect(), lost: Lost::default() };
        let producer: BaseProducer =
            ClientConfig::new().set("bootstrap.servers", &self.brokers).create().expect("a producer");
        let record = BaseRecord::<(), str>::to("price.requests").payload(body);
        producer
            .send(record.headers(rdkafka_headers::to_owned_headers(&injection)))
            .unwrap_or_else(|(error, _)| panic!("{error}"));
        producer.flush(DEADLINE).expect("the request is delivered");
        self.reply()
    }

    fn reply(&self) -> Reply {
        let consumer: BaseConsumer = ClientConfig::new()
            .set("bootstrap.servers", &self.brokers)
            .set("group.id", "gateway")
            .set("auto.offset.reset", "earliest")
            .create()
            .expect("a consumer");
        consumer.subscribe(&["price.replies"]).expect("a subscription");
        let deadline = Instant::now() + DEADLINE;
        loop {
            assert!(Instant::now() < deadline, "no reply");
            let Some(message) = consumer.poll(Duration::from_millis(100)) else { continue };
            let message = message.expect("a reply");
            let correlation_id = rdkafka_headers::of_message(&message)
                .find(|header| header.key == b"kafka_correlationId")
                .and_then(|header| header.value.map(<[u8]>::to_vec));
            return Reply {
                body: serde_json::from_slice(message.payload().expect("a body")).expect("JSON"),
                extraction: extract(rdkafka_headers::of_message(&message), &Options::default()),
                keys: rdkafka_headers::of_message(&message).map(|header| header.key.to_vec()).collect(),
                correlation_id,
            };
        }
    }
}

struct Reply {
    body: Value,
    extraction: Extraction,
    keys: Vec<Vec<u8>>,
    correlation_id: Option<Vec<u8>>,
}

fn named<'a>(spans: &'a [ReceivedSpan], name: &str) -> &'a Value {
    let mut found = spans.iter().filter(|received| received.span["name"] == name);
    let span = found.next().unwrap_or_else(|| panic!("no span {name} in {spans:#?}"));
    assert!(found.next().is_none(), "more than one span {name}");
    &span.span
}

#[test]
fn a_request_is_answered_within_its_trace() {
    let mut server = Server::start();
    let reply = server.call(r#"{"product":"book-1"}"#, &[(b"\xff", b"x"), (b"traceparent", TRACEPARENT.as_bytes())]);
    assert_eq!(reply.body, json!({ "product": "book-1", "price": 12.5, "currency": "EUR" }));
    assert_eq!(reply.correlation_id.as_deref(), Some(&b"\x00\xff"[..]));
    assert_eq!(reply.keys, [&b"kafka_correlationId"[..], b"traceparent", b"uber-trace-id"]);

    // Spans that are left are delivered at the end.
    server.peer.close_stdin();
    assert!(server.peer.ended().success());
    let spans = server.otlp.spans(3);
    assert_eq!(spans.len(), 3, "{spans:#?}");
    for received in &spans {
        assert_eq!(received.span["traceId"], "4bf92f3577b34da6a3ce929d0e0e4736");
        assert_eq!(attribute(&received.resource, "service.name"), Some(&json!("pricing")));
        assert_eq!(attribute(&received.resource, "telemetry.sdk.language"), Some(&json!("rust")));
    }
    let process = named(&spans, "process price.requests");
    assert_eq!((&process["kind"], &process["parentSpanId"]), (&json!(5), &json!("00f067aa0ba902b7")));
    assert_eq!(attribute(process, "message_bus.destination"), Some(&json!("price.requests")));
    assert_eq!(attribute(process, "kafka.offset"), Some(&json!("0")));
    assert_eq!(attribute(process, "kafka.consumer_group"), Some(&json!("pricing")));
    assert_eq!(attribute(process, "component"), Some(&json!("rdkafka")));
    assert!(attribute(process, "kafka.queue_time_ms").is_some());
    let look_up = named(&spans, "look up price");
    assert_eq!((&look_up["kind"], &look_up["parentSpanId"]), (&json!(1), &process["spanId"]));
    let send = named(&spans, "send price.replies");
    assert_eq!((&send["kind"], &send["parentSpanId"]), (&json!(4), &process["spanId"]));
    let context = reply.extraction.context.expect("the reply carries a context");
    assert_eq!(json!(context.span_id_hex()), send["spanId"]);
    assert_eq!(context.trace_id_hex(), "4bf92f3577b34da6a3ce929d0e0e4736");
}

#[test]
fn an_unknown_product_is_an_error_of_the_look_up() {
    let server = Server::start();
    let reply = server.call(r#"{"product":"x"}"#, &[(b"traceparent", TRACEPARENT.as_bytes())]);
    assert_eq!(reply.body, json!({ "error": "no price for x" }));
    let spans = server.otlp.spans(3);
    assert_eq!(named(&spans, "look up price")["status"]["code"], 2);
    assert_ne!(named(&spans, "process price.requests")["status"]["code"], 2);
}

#[test]
fn an_unreadable_request_with_a_broken_header_is_answered_in_a_new_trace() {
    let server = Server::start();
    let reply = server.call("\u{0}not JSON", &[(b"traceparent", b"nonsense")]);
    let error = reply.body["error"].as_str().expect("an error");
    assert!(error.starts_with("the request is not"), "{error}");
    let spans = server.otlp.spans(2);
    let process = named(&spans, "process price.requests");
    assert_eq!(process["status"]["code"], 2);
    assert!(process["parentSpanId"].as_str().unwrap_or_default().is_empty(), "a root: {process}");
    let faults: Vec<_> = list(&process["events"]).iter().filter_map(|event| attribute(event, "reason")).collect();
    assert_eq!(faults, [&json!("bad_shape")]);
    let context = reply.extraction.context.expect("the reply carries a context");
    assert_eq!(json!(context.trace_id_hex()), process["traceId"]);
}
