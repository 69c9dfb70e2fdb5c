//! `cargo bench -p filrouge-bench`: every case, with criterion's statistics.

use std::time::Instant;

use criterion::{Criterion, criterion_group, criterion_main};
use filrouge_bench::cases::{self, Case, Work};

fn formats(criterion: &mut Criterion) {
    for Case { name, ours, peer } in cases::all() {
        let mut group = criterion.benchmark_group(name);
        let mut bench = |side: &str, work: &Work| {
            group.bench_function(side, |bencher| {
                bencher.iter_custom(|operations| {
                    let start = Instant::now();
                    work(operations);
                    start.elapsed()
                });
            });
        };
        bench("ours", &ours);
        if let Some(peer) = &peer {
            bench("peer", peer);
        }
        group.finish();
    }
}

criterion_group!(benches, formats);
criterion_main!(benches);
