//! Rust peers of a Kafka conversation: real clients and real spans, driven by lines of JSON.

#![deny(unsafe_code)]

mod arguments;
mod bill;
mod catalogue;
mod clients;
mod consumer_span;
mod header_json;
mod json_line;
mod mock;
mod ready_consumer;
mod receive;
mod schema_registry;
mod send;
mod serve;
mod shutdown;
mod stdin_lines;
mod subject;
mod subject_json;
mod telemetry;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    // A usage error exits with code 2 here.
    let arguments = Arguments::parse();
    match run(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("filrouge-peer: {}", in_one_line(&error));
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    // The exporter has a thread and a blocking client of its own, so it is made before the runtime and flushed after it.
    let spans = telemetry::start(command.service(), command.otlp())?;
    let runtime = tokio::runtime::Runtime::new()?;
    let result = runtime.block_on(async {
        match command {
            Command::Mock(arguments) => mock::run(&arguments).await,
            Command::Serve(arguments) => serve::run(arguments).await,
            Command::Bill(arguments) => bill::run(&arguments, &spans).await,
            Command::Send(arguments) => send::run(&arguments, &spans).await,
            Command::Receive(arguments) => receive::run(&arguments, &spans).await,
            Command::Subject => subject::run().await,
        }
    });
    // A thread that still waits for stdin is no reason to stay.
    runtime.shutdown_background();
    let flushed = spans.flush();
    result.and(flushed)
}

/// The error and its causes. Those of `rdkafka` repeat each other, so a cause that was told already is left out.
fn in_one_line(error: &anyhow::Error) -> String {
    let mut line = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if line.is_empty() {
            line = cause;
        } else if !line.contains(&cause) {
            line = format!("{line}: {cause}");
        }
    }
    line.replace(['\r', '\n'], " ")
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    #[test]
    fn an_error_is_one_line_that_repeats_nothing() {
        let error = anyhow!("first\nline").context("second: first\nline").context("third");
        assert_eq!(in_one_line(&error), "third: second: first line");
    }
}
