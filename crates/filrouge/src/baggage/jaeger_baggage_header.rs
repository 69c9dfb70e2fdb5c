//! Jaeger's baggage set by hand: `key=value, key=value`, raw, for jaeger-client decodes it over HTTP only.

use alloc::string::String;

use super::member::Member;
use crate::BaggageEntry;
use crate::WrittenHeaders;
use crate::fault::Reason;
use crate::header_value::trim_text;

pub(crate) const KEY: &str = "jaeger-baggage";

/// Reads the members of one value; a bad one costs itself only.
pub(super) fn parse<'a>(text: &'a str, mut add: impl FnMut(Member<'a>)) {
    for member in text.split(',').map(trim_text).filter(|member| !member.is_empty()) {
        add(match member.split_once('=').map(|(key, value)| (trim_text(key), trim_text(value))) {
            None | Some(("", _)) => Err(Reason::BadMember),
            Some((key, value)) => Ok((key, BaggageEntry::new(key, value))),
        });
    }
}

pub(crate) fn write(entries: &[&BaggageEntry], written: &mut WrittenHeaders) {
    let mut text = String::new();
    for entry in entries {
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(&entry.key);
        text.push('=');
        text.push_str(&entry.value);
    }
    if !text.is_empty() {
        written.push(KEY, text);
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    #[test]
    fn members_are_raw_and_split_at_the_first_equals() {
        let mut members = Vec::new();
        parse(" a b = 1%20=2;p ,, c= ,d,=1", |member| members.push(member.map(|(_, entry)| entry)));
        let good = [BaggageEntry::new("a b", "1%20=2;p"), BaggageEntry::new("c", "")].map(Ok);
        assert_eq!(members[..2], good);
        assert_eq!(members[2..], [Err(Reason::BadMember), Err(Reason::BadMember)]);
    }
}
