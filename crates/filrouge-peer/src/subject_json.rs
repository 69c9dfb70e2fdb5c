//! The objects of spec/subject-protocol.md: requests as they come, and what is answered.

use anyhow::Context as _;
use filrouge::{BaggageEntry, Decision, Extraction, Format, Header, Injection, Options, TraceContext};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::header_json;

#[derive(Debug, Deserialize)]
#[serde(tag = "ask", rename_all = "lowercase")]
pub enum Request {
    Hello { id: String, live: Option<Live> },
    Extract(Extract),
    Inject(Inject),
}

/// Where a live subject finds its records.
#[derive(Debug, Deserialize)]
pub struct Live {
    pub brokers: Vec<String>,
    pub topic: String,
    pub group: String,
}

#[derive(Debug, Deserialize)]
pub struct Extract {
    pub id: String,
    #[serde(default)]
    pub options: OptionNames,
    /// Missing in a live record, whose headers are meant.
    #[serde(default)]
    pub headers: Headers,
}

#[derive(Debug, Deserialize)]
pub struct Inject {
    pub id: String,
    #[serde(default)]
    pub options: OptionNames,
    pub headers: Headers,
    pub context: Option<ContextShape>,
    pub decision: Option<DecisionShape>,
    pub baggage: Vec<EntryShape>,
}

/// `[["<key hex>", "<value hex>" | null], ...]`
pub type Headers = Vec<(String, Option<String>)>;

#[derive(Debug, Default, Deserialize)]
pub struct OptionNames {
    read: Option<Vec<String>>,
    write: Option<Vec<String>>,
    strict: Option<bool>,
    debug: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ContextShape {
    trace_id: String,
    span_id: String,
    parent_id: Option<String>,
    sampled: Option<bool>,
    debug: bool,
    format: String,
    tracestate: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DecisionShape {
    sampled: Option<bool>,
    debug: bool,
    debug_id: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct EntryShape {
    key: String,
    value: String,
    properties: Option<String>,
}

impl TryFrom<&OptionNames> for Options {
    type Error = anyhow::Error;

    fn try_from(names: &OptionNames) -> anyhow::Result<Self> {
        let mut options = Options::default();
        if let Some(read) = &names.read {
            options.read = formats(read)?.into();
        }
        if let Some(write) = &names.write {
            options.write = formats(write)?.into();
        }
        options.strict = names.strict.unwrap_or(options.strict);
        options.debug = names.debug.unwrap_or(options.debug);
        Ok(options)
    }
}

fn formats(names: &[String]) -> anyhow::Result<Vec<Format>> {
    names.iter().map(|name| Ok(name.parse()?)).collect()
}

impl TryFrom<ContextShape> for TraceContext {
    type Error = anyhow::Error;

    fn try_from(shape: ContextShape) -> anyhow::Result<Self> {
        Ok(TraceContext {
            trace_id: id(&shape.trace_id)?,
            span_id: id(&shape.span_id)?,
            parent_id: shape.parent_id.as_deref().map(id).transpose()?,
            sampled: shape.sampled,
            debug: shape.debug,
            format: shape.format.parse()?,
            tracestate: shape.tracestate,
        })
    }
}

impl From<DecisionShape> for Decision {
    fn from(DecisionShape { sampled, debug, debug_id }: DecisionShape) -> Self {
        Decision { sampled, debug, debug_id }
    }
}

impl From<EntryShape> for BaggageEntry {
    fn from(EntryShape { key, value, properties }: EntryShape) -> Self {
        BaggageEntry { properties, ..BaggageEntry::new(key, value) }
    }
}

fn id<const N: usize>(hex: &str) -> anyhow::Result<[u8; N]> {
    bytes(hex)?.try_into().ok().with_context(|| format!("{hex} is not {} hex digits", 2 * N))
}

fn bytes(hex: &str) -> anyhow::Result<Vec<u8>> {
    let digits = hex.as_bytes().chunks(2).map(|pair| {
        let text = str::from_utf8(pair).ok().filter(|text| text.len() == 2 && !text.starts_with('+'));
        text.and_then(|text| u8::from_str_radix(text, 16).ok())
    });
    digits.collect::<Option<_>>().with_context(|| format!("{hex} is not hex"))
}

/// Key and value of each header.
pub type HeaderBytes = Vec<(Vec<u8>, Option<Vec<u8>>)>;

pub fn header_bytes(headers: &Headers) -> anyhow::Result<HeaderBytes> {
    headers.iter().map(|(key, value)| Ok((bytes(key)?, value.as_deref().map(bytes).transpose()?))).collect()
}

pub fn borrowed(headers: &HeaderBytes) -> impl Iterator<Item = Header<'_>> {
    headers.iter().map(|(key, value)| Header { key, value: value.as_deref() })
}

pub fn extraction(id: &str, extraction: &Extraction) -> Value {
    json!({
        "id": id,
        "context": extraction.context.as_ref().map(context),
        "baggage": header_json::baggage(&extraction.baggage),
        "decision": extraction.decision.as_ref().map(decision),
        "links": extraction.links.iter().map(context).collect::<Value>(),
        "faults": header_json::faults(&extraction.faults),
    })
}

pub fn injection(id: &str, Injection { headers, lost }: &Injection<'_>) -> Value {
    json!({
        "id": id,
        "headers": header_json::headers(headers.iter().map(Header::from)),
        "lost": {
            "baggage": lost.baggage,
            "tracestate": lost.tracestate,
            "deferred": lost.deferred,
            "formats": lost.formats,
        },
    })
}

fn context(context: &TraceContext) -> Value {
    let mut shape = json!({
        "traceId": context.trace_id_hex(),
        "spanId": context.span_id_hex(),
        "sampled": context.sampled,
        "debug": context.debug,
        "format": context.format.as_str(),
        "tracestate": context.tracestate,
    });
    if let Some(parent) = context.parent_id_hex() {
        shape["parentId"] = parent.into();
    }
    shape
}

fn decision(decision: &Decision) -> Value {
    let mut shape = json!({ "sampled": decision.sampled, "debug": decision.debug });
    if let Some(id) = &decision.debug_id {
        shape["debugId"] = id.as_str().into();
    }
    shape
}
