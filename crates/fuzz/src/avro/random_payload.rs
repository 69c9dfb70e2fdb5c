use super::cases::{CASES, Case};
use super::random::Random;

/// Bytes that are often lengths, counts, branches and ends.
const LIKELY: [u8; 14] = [0, 1, 2, 3, 4, 6, 8, 0x12, 0x20, 0x7e, 0x7f, 0x80, 0xc3, 0xff];
/// Counts and lengths that lie, some of them about as many as the limits let pass.
const LIES: [i64; 12] = [-1, 50, 900, 4096, 9_999, 10_000, 10_001, -10_000, 1 << 31, -(1 << 31), i64::MAX, i64::MIN];
/// Somewhat more than a payload may have.
const MOST_BYTES: usize = 4200;

/// A case: those whose schemas hold more are drawn more often.
pub fn random_case(random: &mut Random) -> &'static Case {
    let drawn: [&Case; 2] = [random.pick(&CASES), random.pick(&CASES)];
    if drawn[0].types > drawn[1].types { drawn[0] } else { drawn[1] }
}

/// One payload of a case: most are payloads of vectors with some damage, some are good, some are any bytes.
pub fn random_payload(case: &Case, random: &mut Random) -> Vec<u8> {
    match random.below(8) {
        0 => (0..random.below(64)).map(|_| random.byte()).collect(),
        1 => (0..random.below(64)).map(|_| *random.pick(&LIKELY)).collect(),
        kind => {
            let mut payload = random.pick(&case.payloads).clone();
            let damages = if kind == 2 { 0 } else { *random.pick(&[1, 1, 1, 2, 3, 6]) };
            for _ in 0..damages {
                damage(&mut payload, random);
            }
            payload
        }
    }
}

/// Any byte, bit, part or number of it.
pub fn damage(payload: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(payload.len() + 1);
    let kind = if at == payload.len() { 4 + random.below(6) } else { random.below(12) };
    match kind {
        0 => payload[at] ^= 1 << random.below(8),
        1 => payload[at] = random.byte(),
        2 => drop(payload.remove(at)),
        3 => payload.truncate(at),
        4 => payload.insert(at, *random.pick(&LIKELY)),
        5 => insert(payload, at, &varint(*random.pick(&LIES))),
        10 | 11 => {
            let length = payload[at..].iter().take_while(|byte| **byte >= 0x80).count() + 1;
            payload.drain(at..payload.len().min(at + length));
            insert(payload, at, &varint(*random.pick(&LIES)));
        }
        6 => insert(payload, at, &varint(random.draw() as i64 >> random.below(64))),
        7 => {
            let from = random.below(at + 1);
            let times = *random.pick(&[1, 2, 20, 500]);
            let part = payload[from..at].repeat(times.min(MOST_BYTES / (at - from).max(1)));
            insert(payload, at, &part);
        }
        8 => {
            let other: &Case = random.pick(&CASES);
            let part: &Vec<u8> = random.pick(&other.payloads);
            insert(payload, at, part);
        }
        _ => payload.push(0),
    }
    payload.truncate(MOST_BYTES);
}

fn insert(payload: &mut Vec<u8>, at: usize, part: &[u8]) {
    payload.splice(at..at, part.iter().copied());
}

/// Zig-zag, as Avro has it.
fn varint(number: i64) -> Vec<u8> {
    let mut rest = ((number << 1) ^ (number >> 63)) as u64;
    let mut bytes = Vec::new();
    while rest >= 0x80 {
        bytes.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
    bytes
}
