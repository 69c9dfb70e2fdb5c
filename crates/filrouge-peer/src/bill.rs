use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::time::Duration;

use anyhow::{Context as _, anyhow};
use filrouge::avro::{AvroReader, AvroType, PayloadLimits, SchemaId};
use filrouge::{Extraction, Header, Options, TraceContext, extract, inject, rdkafka_headers};
use opentelemetry::Context;
use opentelemetry::trace::{Span, SpanKind, Status, TraceContextExt, Tracer};
use opentelemetry_sdk::trace::SdkTracer;
use rdkafka::message::{BorrowedMessage, Message};
use rdkafka::producer::{FutureProducer, FutureRecord};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::arguments::BillArguments;
use crate::consumer_span::consumer_span;
use crate::ready_consumer::ReadyConsumer;
use crate::schema_registry::SchemaRegistry;
use crate::shutdown::Shutdown;
use crate::telemetry::Spans;
use crate::{clients, json_line};

/// How this service reads orders: those of older writers have `nr` and no currency.
const ORDER: &str = r#"{"type": "record", "name": "shop.Order", "fields": [
    {"name": "sku", "type": "string"},
    {"name": "quantity", "type": "long", "aliases": ["nr"]},
    {"name": "currency", "type": "string", "default": "CHF"}]}"#;

const INVOICE: &str = r#"{"type": "record", "name": "shop.Invoice", "fields": [
    {"name": "sku", "type": "string"},
    {"name": "total", "type": "long"},
    {"name": "currency", "type": "string"}]}"#;

/// In hundredths.
const PRICE: i64 = 450;

#[derive(Debug, Deserialize, Serialize)]
struct Order {
    sku: String,
    quantity: i64,
    currency: String,
}

#[derive(Debug, Serialize)]
struct Invoice {
    sku: String,
    total: i64,
    currency: String,
}

pub async fn run(arguments: &BillArguments, spans: &Spans) -> anyhow::Result<()> {
    let mut shutdown = Shutdown::on_signal_or_stdin()?;
    let BillArguments { client, orders, invoices, registry, group, service } = arguments;
    let started = ReadyConsumer::start(&client.brokers, service, group, orders);
    let Some(consumer) = shutdown.unless_requested(started).await else { return Ok(()) };
    let mut consumer = consumer?;
    let mut billing = Billing {
        tracer: spans.tracer(),
        producer: clients::producer(&client.brokers, service)?,
        registry: SchemaRegistry::new(registry)?,
        order: AvroType::parse(ORDER)?,
        readers: HashMap::new(),
        invoice: AvroType::parse(INVOICE)?,
        invoices,
        group,
    };
    while let Some(message) = shutdown.unless_requested(consumer.next()).await {
        json_line::print(&billing.bill(&message?).await)?;
    }
    Ok(())
}

struct Billing<'a> {
    tracer: SdkTracer,
    producer: FutureProducer,
    registry: SchemaRegistry,
    order: AvroType,
    /// Of orders, by the id of the schema that wrote them.
    readers: HashMap<i32, AvroReader>,
    invoice: AvroType,
    invoices: &'a str,
    group: &'a str,
}

impl Billing<'_> {
    /// Answers an order with an invoice, each in a span of its own, and tells what it did. Of an order that is none it tells why.
    async fn bill(&mut self, message: &BorrowedMessage<'_>) -> Value {
        let extraction = extract(rdkafka_headers::of_message(message), &Options::default());
        let span = consumer_span(&self.tracer, message, &extraction, self.group);
        let handling = Context::new().with_span(span);
        let told = match self.invoice_of(message, &extraction, &handling).await {
            Ok(told) => told,
            Err(error) => {
                handling.span().set_status(Status::error(format!("{error:#}")));
                json!({ "error": format!("{error:#}") })
            }
        };
        let context = handling.span().span_context().clone();
        let mut line = json!({
            "id": message.key().map(String::from_utf8_lossy),
            "traceId": context.trace_id().to_string(),
            "spanId": context.span_id().to_string(),
            "parentId": extraction.context.as_ref().map(TraceContext::span_id_hex),
        });
        if let (Some(line), Value::Object(told)) = (line.as_object_mut(), told) {
            line.extend(told);
        }
        line
    }

    async fn invoice_of(
        &mut self,
        message: &BorrowedMessage<'_>,
        extraction: &Extraction,
        handling: &Context,
    ) -> anyhow::Result<Value> {
        let payload = message.payload().ok_or_else(|| anyhow!("a tombstone is no order"))?;
        let (id, start) = SchemaId::of_confluent(payload, None)?;
        let SchemaId::Number(number) = id else { return Err(anyhow!("{id} is not looked up here")) };
        let reader = match self.readers.entry(number) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(self.order.reader_of(&self.registry.schema(number).await?)?),
        };
        let order: Order = reader.read_deser(payload, start, &PayloadLimits::default())?;
        let told = serde_json::to_value(&order)?;
        let invoice = Invoice { sku: order.sku, total: PRICE * order.quantity, currency: order.currency };
        let (invoice_id, span_id) = self.send(&invoice, message.key(), extraction, handling).await?;
        Ok(json!({ "order": told, "orderSchema": number, "invoiceSchema": invoice_id, "sentSpanId": span_id }))
    }

    async fn send(
        &mut self,
        invoice: &Invoice,
        key: Option<&[u8]>,
        extraction: &Extraction,
        handling: &Context,
    ) -> anyhow::Result<(i32, String)> {
        let subject = format!("{}-value", self.invoices);
        let id = self.registry.id_of(&subject, INVOICE).await?;
        let mut payload = SchemaId::Number(id).written();
        self.invoice.encode_ser(invoice, &mut payload)?;

        let builder = self.tracer.span_builder(format!("send {}", self.invoices)).with_kind(SpanKind::Producer);
        let mut span = builder.start_with_context(&self.tracer, handling);
        let context = TraceContext::try_from(span.span_context())?;
        let headers = inject([] as [Header<'_>; 0], &context, &extraction.baggage, &Options::default());
        let record = FutureRecord {
            topic: self.invoices,
            partition: None,
            payload: Some(&payload),
            key,
            timestamp: None,
            headers: Some(rdkafka_headers::to_owned_headers(&headers)),
        };
        let sent = self.producer.send(record, Duration::ZERO).await;
        span.end();
        sent.map_err(|(error, _)| error)
            .with_context(|| format!("the invoice was not delivered to {}", self.invoices))?;
        Ok((id, context.span_id_hex()))
    }
}
