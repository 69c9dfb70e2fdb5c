//! `cargo run --release -p filrouge-bench -- [--json] [--quick]`: a row for each case, and with `--json` one object as the last line.

use clap::Parser;
use filrouge_bench::cases::{self, Case};
use filrouge_bench::counting_allocator::allocations;
use filrouge_bench::rounds;
use serde_json::{Map, Value, json};

#[derive(Parser)]
struct Arguments {
    /// Print one JSON object as the last line: times in nanoseconds an operation.
    #[arg(long)]
    json: bool,
    /// Fewer and shorter rounds.
    #[arg(long)]
    quick: bool,
}

fn main() {
    let arguments = Arguments::parse();
    let (rounds, seconds) = if arguments.quick { (8, 0.01) } else { (24, 0.05) };
    println!("{:32} {:>10} {:>10} {:>7} {:>12}", "", "ours ns", "peer ns", "ratio", "allocations");
    let mut rows = Map::new();
    for case in cases::all() {
        rows.insert(case.name.clone(), row(&case, rounds, seconds));
    }
    if arguments.json {
        println!("{}", Value::Object(rows));
    }
}

fn row(Case { name, ours, peer }: &Case, rounds: usize, seconds: f64) -> Value {
    ours(1);
    let ours_allocations = allocations(|| ours(1));
    let Some(peer) = peer else {
        let times = rounds::measure_alone(ours, rounds, seconds);
        let time = rounds::median(times.iter().copied());
        println!("{name:32} {time:10.1} {:>10} {:>7} {ours_allocations:>12}", "", "");
        return json!({ "ours": time, "oursAllocations": ours_allocations, "rounds": times.iter().map(|time| [time]).collect::<Vec<_>>() });
    };
    peer(1);
    let peer_allocations = allocations(|| peer(1));
    let times = rounds::measure(ours, peer, rounds, seconds);
    let [ours, peer] = [0, 1].map(|side| rounds::median(times.iter().map(|round| round[side])));
    let ratio = rounds::median(times.iter().map(|round| round[0] / round[1]));
    println!("{name:32} {ours:10.1} {peer:10.1} {ratio:7.3} {ours_allocations:5} / {peer_allocations:<4}");
    json!({
        "ours": ours,
        "peer": peer,
        "ratio": ratio,
        "oursAllocations": ours_allocations,
        "peerAllocations": peer_allocations,
        "rounds": times,
    })
}
