use std::io::Write;

use anyhow::Context;
use serde_json::Value;

/// Prints one event and flushes it, since the reader is a program that waits for it.
pub fn print(event: &Value) -> anyhow::Result<()> {
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{event}").and_then(|()| stdout.flush()).context("cannot write to stdout")
}
