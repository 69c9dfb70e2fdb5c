use std::time::Instant;

use crate::cases::Work;

/// Nanoseconds an operation takes, ours and the peer's.
pub type Round = [f64; 2];

/// Each round is ours, peer, peer, ours, so that a machine that slows down harms both alike.
pub fn measure(ours: &Work, peer: &Work, rounds: usize, seconds: f64) -> Vec<Round> {
    let operations = [calibrated(ours, seconds), calibrated(peer, seconds)];
    let round = |_| {
        let times = [nanoseconds(ours, operations[0]), nanoseconds(peer, operations[1])];
        let again = [nanoseconds(peer, operations[1]), nanoseconds(ours, operations[0])];
        [f64::midpoint(times[0], again[1]), f64::midpoint(times[1], again[0])]
    };
    (0..rounds).map(round).collect()
}

/// The time of one operation alone, for work without a peer.
pub fn measure_alone(work: &Work, rounds: usize, seconds: f64) -> Vec<f64> {
    let operations = calibrated(work, seconds);
    (0..rounds).map(|_| nanoseconds(work, operations)).collect()
}

pub fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len().is_multiple_of(2) { f64::midpoint(sorted[middle - 1], sorted[middle]) } else { sorted[middle] }
}

/// Operations that take about this many seconds, warmed up.
fn calibrated(work: &Work, seconds: f64) -> u64 {
    let mut operations = 1_000;
    loop {
        let taken = nanoseconds(work, operations) * operations as f64 / 1e9;
        if taken >= seconds / 2.0 {
            return (operations as f64 * seconds / taken) as u64;
        }
        operations *= 2;
    }
}

fn nanoseconds(work: &Work, operations: u64) -> f64 {
    let start = Instant::now();
    work(operations);
    start.elapsed().as_nanos() as f64 / operations as f64
}
