//! W3C Baggage: `key=value;property;property` joined by `,`, percent-encoded.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::member::Member;
use crate::BaggageEntry;
use crate::fault::Reason;
use crate::header_value::trim_text;
use crate::hex;
use crate::limits::written;

/// Reads the members of one value; a bad one costs itself only.
pub(super) fn parse<'a>(text: &'a str, mut add: impl FnMut(Member<'a>)) {
    for member in text.split(',').map(trim_text).filter(|member| !member.is_empty()) {
        let (pair, properties) = match member.split_once(';') {
            Some((pair, properties)) => (pair, trim_text(properties)),
            None => (member, ""),
        };
        add(match pair.split_once('=').map(|(key, value)| (trim_text(key), trim_text(value))) {
            Some((key, value)) if is_token(key) => {
                let properties = (!properties.is_empty()).then(|| properties.to_owned());
                Ok((key, BaggageEntry { key: key.to_owned(), value: percent_decoded(value), properties }))
            }
            _ => Err(Reason::BadMember),
        });
    }
}

/// The text of a written `baggage` header, from which members can be taken off at the end.
#[derive(Default)]
pub(crate) struct WrittenBaggage {
    text: String,
    /// Where each member ends, so that the text before it can be cut there.
    ends: Vec<usize>,
}

impl WrittenBaggage {
    /// Whether the entry was written. One that does not fit is left out; later ones may fit.
    ///
    /// An empty value is left out because OpenTelemetry JS drops it and dd-trace the whole header over it.
    pub(crate) fn push(&mut self, entry: &BaggageEntry) -> bool {
        if entry.value.is_empty() || !is_token(&entry.key) || self.ends.len() == written::BAGGAGE_ENTRIES {
            return false;
        }
        let before = self.text.len();
        if before > 0 {
            self.text.push(',');
        }
        self.text.push_str(&entry.key);
        self.text.push('=');
        push_percent_encoded(&mut self.text, &entry.value);
        let fits = self.text.len() <= written::BAGGAGE;
        if fits {
            self.ends.push(self.text.len());
        } else {
            self.text.truncate(before);
        }
        fits
    }

    /// Whether there was a member to take off.
    pub(crate) fn pop(&mut self) -> bool {
        let popped = self.ends.pop().is_some();
        self.text.truncate(self.ends.last().copied().unwrap_or(0));
        popped
    }

    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    pub(crate) fn into_text(self) -> Option<String> {
        (!self.text.is_empty()).then_some(self.text)
    }
}

/// RFC 7230 token.
fn is_token(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = match after {
            [high, low, tail @ ..] if *first == b'%' && hex::pair(*high, *low).is_some() => {
                bytes.extend(hex::pair(*high, *low));
                tail
            }
            _ => {
                bytes.push(*first);
                after
            }
        };
    }
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// All but the unreserved characters of RFC 3986, with upper-case digits.
fn push_percent_encoded(text: &mut String, value: &str) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push('%');
            text.push(char::from(DIGITS[usize::from(byte >> 4)]));
            text.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    fn read(text: &str) -> Vec<Result<BaggageEntry, Reason>> {
        let mut members = Vec::new();
        parse(text, |member| members.push(member.map(|(_, entry)| entry)));
        members
    }

    #[test]
    fn white_space_and_properties() {
        let entry = BaggageEntry { key: "k".into(), value: "v w".into(), properties: Some("p=1 ;q".into()) };
        assert_eq!(read(" k = v%20w ; p=1 ;q ,, "), [Ok(entry)]);
        assert_eq!(read("k=v;"), [Ok(BaggageEntry::new("k", "v"))]);
    }

    #[test]
    fn a_member_without_key_or_equals_is_bad() {
        assert_eq!(read("=1,k,k;p=1,a b=1,\"k\"=1"), vec![Err(Reason::BadMember); 5]);
    }

    #[test]
    fn escapes_are_decoded_once_and_broken_ones_stay() {
        assert_eq!(percent_decoded("%2541%4"), "%41%4");
        assert_eq!(percent_decoded("%+1%%41"), "%+1%A");
        assert_eq!(percent_decoded("%C3%A9%C3"), "é\u{fffd}");
    }

    #[test]
    fn a_member_that_was_taken_off_leaves_no_comma() {
        let mut written = WrittenBaggage::default();
        assert!(written.push(&BaggageEntry::new("a", "1")));
        assert!(written.push(&BaggageEntry::new("b", "é")));
        assert_eq!(written.text, "a=1,b=%C3%A9");
        assert!(written.pop());
        assert_eq!(written.text, "a=1");
        assert!(written.pop());
        assert!(!written.pop());
        assert_eq!(written.into_text(), None);
    }
}
