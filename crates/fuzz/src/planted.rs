use crate::Record;

/// Panics over a trace id that begins with `9`, which no vector has: a fuzzer that does not find it finds nothing.
pub fn planted_panic(data: &[u8]) {
    let Record { options, headers } = Record::of(data);
    let context = filrouge::extract(&headers, &options).context;
    assert!(context.is_none_or(|context| context.trace_id[0] >> 4 != 9), "the planted panic");
}
