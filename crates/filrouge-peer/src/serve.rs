use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use filrouge::opentelemetry_context::InvalidSpanContext;
use filrouge::{Extraction, Header, Injection, Lost, Options, TraceContext, extract, inject, rdkafka_headers};
use opentelemetry::Context;
use opentelemetry::trace::{SpanContext, Status, TraceContextExt};
use rdkafka::message::{BorrowedMessage, Message};
use rdkafka::producer::{FutureProducer, FutureRecord};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tracing::{Instrument, Span, field, info_span, warn};
use tracing_opentelemetry::OpenTelemetrySpanExt;

use crate::arguments::ServeArguments;
use crate::consumer_span::queue_time_ms;
use crate::ready_consumer::ReadyConsumer;
use crate::shutdown::Shutdown;
use crate::{catalogue, clients};

const REPLY_TOPIC: &[u8] = b"kafka_replyTopic";
const CORRELATION_ID: &[u8] = b"kafka_correlationId";
/// Requests that are answered at the same time; the next one waits in the broker.
const CONCURRENCY: usize = 64;
/// What is being answered at the end gets this long.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(3);

pub async fn run(arguments: ServeArguments) -> anyhow::Result<()> {
    let mut shutdown = Shutdown::on_signal_or_stdin()?;
    let ServeArguments { client, requests, group, service } = arguments;
    let started = ReadyConsumer::start(&client.brokers, &service, &group, &requests);
    let Some(consumer) = shutdown.unless_requested(started).await else { return Ok(()) };
    let mut consumer = consumer?;
    let server = Arc::new(Server {
        producer: clients::producer(&client.brokers, &service)?,
        options: Options::default(),
        group,
    });
    let mut answers = JoinSet::new();
    loop {
        tokio::select! {
            biased;
            () = shutdown.requested() => break,
            Some(_) = answers.join_next() => {}
            message = consumer.next(), if answers.len() < CONCURRENCY => {
                let message = message?;
                let (span, request) = server.start(&message);
                let server = Arc::clone(&server);
                answers.spawn(async move { server.answer(request).await }.instrument(span));
            }
        }
    }
    let drained = tokio::time::timeout(DRAIN_TIMEOUT, async { while answers.join_next().await.is_some() {} }).await;
    drained.with_context(|| format!("{} requests were not answered", answers.len()))
}

struct Server {
    producer: FutureProducer,
    options: Options,
    group: String,
}

/// What an answer needs of a record after its buffer was given back.
struct Request {
    extraction: Extraction,
    body: Vec<u8>,
    key: Option<Vec<u8>>,
    reply_topic: Option<String>,
    correlation_id: Option<Vec<u8>>,
}

#[derive(Deserialize)]
struct Query {
    product: String,
}

impl Server {
    /// Starts the record's span: child of the context in its headers, or else the root of a new trace.
    fn start(&self, message: &BorrowedMessage<'_>) -> (Span, Request) {
        let headers = rdkafka_headers::of_message(message);
        let extraction = extract(headers.clone(), &self.options);
        let span = info_span!(
            parent: None,
            "process",
            otel.name = format!("process {}", message.topic()),
            otel.kind = "consumer",
            component = "rdkafka",
            message_bus.destination = message.topic(),
            kafka.partition = message.partition(),
            kafka.offset = message.offset().to_string(),
            kafka.consumer_group = self.group,
            kafka.queue_time_ms = queue_time_ms(message),
            kafka.tombstone = message.payload().is_none().then_some(true),
        );
        if let Some(context) = &extraction.context {
            set_parent(&span, context);
        }
        for link in &extraction.links {
            span.add_link(SpanContext::from(link));
        }
        for fault in &extraction.faults {
            warn!(parent: &span, header = fault.header, reason = fault.reason.as_str(), "a trace header is broken: {fault}");
        }
        let value_of = |key: &[u8]| headers.clone().filter(|header| header.key == key).last()?.value;
        let request = Request {
            extraction,
            body: message.payload().unwrap_or_default().to_vec(),
            key: message.key().map(<[u8]>::to_vec),
            reply_topic: value_of(REPLY_TOPIC).and_then(|topic| String::from_utf8(topic.to_vec()).ok()),
            correlation_id: value_of(CORRELATION_ID).map(<[u8]>::to_vec),
        };
        (span, request)
    }

    async fn answer(&self, request: Request) {
        let reply = match serde_json::from_slice::<Query>(&request.body) {
            Ok(query) => look_up(&query.product),
            Err(error) => {
                fail(&Span::current(), &format!("unreadable request: {error}"));
                json!({ "error": format!("the request is not {{\"product\": ...}}: {error}") })
            }
        };
        match &request.reply_topic {
            Some(topic) => self.reply(topic, &request, &reply).await,
            None => fail(&Span::current(), "a request without the header kafka_replyTopic cannot be answered"),
        }
    }

    /// Sends the reply within a span of its own, whose context travels in its headers.
    async fn reply(&self, topic: &str, request: &Request, reply: &Value) {
        let span = info_span!(
            "send",
            otel.name = format!("send {topic}"),
            otel.kind = "producer",
            component = "rdkafka",
            message_bus.destination = topic,
            kafka.partition = field::Empty,
            kafka.offset = field::Empty,
        );
        let own = request.correlation_id.as_deref().map(|id| (CORRELATION_ID, Some(id)));
        let headers = match context_of(&span, &request.extraction) {
            Ok(context) => inject(own, &context, &request.extraction.baggage, &self.options),
            Err(error) => {
                warn!(parent: &span, "the reply carries no trace: {error}");
                Injection {
                    headers: own.into_iter().map(|own| Header::from(own).into()).collect(),
                    lost: Lost::default(),
                }
            }
        };
        let body = reply.to_string();
        let record = FutureRecord {
            topic,
            partition: None,
            payload: Some(&body),
            key: request.key.as_ref(),
            timestamp: None,
            headers: Some(rdkafka_headers::to_owned_headers(&headers)),
        };
        async {
            match self.producer.send(record, Duration::ZERO).await {
                Ok(delivery) => {
                    Span::current().record("kafka.partition", delivery.partition);
                    Span::current().record("kafka.offset", delivery.offset.to_string());
                }
                Err((error, _)) => fail(&Span::current(), &format!("the reply was not delivered to {topic}: {error}")),
            }
        }
        .instrument(span)
        .await;
    }
}

/// The work of the call, in a span of its own.
fn look_up(product: &str) -> Value {
    let span = info_span!("look up price", otel.kind = "internal", product);
    span.in_scope(|| match catalogue::price_of(product) {
        Some(price) => json!({ "product": product, "price": price, "currency": catalogue::CURRENCY }),
        None => {
            let error = format!("no price for {product}");
            fail(&span, &error);
            json!({ "error": error })
        }
    })
}

/// Marks a span as failed, and says so on stderr and in an event of the span.
fn fail(span: &Span, error: &str) {
    span.set_status(Status::error(error.to_owned()));
    warn!(parent: span, event = "error", "{error}");
}

fn set_parent(span: &Span, context: &TraceContext) {
    if let Err(error) = span.set_parent(Context::from(context)) {
        warn!(parent: span, "the trace is not continued: {error}");
    }
}

/// What the reply carries. OpenTelemetry has no debug flag, so that of the request is handed on.
fn context_of(span: &Span, request: &Extraction) -> Result<TraceContext, InvalidSpanContext> {
    let mut context = TraceContext::try_from(span.context().span().span_context())?;
    context.debug = context.sampled == Some(true) && request.context.as_ref().is_some_and(|parent| parent.debug);
    Ok(context)
}
