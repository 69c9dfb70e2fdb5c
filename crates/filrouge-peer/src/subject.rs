use anyhow::Context as _;
use filrouge::{BaggageEntry, Format, Injection, Lost, Options, TraceContext, extract, inject, inject_decision};
use filrouge::{Header, rdkafka_headers};
use rdkafka::message::{BorrowedMessage, Message};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::shutdown::Shutdown;
use crate::subject_json::{self, Extract, Inject, Live, Request};
use crate::{clients, json_line, stdin_lines};

const PROTOCOL: u32 = 1;
const STDIO_DELIVERS: [&str; 4] = ["ordered-duplicates", "null-values", "non-utf8-keys", "nul-keys"];
/// librdkafka gives keys as C strings: one ends at its first NUL.
const RDKAFKA_DELIVERS: [&str; 3] = ["ordered-duplicates", "null-values", "non-utf8-keys"];

type Lines = mpsc::Receiver<std::io::Result<String>>;

/// Answers each line of stdin, until it ends. A hello that says where the records are begins the live form.
pub async fn run() -> anyhow::Result<()> {
    let mut shutdown = Shutdown::on_signal()?;
    let mut lines = stdin_lines::read();
    loop {
        let line = tokio::select! {
            () = shutdown.requested() => return Ok(()),
            line = lines.recv() => line,
        };
        let Some(line) = line else { return Ok(()) };
        let request = serde_json::from_str(&line.context("cannot read stdin")?).context("cannot read a request")?;
        match request {
            Request::Hello { id, live: None } => json_line::print(&hello(&id, &STDIO_DELIVERS))?,
            Request::Hello { id, live: Some(live) } => {
                let mut description = hello(&id, &RDKAFKA_DELIVERS);
                description["live"] = true.into();
                json_line::print(&description)?;
                return consume(&live, lines, shutdown).await;
            }
            Request::Extract(request) => json_line::print(&or_error(&request.id, extracted(&request)))?,
            Request::Inject(request) => {
                let id = request.id.clone();
                json_line::print(&or_error(&id, injected(request)))?;
            }
        }
    }
}

fn hello(id: &str, delivers: &[&str]) -> Value {
    let names = |formats: &mut dyn Iterator<Item = &Format>| formats.map(|format| format.as_str()).collect::<Value>();
    json!({
        "id": id,
        "protocol": PROTOCOL,
        "name": "rust",
        "language": "rust",
        "library": concat!("filrouge ", env!("CARGO_PKG_VERSION")),
        "level": "full",
        "reads": names(&mut Format::ALL.iter()),
        "writes": names(&mut Format::ALL.iter().filter(|format| format.is_writable())),
        "delivers": delivers,
    })
}

/// Answers each record of the topic from its headers, until stdin ends.
async fn consume(live: &Live, mut lines: Lines, mut shutdown: Shutdown) -> anyhow::Result<()> {
    let Live { brokers, topic, group } = live;
    let (consumer, _assignment) = clients::consumer(&brokers.join(","), "filrouge-subject", group, topic).await?;
    loop {
        tokio::select! {
            () = shutdown.requested() => return Ok(()),
            line = lines.recv() => if line.is_none() { return Ok(()) },
            message = clients::next(&consumer) => {
                let message = message?;
                let id = String::from_utf8_lossy(message.key().unwrap_or_default()).into_owned();
                json_line::print(&or_error(&id, received(&id, &message)))?;
            }
        }
    }
}

fn received(id: &str, message: &BorrowedMessage<'_>) -> anyhow::Result<Value> {
    let request: Extract = serde_json::from_slice(message.payload().unwrap_or_default())?;
    let options = Options::try_from(&request.options)?;
    Ok(subject_json::extraction(id, &extract(rdkafka_headers::of_message(message), &options)))
}

fn extracted(request: &Extract) -> anyhow::Result<Value> {
    let headers = subject_json::header_bytes(&request.headers)?;
    let options = Options::try_from(&request.options)?;
    Ok(subject_json::extraction(&request.id, &extract(subject_json::borrowed(&headers), &options)))
}

fn injected(request: Inject) -> anyhow::Result<Value> {
    let Inject { id, options, headers, context, decision, baggage } = request;
    let headers = subject_json::header_bytes(&headers)?;
    let own = subject_json::borrowed(&headers);
    let options = Options::try_from(&options)?;
    let baggage: Vec<_> = baggage.into_iter().map(BaggageEntry::from).collect();
    let injection = match (context, decision) {
        (Some(context), _) => inject(own, &TraceContext::try_from(context)?, &baggage, &options),
        (None, Some(decision)) => inject_decision(own, &decision.into(), &baggage, &options),
        (None, None) => unchanged(own),
    };
    Ok(subject_json::injection(&id, &injection))
}

/// With nothing to write, headers stay as they are.
fn unchanged<'a>(own: impl Iterator<Item = Header<'a>>) -> Injection<'a> {
    Injection { headers: own.map(Into::into).collect(), lost: Lost::default() }
}

fn or_error(id: &str, answer: anyhow::Result<Value>) -> Value {
    answer.unwrap_or_else(|error| json!({ "id": id, "error": format!("{error:#}") }))
}
