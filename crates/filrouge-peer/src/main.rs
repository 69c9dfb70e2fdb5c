//! Rust peers of a Kafka conversation: real clients and real spans, driven by lines of JSON.

#![deny(unsafe_code)]

mod arguments;
mod catalogue;
mod clients;
mod header_json;
mod json_line;
mod mock;
mod receive;
mod send;
mod serve;
mod shutdown;
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
            let line = format!("{error:#}").replace(['\r', '\n'], " ");
            eprintln!("filrouge-peer: {line}");
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
            Command::Send(arguments) => send::run(&arguments, &spans).await,
            Command::Receive(arguments) => receive::run(&arguments, &spans).await,
        }
    });
    // A thread that still waits for stdin is no reason to stay.
    runtime.shutdown_background();
    let flushed = spans.flush();
    result.and(flushed)
}
