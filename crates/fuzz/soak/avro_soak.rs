//! Decodes random payloads and says what they came to, as a line of JSON for each batch; `integration-tests/src/avro-soak` watches it.
//!
//! `avro_soak --codec plain --seed 1 --from 0 --to 1000000 [--announce]`: each payload depends on the seed and its number alone.
//! Announced, each is told before it is decoded, so that whoever watches knows which one did not end.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::process::ExitCode;
use std::time::Instant;

use filrouge_fuzz::avro::{
    Case, Decoded, FRAMINGS, Framed, Framing, Random, damage, decode, random_case, random_payload,
};
use serde_json::{Value, json};

const BATCH: u64 = 1000;

/// What the payloads so far came to.
#[derive(Default)]
struct Tally {
    values: u64,
    faults: BTreeMap<&'static str, u64>,
    most_bytes: (usize, u64),
    slowest_us: (u128, u64),
}

impl Tally {
    fn add(&mut self, index: u64, Decoded { fault, bytes }: &Decoded, micros: u128) {
        match fault {
            Some(reason) => *self.faults.entry(reason).or_default() += 1,
            None => self.values += 1,
        }
        self.most_bytes = self.most_bytes.max((*bytes, index));
        self.slowest_us = self.slowest_us.max((micros, index));
    }

    fn line(&self, to: u64) -> Value {
        let Self { values, faults, most_bytes, slowest_us } = self;
        json!({ "to": to, "values": values, "faults": faults, "mostBytes": most_bytes, "slowestUs": slowest_us })
    }
}

/// The payload of that number: its frame is damaged too, now and then.
fn payload(seed: u64, index: u64, framing: Framing) -> (&'static Case, Framed) {
    let mut random = Random::new(seed.wrapping_mul(1_000_003).wrapping_add(index));
    let case = random_case(&mut random);
    let mut framed = framing.framed(case, &random_payload(case, &mut random));
    if framing != Framing::Plain && random.chance(16) {
        damage(framed.beside.as_mut().unwrap_or(&mut framed.bytes), &mut random);
    }
    (case, framed)
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    let option = |name: &str| args.iter().skip_while(|arg| *arg != name).nth(1);
    let number = |name: &str| option(name).and_then(|text| text.parse::<u64>().ok());
    let framing = FRAMINGS.into_iter().find(|framing| option("--codec").is_some_and(|name| name == framing.name()));
    let (Some(framing), Some(seed), Some(from), Some(to)) =
        (framing, number("--seed"), number("--from"), number("--to"))
    else {
        eprintln!(
            "usage: avro_soak --codec plain|single-object|confluent-number|confluent-guid --seed N --from N --to N"
        );
        return ExitCode::from(2);
    };
    let announces = args.iter().any(|arg| arg == "--announce");
    set_hook(Box::new(|_| {}));
    let mut tally = Tally::default();
    for index in from..to {
        let (case, framed) = payload(seed, index, framing);
        if announces {
            println!("{}", json!({ "at": told(index, case, &framed) }));
        }
        let started = Instant::now();
        match catch_unwind(AssertUnwindSafe(|| decode(case, framing, &framed))) {
            Ok(decoded) => tally.add(index, &decoded, started.elapsed().as_micros()),
            Err(panic) => {
                let why = panic.downcast_ref::<String>().map_or("a panic", String::as_str);
                println!("{}", json!({ "broke": told(index, case, &framed), "why": why }));
                return ExitCode::FAILURE;
            }
        }
        if (index + 1) % BATCH == 0 || index + 1 == to {
            println!("{}", tally.line(index + 1));
        }
    }
    ExitCode::SUCCESS
}

fn told(index: u64, case: &Case, framed: &Framed) -> Value {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let beside = framed.beside.as_deref().map(hex);
    json!({ "index": index, "vector": case.id, "payload": hex(&framed.bytes), "header": beside })
}
