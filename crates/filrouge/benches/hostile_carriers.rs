//! `cargo bench -p filrouge`: how long extraction and injection take over records that were made to be slow. Time must be linear
//! (specification, LIM-5), and extraction under 100 ms at 10 MB, with the limits of the specification and without any. A context that
//! stands behind all the rest must be found.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use filrouge::{Format, Header, Limits, Options, extract, inject};

const MEGABYTES: [usize; 3] = [5, 10, 20];
const ROUNDS: usize = 5;
const MOST: Duration = Duration::from_millis(100);
/// What twice the size may cost at most; a square is 4.
const MOST_GROWTH: f64 = 3.0;
/// Below this a time is that of the clock and of other processes, and has no growth.
const LEAST: Duration = Duration::from_millis(2);

type Headers = Vec<(Vec<u8>, Vec<u8>)>;
/// Its name, whether all of it is given back where there are no limits, which only has to be linear, whether its last header has a
/// context, and the headers of a size.
type Shape = (&'static str, bool, bool, fn(usize) -> Headers);

const TRACEPARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

const SHAPES: [Shape; 9] = [
    ("one huge traceparent", false, false, |size| vec![header("traceparent", vec![b'a'; size])]),
    ("one huge baggage", false, false, |size| vec![header("baggage", vec![b'a'; size])]),
    ("one huge baggage of members", true, false, |size| vec![header("baggage", members(size))]),
    ("1,000 baggage headers", false, false, |size| {
        (0..1000).map(|_| header("baggage", vec![b'a'; size / 1000])).collect()
    }),
    ("200,000 foreign keys, the context last", false, true, |size| {
        let foreign = (0..200_000).map(|index| header(&format!("foreign-{index}"), vec![b'a'; size / 200_000 - 14]));
        foreign.chain([header("traceparent", TRACEPARENT)]).collect()
    }),
    ("50,000 repeats", false, false, |size| {
        (0..50_000).map(|_| header("traceparent", vec![b'a'; size / 50_000])).collect()
    }),
    ("50,000 different repeats", true, true, |size| {
        let width = size / 50_000 - 30;
        (0..50_000).map(|index| header("uber-trace-id", format!("{0}:{0}:0:1{1:width$}", index + 1, ""))).collect()
    }),
    ("letter-case variants only", false, true, |size| {
        let keys = ["TraceParent", "TRACEPARENT"];
        (0..size / 66).map(|index| header(keys[index % 2], TRACEPARENT)).collect()
    }),
    ("prefixes only", true, false, |size| {
        (0..size / 30).map(|index| header(&format!("uberctx-{index}"), "aaaaaaaaaaaaaaa")).collect()
    }),
];

fn header(key: &str, value: impl Into<Vec<u8>>) -> (Vec<u8>, Vec<u8>) {
    (key.as_bytes().to_vec(), value.into())
}

fn members(size: usize) -> Vec<u8> {
    (0..size / 10).flat_map(|index| format!("{index:07}=v,").into_bytes()).collect()
}

fn fastest(mut work: impl FnMut()) -> Duration {
    let times = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}

/// A reading that is fast and does not find what stands last is worth nothing. With limits a value that is too long is not read.
fn require_found(name: &str, headers: &Headers, has_context: bool, options: &Options) {
    let last = headers.last().filter(|(_, value)| has_context && value.len() <= options.limits.field);
    let trace_of = |headers: &Headers, options| {
        extract(headers.iter().map(|(key, value)| Header { key, value: Some(value) }), options)
            .context
            .map(|found| found.trace_id)
    };
    let expected = last.map(|last| trace_of(&vec![last.clone()], options).expect("the last header has a context"));
    assert_eq!(trace_of(headers, options), expected, "{name}");
}

/// Prints one line; whether the times are as they must be.
fn tell(name: &str, what: &str, times: &[Duration], most: Duration) -> bool {
    let is_linear = times
        .windows(2)
        .all(|pair| pair[1] < LEAST || pair[1].as_secs_f64() < MOST_GROWTH * pair[0].max(LEAST / 2).as_secs_f64());
    let is_good = is_linear && times[1] <= most;
    let times: Vec<String> = times.iter().map(|time| format!("{:9.3} ms", time.as_secs_f64() * 1e3)).collect();
    println!("{name:40} {what:14} {} {}", times.join(" "), if is_good { "" } else { "TOO SLOW" });
    is_good
}

fn main() -> ExitCode {
    let context = extract([("traceparent", TRACEPARENT)], &Options::default()).context.expect("a valid traceparent");
    let unlimited = Options { limits: Limits::NONE, ..Options::default() };
    let write = Options { write: [Format::Traceparent].as_slice().into(), ..Options::default() };
    let mut is_good = true;
    for (name, is_given_back, _, shape) in SHAPES {
        let mut times = [const { Vec::new() }; 3];
        for megabytes in MEGABYTES {
            let headers = shape(megabytes * 1_000_000);
            let borrowed = || headers.iter().map(|(key, value)| Header { key, value: Some(value) });
            times[0].push(fastest(|| drop(extract(borrowed(), &Options::default()))));
            times[1].push(fastest(|| drop(extract(borrowed(), &unlimited))));
            times[2].push(fastest(|| drop(inject(borrowed(), &context, &[], &write))));
        }
        is_good &= tell(name, "limits on", &times[0], MOST);
        is_good &= tell(name, "limits off", &times[1], if is_given_back { Duration::MAX } else { MOST });
        is_good &= tell(name, "inject", &times[2], MOST);
    }
    // Last of all, since what it leaves in the allocator would show in the times.
    for (name, _, has_context, shape) in SHAPES {
        for headers in MEGABYTES.map(|megabytes| shape(megabytes * 1_000_000)) {
            require_found(name, &headers, has_context, &Options::default());
            require_found(name, &headers, has_context, &unlimited);
        }
    }
    if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
