//! W3C Trace Context level 2, section 3.3: members `key=value` joined by `,`, newest first.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use crate::fault::Reason;
use crate::header_value::trim_text;
use crate::limits::written;

/// Reads members in order; a bad one costs itself only.
pub(super) struct TracestateReader<'a> {
    members: Vec<&'a str>,
    keys: BTreeSet<&'a str>,
    most: usize,
    is_full: bool,
}

impl<'a> TracestateReader<'a> {
    pub(super) fn new(most: usize) -> Self {
        TracestateReader { members: Vec::new(), keys: BTreeSet::new(), most, is_full: false }
    }

    /// Reads one value of the header; several are read as if joined by `,`. `refuse` is told once per member that is dropped, and
    /// once for all that are too many.
    pub(super) fn read(&mut self, text: &'a str, mut refuse: impl FnMut(Reason)) {
        for member in text.split(',').map(trim_text).filter(|member| !member.is_empty()) {
            if self.is_full {
                return;
            }
            if self.members.len() == self.most {
                self.is_full = true;
                refuse(Reason::OverLimit);
                return;
            }
            match split(member) {
                Some((key, _)) if is_read_key(key) && self.keys.insert(key) => self.members.push(member),
                _ => refuse(Reason::BadMember),
            }
        }
    }

    pub(super) fn into_members(self) -> Vec<String> {
        self.members.into_iter().map(ToOwned::to_owned).collect()
    }
}

/// The members that fit, joined; `None` when there are none. Counts the lost ones.
///
/// Readers of level 1 drop the whole state over one key of level 2, so those are left out.
pub(super) fn format(members: &[String], lost: &mut usize) -> Option<String> {
    let mut kept: Vec<&str> = members
        .iter()
        .map(String::as_str)
        .filter(|member| split(member).is_some_and(|(key, _)| is_written_key(key)))
        .collect();
    // The commas are one fewer than the members.
    let mut length = kept.iter().map(|member| member.len() + 1).sum::<usize>();
    while kept.len() > written::TRACESTATE_MEMBERS || length > written::TRACESTATE + 1 {
        let long = kept.iter().rposition(|member| member.len() > written::TRACESTATE_LONG_MEMBER);
        length -= kept.remove(long.unwrap_or(kept.len() - 1)).len() + 1;
    }
    *lost += members.len() - kept.len();
    (!kept.is_empty()).then(|| kept.join(","))
}

/// Key and value of a member that takes no other member with it.
fn split(member: &str) -> Option<(&str, &str)> {
    let (key, value) = member.split_once('=')?;
    let separated = value.bytes().all(|byte| matches!(byte, 0x20..=0x7e) && byte != b',' && byte != b'=');
    // Readers trim a space at the end, which may leave no value.
    (separated && (1..=256).contains(&value.len()) && !value.ends_with(' ')).then_some((key, value))
}

fn is_read_key(key: &str) -> bool {
    key.len() <= 256 && key.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit()) && {
        key.bytes().all(|byte| is_key_byte(byte) || byte == b'@')
    }
}

fn is_written_key(key: &str) -> bool {
    let simple = |part: &str, longest: usize| {
        part.len() <= longest
            && part.starts_with(|first: char| first.is_ascii_lowercase())
            && part.bytes().all(is_key_byte)
    };
    match key.split_once('@') {
        None => simple(key, 256),
        Some((tenant, system)) => simple(tenant, 241) && simple(system, 14),
    }
}

fn is_key_byte(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'*' | b'/' | b'-')
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::ToString;

    use super::*;

    fn read(text: &str) -> (Vec<String>, Vec<Reason>) {
        let (mut reader, mut reasons) = (TracestateReader::new(32), Vec::new());
        reader.read(text, |reason| reasons.push(reason));
        (reader.into_members(), reasons)
    }

    #[test]
    fn a_bad_member_costs_itself_only() {
        let (members, reasons) = read("a=1, ,B=2,c=,d=4=4,a=5,e");
        assert_eq!(members, ["a=1"]);
        assert_eq!(reasons, [Reason::BadMember; 5]);
    }

    #[test]
    fn lengths_of_key_and_value() {
        let (key, value) = ("k".repeat(256), "v".repeat(256));
        assert_eq!(read(&format!("{key}={value}")).1, []);
        assert_eq!(read(&format!("{key}k={value}")).1, [Reason::BadMember]);
        assert_eq!(read(&format!("{key}={value}v")).1, [Reason::BadMember]);
    }

    #[test]
    fn exactly_512_characters_are_written() {
        let members = ["x", "y", "z", "w"].map(|key| format!("{key}={}", "v".repeat(125))).to_vec();
        let mut lost = 0;
        assert_eq!(format(&members, &mut lost).map(|text| text.len()), Some(4 * 127 + 3));
        assert_eq!(lost, 0);
        let one_more = [&members[..], &["a=1".to_owned()]].concat();
        assert_eq!(format(&one_more, &mut lost).map(|text| text.len()), Some(4 * 127 + 3));
        assert_eq!(lost, 1);
    }

    #[test]
    fn what_would_break_the_header_is_never_written() {
        let (mut lost, too_long) = (0, "k=".to_string() + &"v".repeat(257));
        assert_eq!(format(&["a=1,b=2".into(), "a\n=1".into(), "a".into(), too_long], &mut lost), None);
        assert_eq!(lost, 4);
    }
}
