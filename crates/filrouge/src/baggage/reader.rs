use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::{jaeger_baggage_header, member::Member, prefixed, w3c};
use crate::BaggageEntry;
use crate::fault::Reason;
use crate::fields::Fields;
use crate::header_value;

/// The baggage of a record: `baggage` first, since it is lossless, then what only the other forms have (specification, section
/// 6). Limits hold over the record as a whole (CVE-2026-29181).
pub(crate) fn read(fields: &mut Fields<'_, '_>) -> Vec<BaggageEntry> {
    let mut entries = Entries { list: Vec::new(), places: BTreeMap::new(), most: fields.limits.baggage_entries };
    Form::new(super::KEY, &mut entries, fields).read_list(fields, |text, add| w3c::parse(text, add));
    Form::new("uberctx-*", &mut entries, fields).read_prefixed(fields, prefixed::UBERCTX);
    let header = jaeger_baggage_header::KEY;
    Form::new(header, &mut entries, fields).read_list(fields, |text, add| jaeger_baggage_header::parse(text, add));
    Form::new("ot-baggage-*", &mut entries, fields).read_prefixed(fields, prefixed::OT_BAGGAGE);
    entries.list
}

struct Entries<'a> {
    list: Vec<BaggageEntry>,
    /// Where the entry of a key stands in the list.
    places: BTreeMap<&'a str, usize>,
    most: usize,
}

impl<'a> Entries<'a> {
    /// Whether the entry had its place: the last value of a key wins and keeps the first one's place, but entries before `from`
    /// win whatever comes.
    fn put(&mut self, key: &'a str, from: usize, entry: BaggageEntry) -> bool {
        match self.places.get(key) {
            Some(&place) if place >= from => self.list[place] = entry,
            Some(_) => {}
            None if self.list.len() >= self.most => return false,
            None => {
                self.places.insert(key, self.list.len());
                self.list.push(entry);
            }
        }
        true
    }
}

/// One of the four forms, as it is read into the entries of those before it.
struct Form<'e, 'a> {
    /// What its faults name.
    header: &'static str,
    entries: &'e mut Entries<'a>,
    /// Where its own entries begin.
    from: usize,
    /// Bytes that good values may still have.
    room: usize,
    is_over_limit: bool,
}

impl<'e, 'a> Form<'e, 'a> {
    fn new(header: &'static str, entries: &'e mut Entries<'a>, fields: &Fields<'_, 'a>) -> Self {
        let from = entries.list.len();
        Form { header, entries, from, room: fields.limits.baggage, is_over_limit: false }
    }

    fn read_list(&mut self, fields: &mut Fields<'_, 'a>, parse: impl Fn(&'a str, &mut dyn FnMut(Member<'a>))) {
        for value in fields.newest(self.header).iter() {
            match value.ok_or(Reason::Null).and_then(|value| header_value::text(value, self.room, true)) {
                Ok(text) => {
                    self.room -= value.map_or(0, <[u8]>::len);
                    parse(text, &mut |member| self.take(fields, member));
                }
                Err(reason) => fields.refuse(self.header, reason),
            }
        }
    }

    fn read_prefixed(&mut self, fields: &mut Fields<'_, 'a>, prefix: &'static str) {
        for header in fields.carrier.prefixed(prefix) {
            if header.suffix.is_empty() {
                fields.refuse(self.header, Reason::BadMember);
                continue;
            }
            let room = self.room.saturating_sub(header.suffix.len());
            match header.value.ok_or(Reason::Null).and_then(|value| header_value::text(value, room, false)) {
                Ok(text) => {
                    self.room -= header.suffix.len() + header.value.map_or(0, <[u8]>::len);
                    self.take(fields, Ok((header.suffix, BaggageEntry::new(header.suffix, text))));
                }
                Err(reason) => fields.refuse(self.header, reason),
            }
        }
    }

    fn take(&mut self, fields: &mut Fields<'_, 'a>, member: Member<'a>) {
        let is_full = match member {
            Ok((key, entry)) => !self.entries.put(key, self.from, entry),
            Err(reason) => return fields.refuse(self.header, reason),
        };
        if is_full && !self.is_over_limit {
            self.is_over_limit = true;
            fields.refuse(self.header, Reason::OverLimit);
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::{String, ToString};

    use super::*;
    use crate::{Options, extract};

    fn entries(headers: &[(&str, &str)]) -> (Vec<BaggageEntry>, Vec<String>) {
        let extraction = extract(headers.iter().copied(), &Options::default());
        (extraction.baggage, extraction.faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn all_forms_share_64_entries() {
        let full: Vec<String> = (0..64).map(|index| format!("k{index}=1")).collect();
        let full = full.join(",");
        let (baggage, faults) =
            entries(&[("baggage", &full), ("uberctx-k0", "old"), ("ot-baggage-new", "1"), ("ot-baggage-2", "")]);
        assert_eq!(baggage.len(), 64);
        assert_eq!(baggage[0].value, "1");
        assert_eq!(faults, ["ot-baggage-*: over_limit", "ot-baggage-*: empty"]);
    }

    #[test]
    fn the_last_good_value_of_a_key_wins_within_one_form() {
        let (baggage, faults) =
            entries(&[("uberctx-k", "1"), ("UBERCTX-k", "2"), ("uberctx-k", "é"), ("ot-baggage-k", "3")]);
        assert_eq!(baggage, [BaggageEntry::new("k", "2")]);
        assert_eq!(faults, ["uberctx-*: bad_charset"]);
    }

    #[test]
    fn what_follows_the_prefix_counts_toward_the_cap() {
        let long = "x".repeat(8192 - 10);
        let headers =
            [("uberctx-a", &*long), ("uberctx-b", "xxxxxxxxx"), ("uberctx-c", " xxxxxxx"), ("uberctx-d", "x")];
        let (baggage, faults) = entries(&headers);
        assert_eq!(baggage[1..], [BaggageEntry::new("c", "xxxxxxx")]);
        assert_eq!(faults, ["uberctx-*: too_long", "uberctx-*: too_long"]);
    }
}
