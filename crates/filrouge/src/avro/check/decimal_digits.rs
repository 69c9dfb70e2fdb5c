use num_bigint::{BigInt, BigUint};

/// A little more than the logarithm of 2: what is counted with it has no more digits than that.
const DIGITS_OF_BIT: f64 = 0.301_1;

/// Whether an unscaled number, in two's complement with the highest byte first, has at most so many digits. It takes time by its
/// bytes, not by `precision`: the power of ten is needed only for a number that has nearly as many digits.
pub(in crate::avro) fn has_digits(bytes: &[u8], precision: u32) -> bool {
    let bits = 8.0 * bytes.len() as f64 - 1.0;
    if bytes.is_empty() || bits * DIGITS_OF_BIT <= f64::from(precision) {
        return !bytes.is_empty();
    }
    let number = short(bytes).map(i128::unsigned_abs);
    match (number, 10_u128.checked_pow(precision)) {
        (Some(number), Some(bound)) => number < bound,
        _ => *BigInt::from_signed_bytes_be(bytes).magnitude() < BigUint::from(10_u8).pow(precision),
    }
}

/// Of at most 16 bytes.
fn short(bytes: &[u8]) -> Option<i128> {
    let sign = if bytes.first()? & 0x80 == 0 { 0 } else { 0xff };
    let mut wide = [sign; 16];
    let start = wide.len().checked_sub(bytes.len())?;
    wide[start..].copy_from_slice(bytes);
    Some(i128::from_be_bytes(wide))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};
    use std::vec;

    #[test]
    fn counts_digits_of_any_number() {
        for precision in 1..100 {
            let bound = BigInt::from(10).pow(precision);
            for (number, holds) in [(&bound - 1, true), (bound.clone(), false), (-&bound, false), (1 - &bound, true)] {
                let bytes = number.to_signed_bytes_be();
                assert_eq!(has_digits(&bytes, precision), holds, "{number} in {precision}");
                let sign = if number < BigInt::ZERO { 0xff } else { 0 };
                assert_eq!(has_digits(&[vec![sign; 20], bytes].concat(), precision), holds, "{number} in {precision}");
            }
        }
        assert!(!has_digits(&[], 1));
    }

    #[test]
    fn takes_no_time_by_the_precision() {
        let start = Instant::now();
        assert!((0..900_000).all(|_| has_digits(&[1], 10_000)));
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    }
}
