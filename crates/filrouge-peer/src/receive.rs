use std::borrow::Cow;

use filrouge::{Options, TraceContext, extract, rdkafka_headers};
use opentelemetry::trace::Span;
use opentelemetry_sdk::trace::SdkTracer;
use rdkafka::message::{BorrowedMessage, Message};
use serde_json::{Value, json};

use crate::arguments::ReceiveArguments;
use crate::consumer_span::consumer_span;
use crate::ready_consumer::ReadyConsumer;
use crate::shutdown::Shutdown;
use crate::telemetry::Spans;
use crate::{header_json, json_line};

pub async fn run(arguments: &ReceiveArguments, spans: &Spans) -> anyhow::Result<()> {
    let mut shutdown = Shutdown::on_signal_or_stdin()?;
    let ReceiveArguments { client, topic, group, service, formats } = arguments;
    let started = ReadyConsumer::start(&client.brokers, service, group, topic);
    let Some(consumer) = shutdown.unless_requested(started).await else { return Ok(()) };
    let mut consumer = consumer?;
    let receiver = Receiver {
        tracer: spans.tracer(),
        options: Options { read: Cow::Owned(formats.clone()), ..Options::default() },
        group,
    };
    while let Some(message) = shutdown.unless_requested(consumer.next()).await {
        json_line::print(&receiver.receive(&message?))?;
    }
    Ok(())
}

struct Receiver<'a> {
    tracer: SdkTracer,
    options: Options,
    group: &'a str,
}

impl Receiver<'_> {
    /// Starts a CONSUMER span from the record, and tells what it was started from.
    fn receive(&self, message: &BorrowedMessage<'_>) -> Value {
        let headers = rdkafka_headers::of_message(message);
        let extraction = extract(headers.clone(), &self.options);
        let mut span = consumer_span(&self.tracer, message, &extraction, self.group);
        let context = span.span_context().clone();
        span.end();
        json!({
            "id": String::from_utf8_lossy(message.payload().unwrap_or_default()),
            "traceId": context.trace_id().to_string(),
            "spanId": context.span_id().to_string(),
            "parentId": extraction.context.as_ref().map(TraceContext::span_id_hex),
            "sampled": context.is_sampled(),
            "baggage": header_json::baggage(&extraction.baggage),
            "faults": header_json::faults(&extraction.faults),
            "links": header_json::links(&extraction.links),
            "topic": message.topic(),
            "partition": message.partition(),
            "offset": message.offset(),
            "headers": header_json::headers(headers),
        })
    }
}
