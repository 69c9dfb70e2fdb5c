use alloc::string::String;

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// `2 * N` digits of either case, no more and no fewer.
pub(crate) fn exact<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    if text.len() == 2 * N { padded(text) } else { None }
}

/// The same in lower case.
pub(crate) fn exact_lower<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    if text.iter().any(u8::is_ascii_uppercase) { None } else { exact(text) }
}

/// 1 to `2 * N` digits of either case, padded with zeros on the left.
pub(crate) fn padded<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    if text.is_empty() || text.len() > 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (place, &byte) in text.iter().rev().enumerate() {
        bytes[N - 1 - place / 2] |= digit(byte)? << (4 * (place % 2));
    }
    Some(bytes)
}

/// The byte that two digits of either case stand for; unlike `u8::from_str_radix` it takes no sign.
pub(crate) fn pair(high: u8, low: u8) -> Option<u8> {
    Some(digit(high)? << 4 | digit(low)?)
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
