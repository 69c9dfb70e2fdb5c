use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use serde_json::Value;
use tiny_http::{Response, Server};

use crate::process::DEADLINE;

/// Takes spans over OTLP/HTTP in JSON, as a collector does.
pub struct OtlpReceiver {
    server: Arc<Server>,
    requests: Receiver<Value>,
}

/// A span as it was delivered, with the service that delivered it.
#[derive(Debug, Clone)]
pub struct ReceivedSpan {
    pub resource: Value,
    pub span: Value,
}

impl OtlpReceiver {
    pub fn start() -> OtlpReceiver {
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a free port"));
        let (give, requests) = channel();
        let accepting = Arc::clone(&server);
        thread::spawn(move || {
            for mut request in accepting.incoming_requests() {
                let body = serde_json::from_reader(request.as_reader()).expect("OTLP in JSON");
                let _ = request.respond(Response::from_string("{}"));
                if give.send(body).is_err() {
                    return;
                }
            }
        });
        OtlpReceiver { server, requests }
    }

    pub fn address(&self) -> String {
        format!("http://{}/v1/traces", self.server.server_addr())
    }

    /// Waits for this many spans.
    pub fn spans(&self, count: usize) -> Vec<ReceivedSpan> {
        let mut spans = Vec::new();
        while spans.len() < count {
            let body = self.requests.recv_timeout(DEADLINE).unwrap_or_else(|_| panic!("only {spans:#?} came"));
            for resource in list(&body["resourceSpans"]) {
                for scope in list(&resource["scopeSpans"]) {
                    let received =
                        |span: &Value| ReceivedSpan { resource: resource["resource"].clone(), span: span.clone() };
                    spans.extend(list(&scope["spans"]).iter().map(received));
                }
            }
        }
        spans
    }
}

impl Drop for OtlpReceiver {
    fn drop(&mut self) {
        self.server.unblock();
    }
}

pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The value of an attribute, without its type.
pub fn attribute<'a>(holder: &'a Value, key: &str) -> Option<&'a Value> {
    let found = list(&holder["attributes"]).iter().find(|attribute| attribute["key"] == key)?;
    found["value"].as_object()?.values().next()
}
