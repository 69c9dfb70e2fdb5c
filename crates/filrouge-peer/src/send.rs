use std::borrow::Cow;
use std::time::Duration;

use anyhow::{Context as _, anyhow, bail};
use filrouge::{BaggageEntry, Options, TraceContext, inject, rdkafka_headers};
use opentelemetry::trace::{Span, SpanContext, SpanKind, Status, TraceFlags, TraceState, Tracer};
use opentelemetry::trace::{SpanId, TraceContextExt, TraceId};
use opentelemetry::{Context, KeyValue};
use opentelemetry_sdk::trace::SdkTracer;
use rdkafka::producer::{FutureProducer, FutureRecord};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::arguments::SendArguments;
use crate::shutdown::Shutdown;
use crate::telemetry::Spans;
use crate::{clients, header_json, json_line, stdin_lines};

/// One line of stdin.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Request {
    /// Given back with the result.
    id: String,
    #[serde(default)]
    parent: Option<Parent>,
    #[serde(default)]
    baggage: Vec<Entry>,
    #[serde(default)]
    key: Option<String>,
    /// `null` is a tombstone.
    value: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Parent {
    trace_id: String,
    span_id: String,
    sampled: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    key: String,
    value: String,
}

pub async fn run(arguments: &SendArguments, spans: &Spans) -> anyhow::Result<()> {
    let mut shutdown = Shutdown::on_signal()?;
    let SendArguments { client, topic, service, formats, .. } = arguments;
    tokio::select! {
        () = shutdown.requested() => return Ok(()),
        found = clients::require_topic(&client.brokers, service, topic) => found?,
    }
    let sender = Sender {
        producer: clients::producer(&client.brokers, service)?,
        tracer: spans.tracer(),
        options: Options { write: Cow::Owned(formats.clone()), ..Options::default() },
        topic,
    };
    json_line::print(&json!({ "ready": true, "pid": std::process::id(), "service": service, "topics": [topic] }))?;
    let mut lines = stdin_lines::read();
    let mut number = 0;
    loop {
        let line = tokio::select! {
            () = shutdown.requested() => return Ok(()),
            line = lines.recv() => line,
        };
        let Some(line) = line else { return Ok(()) };
        number += 1;
        let line = line.context("cannot read stdin")?;
        if line.trim().is_empty() {
            continue;
        }
        let request: Request = serde_json::from_str(&line).with_context(|| format!("line {number} of stdin"))?;
        let sent = tokio::select! {
            () = shutdown.requested() => return Ok(()),
            sent = sender.send(request) => sent,
        };
        json_line::print(&sent.with_context(|| format!("line {number} of stdin"))?)?;
    }
}

struct Sender<'a> {
    producer: FutureProducer,
    tracer: SdkTracer,
    options: Options,
    topic: &'a str,
}

impl Sender<'_> {
    /// One record with a PRODUCER span of its own, which ends with the delivery report.
    async fn send(&self, request: Request) -> anyhow::Result<Value> {
        let parent = request.parent.as_ref().map_or_else(|| Ok(Context::new()), remote_parent)?;
        let mut span = self
            .tracer
            .span_builder(format!("send {}", self.topic))
            .with_kind(SpanKind::Producer)
            .with_attributes([
                KeyValue::new("message_bus.destination", self.topic.to_owned()),
                KeyValue::new("component", "rdkafka"),
            ])
            .start_with_context(&self.tracer, &parent);
        let context = TraceContext::try_from(span.span_context())?;
        let baggage: Vec<_> =
            request.baggage.into_iter().map(|entry| BaggageEntry::new(entry.key, entry.value)).collect();
        let injection = inject([] as [(&str, &str); 0], &context, &baggage, &self.options);
        let record = FutureRecord {
            topic: self.topic,
            partition: None,
            payload: request.value.as_deref(),
            key: request.key.as_deref(),
            timestamp: None,
            headers: Some(rdkafka_headers::to_owned_headers(&injection)),
        };
        let delivery = match self.producer.send(record, Duration::ZERO).await {
            Ok(delivery) => delivery,
            Err((error, _)) => {
                span.set_status(Status::error(error.to_string()));
                bail!("{} was not delivered to {}: {error}", request.id, self.topic);
            }
        };
        span.set_attribute(KeyValue::new("kafka.partition", i64::from(delivery.partition)));
        span.set_attribute(KeyValue::new("kafka.offset", delivery.offset.to_string()));
        span.end();
        Ok(json!({
            "id": request.id,
            "traceId": context.trace_id_hex(),
            "spanId": context.span_id_hex(),
            "sampled": context.sampled,
            "partition": delivery.partition,
            "offset": delivery.offset,
            "headers": header_json::headers(injection.headers.iter().map(Into::into)),
        }))
    }
}

fn remote_parent(parent: &Parent) -> anyhow::Result<Context> {
    let (trace_id, span_id) = (TraceId::from_hex(&parent.trace_id), SpanId::from_hex(&parent.span_id));
    let (Ok(trace_id), Ok(span_id)) = (trace_id, span_id) else {
        return Err(anyhow!("the parent's ids are not hex: {} {}", parent.trace_id, parent.span_id));
    };
    let flags = TraceFlags::default().with_sampled(parent.sampled);
    let context = SpanContext::new(trace_id, span_id, flags, true, TraceState::default());
    if !context.is_valid() {
        return Err(anyhow!("the parent has a zero id: {} {}", parent.trace_id, parent.span_id));
    }
    Ok(Context::new().with_remote_span_context(context))
}
