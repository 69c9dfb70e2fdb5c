use crate::fault::Reason;

/// The text of a value, trimmed, or what is wrong with it before its format is looked at (specification, section 4).
///
/// `tabs` allows HTAB inside the text, which lists have around their members.
pub(crate) fn text(value: &[u8], cap: usize, tabs: bool) -> Result<&str, Reason> {
    str::from_utf8(ascii(value, cap, tabs)?).map_err(|_| Reason::BadCharset)
}

/// The same as bytes.
#[inline(always)]
pub(crate) fn ascii(value: &[u8], cap: usize, tabs: bool) -> Result<&[u8], Reason> {
    let trimmed = trim(bytes(value, cap)?);
    // Without an early end, so that many bytes are looked at at once.
    let bad = |byte: u8| u8::from(byte.wrapping_sub(b' ') > b'~' - b' ') & u8::from(!tabs || byte != b'\t');
    if trimmed.iter().fold(0, |all, &byte| all | bad(byte)) != 0 {
        return Err(Reason::BadCharset);
    }
    if trimmed.is_empty() {
        return Err(Reason::Empty);
    }
    Ok(trimmed)
}

/// The same for a value that is no text.
pub(crate) fn bytes(value: &[u8], cap: usize) -> Result<&[u8], Reason> {
    match value.len() {
        0 => Err(Reason::Empty),
        length if length > cap => Err(Reason::TooLong),
        _ => Ok(value),
    }
}

/// SP and HTAB are the optional white space of HTTP. `[u8]::trim_ascii` would take CR, LF and form feed too.
fn trim(mut bytes: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [rest @ .., b' ' | b'\t'] = bytes {
        bytes = rest;
    }
    bytes
}

/// The same for text, around the members of a list.
pub(crate) fn trim_text(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_fault_that_applies() {
        assert_eq!(text(b"", 4, false), Err(Reason::Empty));
        assert_eq!(text(b" \t ", 4, false), Err(Reason::Empty));
        assert_eq!(text(b"\xff\xff\xff\xff\xff", 4, false), Err(Reason::TooLong));
        assert_eq!(text(b"a\n", 4, false), Err(Reason::BadCharset));
        assert_eq!(text(b"\x7f", 4, false), Err(Reason::BadCharset));
    }

    #[test]
    fn a_tab_is_white_space_at_the_ends_and_text_only_in_lists() {
        assert_eq!(text(b"\t a \t", 8, false), Ok("a"));
        assert_eq!(text(b"a\tb", 8, false), Err(Reason::BadCharset));
        assert_eq!(text(b"a\tb", 8, true), Ok("a\tb"));
    }
}
