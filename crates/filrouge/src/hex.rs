use alloc::string::String;

/// What a digit stands for by its byte; all bits for a byte that is none.
type Digits = [u8; 256];

const NONE: u8 = 0xff;

static LOWER: Digits = digits(b"0123456789abcdef");
static ANY_CASE: Digits = {
    let (mut all, upper, mut byte) = (LOWER, digits(b"0123456789ABCDEF"), 0);
    while byte < all.len() {
        all[byte] &= upper[byte];
        byte += 1;
    }
    all
};

const fn digits(of: &[u8; 16]) -> Digits {
    let (mut digits, mut value) = ([NONE; 256], 0);
    while value < of.len() {
        digits[of[value] as usize] = value as u8;
        value += 1;
    }
    digits
}

/// `2 * N` digits of either case, no more and no fewer.
pub(crate) fn exact<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    decoded(text, &ANY_CASE)
}

/// The same in lower case.
pub(crate) fn exact_lower<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    decoded(text, &LOWER)
}

/// Whether a byte is no digit is asked once at the end: bits of no digit stay.
fn decoded<const N: usize>(text: &[u8], digits: &Digits) -> Option<[u8; N]> {
    let (pairs, []) = text.as_chunks::<2>() else {
        return None;
    };
    let pairs: &[[u8; 2]; N] = pairs.try_into().ok()?;
    let mut all = 0;
    let bytes = pairs.map(|[high, low]| {
        let (high, low) = (digits[usize::from(high)], digits[usize::from(low)]);
        all |= high | low;
        high << 4 | low
    });
    (all != NONE).then_some(bytes)
}

/// 1 to `2 * N` digits of either case, padded with zeros on the left.
pub(crate) fn padded<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    if text.len() == 2 * N {
        return exact(text);
    }
    if text.is_empty() || text.len() > 2 * N {
        return None;
    }
    let (mut bytes, mut all) = ([0; N], 0);
    for (place, &byte) in text.iter().rev().enumerate() {
        let digit = ANY_CASE[usize::from(byte)];
        all |= digit;
        bytes[N - 1 - place / 2] |= digit << (4 * (place % 2));
    }
    (all != NONE).then_some(bytes)
}

/// The byte that two digits of either case stand for; unlike `u8::from_str_radix` it takes no sign.
pub(crate) fn pair(high: u8, low: u8) -> Option<u8> {
    exact(&[high, low]).map(|[byte]| byte)
}

/// The bytes as lower-case digits.
pub(crate) fn lower(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    push_lower(&mut text, bytes);
    text
}

pub(crate) fn push_lower(text: &mut String, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_text_is_padded_on_the_left() {
        assert_eq!(padded(b"Abc"), Some([0x0a, 0xbc]));
        assert_eq!(padded(b"1"), Some([0, 1]));
    }

    #[test]
    fn no_sign_no_prefix_no_overflow() {
        for text in [&b""[..], b"+1", b"-1", b"0x1", b"1_0", b"12345", b"g"] {
            assert_eq!(padded::<2>(text), None, "{}", text.escape_ascii());
        }
    }

    #[test]
    fn exact_text_is_lower_case_and_of_full_length() {
        assert_eq!(exact_lower(b"00af"), Some([0, 0xaf]));
        assert_eq!(exact(b"00AF"), Some([0, 0xaf]));
        for text in [&b"0af"[..], b"00AF", b"000af"] {
            assert_eq!(exact_lower::<2>(text), None, "{}", text.escape_ascii());
        }
    }
}
