use clap::{Args, Parser, Subcommand};
use filrouge::Format;

/// Peers of a Kafka conversation that speak Filrouge's header format.
///
/// Each command prints one JSON object a line on stdout, the first with "ready": true (mock: "bootstrap"; subject: its answer to
/// hello). Errors are one line
/// on stderr; exit code 1, or 2 for wrong usage. A command ends by itself, with its spans flushed, on SIGTERM, on SIGINT and
/// when stdin reaches its end: keep a pipe on stdin open for as long as it is to run.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run librdkafka's mock cluster: {"ready","bootstrap","brokers","pid"}
    Mock(MockArguments),
    /// Answer price requests, each within the trace of its record
    Serve(ServeArguments),
    /// Make an invoice of each order, in Avro, with schemas of a registry
    Bill(BillArguments),
    /// Send a record for each JSON line of stdin, each with a PRODUCER span of its own
    Send(SendArguments),
    /// Print what each record carries, each with a CONSUMER span of its own
    Receive(ReceiveArguments),
    /// Answer the requests of spec/subject-protocol.md, for `filrouge verify`; live, through Kafka with rdkafka
    Subject,
}

#[derive(Debug, Args)]
pub struct MockArguments {
    /// How many brokers
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..))]
    pub brokers: u8,
    /// A topic to create at the start, with 4 partitions or as many as NAME:PARTITIONS says; others are created when a client
    /// asks for them, where it allows that
    #[arg(long = "topic", value_name = "NAME[:PARTITIONS]", value_parser = parse_topic)]
    pub topics: Vec<(String, i32)>,
}

#[derive(Debug, Args)]
pub struct ServeArguments {
    #[command(flatten)]
    pub client: ClientArguments,
    /// Topic of the requests: {"product":"book-1"}, with the headers kafka_replyTopic and kafka_correlationId
    #[arg(long, default_value = "price.requests", value_name = "TOPIC")]
    pub requests: String,
    /// Consumer group
    #[arg(long, default_value = "pricing")]
    pub group: String,
    /// Name of the service in its spans
    #[arg(long, default_value = "pricing", value_name = "NAME")]
    pub service: String,
}

#[derive(Debug, Args)]
pub struct BillArguments {
    #[command(flatten)]
    pub client: ClientArguments,
    /// Topic of the orders
    #[arg(long, default_value = "orders", value_name = "TOPIC")]
    pub orders: String,
    /// Topic of the invoices
    #[arg(long, default_value = "invoices", value_name = "TOPIC")]
    pub invoices: String,
    /// Address of a schema registry with Confluent's API, such as http://127.0.0.1:8081/apis/ccompat/v7
    #[arg(long, value_name = "URL")]
    pub registry: String,
    /// Consumer group
    #[arg(long, default_value = "billing")]
    pub group: String,
    /// Name of the service in its spans
    #[arg(long, default_value = "billing", value_name = "NAME")]
    pub service: String,
}

#[derive(Debug, Args)]
pub struct SendArguments {
    #[command(flatten)]
    pub client: ClientArguments,
    /// Topic to send to
    #[arg(long)]
    pub topic: String,
    /// Header formats to write
    #[arg(long, value_delimiter = ',', default_values_t = Format::WRITTEN_BY_DEFAULT.to_vec())]
    pub formats: Vec<Format>,
    /// Name of the service in its spans
    #[arg(long, default_value = "filrouge-send", value_name = "NAME")]
    pub service: String,
}

#[derive(Debug, Args)]
pub struct ReceiveArguments {
    #[command(flatten)]
    pub client: ClientArguments,
    /// Topic to read from its beginning
    #[arg(long)]
    pub topic: String,
    /// Consumer group
    #[arg(long)]
    pub group: String,
    /// Header formats to read, in the order of precedence
    #[arg(long, value_delimiter = ',', default_values_t = Format::ALL.to_vec())]
    pub formats: Vec<Format>,
    /// Name of the service in its spans
    #[arg(long, default_value = "filrouge-receive", value_name = "NAME")]
    pub service: String,
}

#[derive(Debug, Args)]
pub struct ClientArguments {
    /// Kafka's addresses, HOST:PORT separated by commas
    #[arg(long)]
    pub brokers: String,
    /// Where spans go, as OTLP over HTTP in JSON: the whole address, such as http://127.0.0.1:4318/v1/traces; without it they
    /// are made and not delivered
    #[arg(long, value_name = "URL")]
    pub otlp: Option<String>,
}

impl Command {
    pub fn service(&self) -> &str {
        match self {
            Command::Mock(_) => "filrouge-mock",
            Command::Serve(arguments) => &arguments.service,
            Command::Bill(arguments) => &arguments.service,
            Command::Send(arguments) => &arguments.service,
            Command::Receive(arguments) => &arguments.service,
            Command::Subject => "filrouge-subject",
        }
    }

    pub fn otlp(&self) -> Option<&str> {
        let client = match self {
            Command::Mock(_) | Command::Subject => return None,
            Command::Serve(arguments) => &arguments.client,
            Command::Bill(arguments) => &arguments.client,
            Command::Send(arguments) => &arguments.client,
            Command::Receive(arguments) => &arguments.client,
        };
        client.otlp.as_deref()
    }
}

fn parse_topic(text: &str) -> Result<(String, i32), String> {
    let (name, partitions) = text.split_once(':').unwrap_or((text, "4"));
    match partitions.parse() {
        Ok(partitions) if partitions > 0 && !name.is_empty() => Ok((name.to_owned(), partitions)),
        _ => Err(format!("{text:?} is not NAME or NAME:PARTITIONS")),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_commands_are_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn formats_keep_their_order() {
        let line =
            ["filrouge-peer", "send", "--brokers", "b", "--topic", "t", "--formats", "uber-trace-id,traceparent"];
        let Command::Send(arguments) = Arguments::parse_from(line).command else { panic!("not send") };
        assert_eq!(arguments.formats, [Format::UberTraceId, Format::Traceparent]);
    }

    #[test]
    fn topics_of_the_mock() {
        assert_eq!(parse_topic("a"), Ok(("a".to_owned(), 4)));
        assert_eq!(parse_topic("a:1"), Ok(("a".to_owned(), 1)));
        assert!(parse_topic("a:0").is_err());
        assert!(parse_topic(":1").is_err());
    }
}
