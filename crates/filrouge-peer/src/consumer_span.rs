use std::time::{Duration, SystemTime, UNIX_EPOCH};

use filrouge::Extraction;
use opentelemetry::trace::{Link, SpanContext, SpanKind, Tracer};
use opentelemetry::{Context, KeyValue};
use opentelemetry_sdk::trace::{SdkTracer, Span};
use rdkafka::message::{BorrowedMessage, Message};

/// A span for the work on a record: child of the context in its headers, or else the root of a new trace.
pub fn consumer_span(tracer: &SdkTracer, message: &BorrowedMessage<'_>, extraction: &Extraction, group: &str) -> Span {
    let parent = extraction.context.as_ref().map_or_else(Context::new, Context::from);
    let links = extraction.links.iter().map(|link| Link::with_context(SpanContext::from(link))).collect();
    tracer
        .span_builder(format!("process {}", message.topic()))
        .with_kind(SpanKind::Consumer)
        .with_links(links)
        .with_attributes([
            KeyValue::new("message_bus.destination", message.topic().to_owned()),
            KeyValue::new("kafka.partition", i64::from(message.partition())),
            KeyValue::new("kafka.offset", message.offset().to_string()),
            KeyValue::new("kafka.consumer_group", group.to_owned()),
            KeyValue::new("kafka.queue_time_ms", queue_time_ms(message).unwrap_or(0)),
            KeyValue::new("component", "rdkafka"),
        ])
        .start_with_context(tracer, &parent)
}

/// From the record's timestamp until now, by two clocks that may differ; `None` without a timestamp.
pub fn queue_time_ms<M: Message>(message: &M) -> Option<i64> {
    let sent = message.timestamp().to_millis().and_then(|millis| u64::try_from(millis).ok())?;
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH + Duration::from_millis(sent)).unwrap_or_default();
    i64::try_from(elapsed.as_millis()).ok()
}
