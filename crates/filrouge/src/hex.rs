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
#[inline(always)]
pub(crate) fn exact<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    if text.len() == 2 * N { bytes(text, &ANY_CASE) } else { None }
}

/// The same in lower case.
#[inline(always)]
pub(crate) fn exact_lower<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    if text.len() == 2 * N { bytes(text, &LOWER) } else { None }
}

/// 1 to `2 * N` digits of either case, padded with zeros on the left.
#[inline(always)]
pub(crate) fn padded<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    if (1..=2 * N).contains(&text.len()) { bytes(text, &ANY_CASE) } else { None }
}

/// 16 digits in lower case as a number, eight at a time in a word: a third of the time of the table.
#[inline(always)]
pub(crate) fn lower_number(text: &[u8; 16]) -> Option<u64> {
    let (words, _) = text.as_chunks::<8>();
    let (high, low) = (u64::from_be_bytes(words[0]), u64::from_be_bytes(words[1]));
    if lower_digits(high) & lower_digits(low) != EACH << 7 {
        return None;
    }
    Some(eight_digits(high) << 32 | eight_digits(low))
}

/// One in each byte of a word.
const EACH: u64 = 0x0101_0101_0101_0101;

/// The top bit of each byte that is a digit in lower case. No sum carries into the next byte, since both sides are below 0x80.
#[inline(always)]
fn lower_digits(word: u64) -> u64 {
    let low = word & (EACH * 0x7f);
    let numeral = (low + EACH * (0x80 - 0x30)) & !(low + EACH * (0x80 - 0x3a));
    let letter = (low + EACH * (0x80 - 0x61)) & !(low + EACH * (0x80 - 0x67));
    (numeral | letter) & !word & (EACH << 7)
}

/// What eight digits stand for, the first one in the top byte; anything where a byte is none. Letters have bit 6, numerals not.
#[inline(always)]
fn eight_digits(word: u64) -> u64 {
    let nibbles = (word & (EACH * 0x0f)) + (word >> 6 & EACH) * 9;
    let pairs = (nibbles | nibbles >> 4) & 0x00ff_00ff_00ff_00ff;
    let quads = (pairs | pairs >> 8) & 0x0000_ffff_0000_ffff;
    (quads | quads >> 16) & 0xffff_ffff
}

/// By way of numbers, which stay in registers: bytes that are written one by one are slow to be read as one.
#[inline(always)]
fn bytes<const N: usize>(text: &[u8], digits: &Digits) -> Option<[u8; N]> {
    let (high, low) = text.split_at(text.len().saturating_sub(16));
    let (high, low) = (number(high, digits)?, number(low, digits)?);
    (u128::from(high) << 64 | u128::from(low)).to_be_bytes().last_chunk().copied()
}

/// At most 16 digits. Whether one was none is asked once at the end: bits of no digit stay.
#[inline(always)]
fn number(text: &[u8], digits: &Digits) -> Option<u64> {
    let (mut number, mut all) = (0, 0);
    for &byte in text {
        let digit = digits[usize::from(byte)];
        all |= digit;
        number = number << 4 | u64::from(digit);
    }
    (all != NONE).then_some(number)
}

/// The byte that two digits of either case stand for; unlike `u8::from_str_radix` it takes no sign.
pub(crate) fn pair(high: u8, low: u8) -> Option<u8> {
    exact(&[high, low]).map(|[byte]| byte)
}

/// The bytes as lower-case digits.
pub(crate) fn lower(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|&byte| PAIRS[usize::from(byte)]).map(char::from).collect()
}

/// The same into text of twice the length.
#[inline(always)]
pub(crate) fn write_lower<const N: usize>(text: &mut [u8], bytes: &[u8; N]) {
    for (pair, &byte) in text.as_chunks_mut().0.iter_mut().zip(bytes) {
        *pair = PAIRS[usize::from(byte)];
    }
}

/// The two digits of each byte.
static PAIRS: [[u8; 2]; 256] = {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let (mut pairs, mut byte) = ([[0; 2]; 256], 0);
    while byte < pairs.len() {
        pairs[byte] = [DIGITS[byte >> 4], DIGITS[byte & 15]];
        byte += 1;
    }
    pairs
};

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

    #[test]
    fn words_read_the_digits_that_the_table_reads() {
        let text = *b"0123456789abcdef";
        assert_eq!(lower_number(&text), Some(0x0123_4567_89ab_cdef));
        for place in 0..text.len() {
            for byte in 0..=u8::MAX {
                let mut text = text;
                text[place] = byte;
                assert_eq!(lower_number(&text), exact_lower(&text).map(u64::from_be_bytes), "{}", text.escape_ascii());
            }
        }
    }
}
