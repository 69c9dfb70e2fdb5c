//! Avro payloads: any bytes are a value or a fault, and cost what the limits let them.

mod cases;
mod decode;
mod random;
mod random_payload;

pub use cases::{CASES, Case};
pub use decode::{Decoded, FRAMINGS, Framed, Framing, LIMITS, decode};
pub use random::Random;
pub use random_payload::{damage, random_case, random_payload};

/// The first byte says which schema, the second which framing; the rest is the payload, its framing included where bit 2 is set.
pub fn avro(data: &[u8]) {
    let [case, framing, payload @ ..] = data else { return };
    let case = &CASES[usize::from(*case) % CASES.len()];
    let frame = FRAMINGS[usize::from(*framing) % FRAMINGS.len()];
    let framed = if framing & 4 == 0 { frame.framed(case, payload) } else { Framed::bare(payload) };
    decode(case, frame, &framed);
}
