use crate::baggage;
use crate::carrier::{self, Carrier};
use crate::fault::{Fault, Reason};
use crate::header_value;
use crate::limits;
use crate::precedence::Precedence;
use crate::repeated::{Repeated, read_ids};
use crate::tracestate::TracestateReader;
use crate::uberctx::{self, UberctxReader};
use crate::{BaggageEntry, Extraction, Format, Header, Options};

/// Reads what the headers of a record say about the trace it belongs to.
///
/// Never fails and never panics, whatever the headers hold: faults stand beside the rest. Takes anything that becomes a
/// [`Header`], such as pairs of text or of bytes, in the order of the record. Work and memory are bounded by the limits of
/// the specification and by the size of the record.
pub fn extract<'a, H: Into<Header<'a>>>(headers: impl IntoIterator<Item = H>, options: &Options) -> Extraction {
    read(&Carrier::collect(headers.into_iter().map(Into::into)), options)
}

fn read(carrier: &Carrier<'_>, options: &Options) -> Extraction {
    let mut faults = Vec::from_iter(carrier.fault());
    let mut precedence = Precedence::default();
    for (index, &format) in options.read.iter().enumerate() {
        if options.read[..index].contains(&format) {
            continue;
        }
        if let Some(mut ids) = read_ids(carrier.ids(format), format, options.strict, &mut faults) {
            if format == Format::Traceparent {
                let values = carrier.tracestate.values();
                ids.context.tracestate = read_tracestate(values, ids.in_conflict, &mut faults);
            }
            precedence.add(format, ids, &mut faults);
        }
    }
    let (context, links) = precedence.finish();
    let baggage = read_baggage(carrier, &mut faults);
    Extraction { context, baggage, decision: None, links, faults }
}

/// `tracestate` belongs to `traceparent`: without a valid one it is not looked at. After a conflict only the last one can belong
/// to the context that won, for each hop appended both.
fn read_tracestate(values: &Repeated<'_>, only_last: bool, faults: &mut Vec<Fault>) -> Vec<String> {
    let fault = |reason| Fault { header: carrier::TRACESTATE, reason };
    faults.extend(values.faults(carrier::TRACESTATE));
    let mut reader = TracestateReader::default();
    let distinct = values.distinct();
    for value in &distinct[if only_last { distinct.len().saturating_sub(1) } else { 0 }..] {
        match header_value::text(value, limits::TRACESTATE, true) {
            Ok(text) => reader.read(text, |reason| faults.push(fault(reason))),
            Err(reason) => faults.push(fault(reason)),
        }
    }
    reader.into_members()
}

/// Both forms of baggage: `baggage` in its order, then the keys that only `uberctx-*` has.
pub(crate) fn read_baggage(carrier: &Carrier<'_>, faults: &mut Vec<Fault>) -> Vec<BaggageEntry> {
    let mut entries = Vec::new();
    let values = carrier.baggage.values();
    faults.extend(values.faults(carrier::BAGGAGE));
    let (mut room, mut over_limit) = (limits::BAGGAGE, false);
    for value in values.distinct() {
        let fault = |reason| Fault { header: carrier::BAGGAGE, reason };
        match header_value::text(value, room, true) {
            Ok(text) => {
                room -= value.len();
                baggage::parse(text, |member| match member {
                    Ok(entry) => over_limit |= !put(&mut entries, 0, entry),
                    Err(reason) => faults.push(fault(reason)),
                });
            }
            Err(reason) => faults.push(fault(reason)),
        }
    }
    if over_limit {
        faults.push(Fault { header: carrier::BAGGAGE, reason: Reason::OverLimit });
    }
    let (from, mut reader, mut over_limit) = (entries.len(), UberctxReader::default(), false);
    for (suffix, value) in &carrier.uberctx {
        match reader.read(suffix, *value) {
            Ok(entry) => over_limit |= !put(&mut entries, from, entry),
            Err(reason) => faults.push(Fault { header: uberctx::ALL, reason }),
        }
    }
    if over_limit {
        faults.push(Fault { header: uberctx::ALL, reason: Reason::OverLimit });
    }
    entries
}

/// Whether the entry had its place: the last value of a key wins and keeps the first one's place, but for the entries before
/// `from`, which win whatever comes.
fn put(entries: &mut Vec<BaggageEntry>, from: usize, entry: BaggageEntry) -> bool {
    match entries.iter().position(|known| known.key == entry.key) {
        Some(place) if place >= from => entries[place] = entry,
        Some(_) => {}
        None if entries.len() == limits::BAGGAGE_ENTRIES => return false,
        None => entries.push(entry),
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(headers: &[(&str, &str)]) -> (Vec<BaggageEntry>, Vec<String>) {
        let extraction = extract(headers.iter().copied(), &Options::default());
        (extraction.baggage, extraction.faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn both_forms_share_64_entries() {
        let full: Vec<String> = (0..64).map(|index| format!("k{index}=1")).collect();
        let full = full.join(",");
        let (baggage, faults) = entries(&[("baggage", &full), ("uberctx-k0", "old"), ("uberctx-new", "1")]);
        assert_eq!(baggage.len(), 64);
        assert_eq!(baggage[0].value, "1");
        assert_eq!(faults, ["uberctx-*: over_limit"]);
    }

    #[test]
    fn the_last_good_uberctx_of_a_key_wins() {
        let (baggage, faults) = entries(&[("uberctx-k", "1"), ("UBERCTX-k", "2"), ("uberctx-k", "é")]);
        assert_eq!(baggage, [BaggageEntry::new("k", "2")]);
        assert_eq!(faults, ["uberctx-*: bad_charset"]);
    }

    #[test]
    fn a_format_listed_twice_is_read_once() {
        let options = Options { read: vec![Format::Traceparent; 2].into(), ..Options::default() };
        let extraction = extract([("traceparent", "bad")], &options);
        assert_eq!(extraction.faults.len(), 1);
    }
}
