use alloc::vec::Vec;

use super::{jaeger_baggage_header, prefixed, w3c};
use crate::BaggageEntry;
use crate::fault::Reason;
use crate::fields::Fields;
use crate::header_value;
use crate::limits;

/// The baggage of a record: `baggage` first, since it is lossless, then what only the other forms have (specification, section
/// 6). Limits hold over the record as a whole (CVE-2026-29181).
pub(crate) fn read(fields: &mut Fields<'_, '_>) -> Vec<BaggageEntry> {
    let mut entries = Vec::new();
    let mut form = Form::new(super::KEY, &mut entries);
    form.read_list(fields, |text, add| w3c::parse(text, add));
    let mut form = Form::new("uberctx-*", &mut entries);
    form.read_prefixed(fields, prefixed::UBERCTX);
    let mut form = Form::new(jaeger_baggage_header::KEY, &mut entries);
    form.read_list(fields, |text, add| jaeger_baggage_header::parse(text, add));
    let mut form = Form::new("ot-baggage-*", &mut entries);
    form.read_prefixed(fields, prefixed::OT_BAGGAGE);
    entries
}

type Add<'f> = &'f mut dyn FnMut(Result<BaggageEntry, Reason>);

/// One of the four forms, as it is read into the entries of those before it.
struct Form<'e> {
    /// What its faults name.
    header: &'static str,
    entries: &'e mut Vec<BaggageEntry>,
    /// Where its own entries begin.
    from: usize,
    /// Bytes that good values may still have.
    room: usize,
    is_over_limit: bool,
}

impl<'e> Form<'e> {
    fn new(header: &'static str, entries: &'e mut Vec<BaggageEntry>) -> Self {
        let from = entries.len();
        Form { header, entries, from, room: limits::BAGGAGE, is_over_limit: false }
    }

    fn read_list(&mut self, fields: &mut Fields<'_, '_>, parse: impl Fn(&str, Add<'_>)) {
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

    fn read_prefixed(&mut self, fields: &mut Fields<'_, '_>, prefix: &'static str) {
        for header in fields.carrier.prefixed(prefix) {
            if header.suffix.is_empty() {
                fields.refuse(self.header, Reason::BadMember);
                continue;
            }
            let room = self.room.saturating_sub(header.suffix.len());
            match header.value.ok_or(Reason::Null).and_then(|value| header_value::text(value, room, false)) {
                Ok(text) => {
                    self.room -= header.suffix.len() + header.value.map_or(0, <[u8]>::len);
                    self.take(fields, Ok(BaggageEntry::new(header.suffix, text)));
                }
                Err(reason) => fields.refuse(self.header, reason),
            }
        }
    }

    fn take(&mut self, fields: &mut Fields<'_, '_>, member: Result<BaggageEntry, Reason>) {
        let is_full = match member {
            Ok(entry) => !self.put(entry),
            Err(reason) => return fields.refuse(self.header, reason),
        };
        if is_full && !self.is_over_limit {
            self.is_over_limit = true;
            fields.refuse(self.header, Reason::OverLimit);
        }
    }

    /// Whether the entry had its place: the last value of a key wins and keeps the first one's place, but entries of earlier
    /// forms win whatever comes.
    fn put(&mut self, entry: BaggageEntry) -> bool {
        match self.entries.iter().position(|known| known.key == entry.key) {
            Some(place) if place >= self.from => self.entries[place] = entry,
            Some(_) => {}
            None if self.entries.len() == limits::BAGGAGE_ENTRIES => return false,
            None => self.entries.push(entry),
        }
        true
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
        let long = "x".repeat(limits::BAGGAGE - 10);
        let headers =
            [("uberctx-a", &*long), ("uberctx-b", "xxxxxxxxx"), ("uberctx-c", " xxxxxxx"), ("uberctx-d", "x")];
        let (baggage, faults) = entries(&headers);
        assert_eq!(baggage[1..], [BaggageEntry::new("c", "xxxxxxx")]);
        assert_eq!(faults, ["uberctx-*: too_long", "uberctx-*: too_long"]);
    }
}
