use crate::fault::{Fault, Reason};
use crate::header_value;
use crate::limits;
use crate::{Format, TraceContext, traceparent, uber_trace_id};

/// The values of one key in a record (specification, section 4): nulls counted, identical copies collapsed into the last of
/// them, and only the last 64 kept. One value, which is nearly every key, allocates nothing.
#[derive(Default)]
pub(crate) struct Repeated<'a> {
    values: Values<'a>,
    nulls: usize,
    over_limit: bool,
}

#[derive(Default)]
enum Values<'a> {
    #[default]
    None,
    One(&'a [u8]),
    Several(Vec<&'a [u8]>),
}

impl<'a> Repeated<'a> {
    pub(crate) fn push(&mut self, value: Option<&'a [u8]>) {
        let Some(value) = value else {
            self.nulls += 1;
            return;
        };
        match &mut self.values {
            Values::None => self.values = Values::One(value),
            Values::One(known) if *known == value => {}
            Values::One(known) => self.values = Values::Several(vec![known, value]),
            Values::Several(values) => {
                if let Some(copy) = values.iter().position(|known| *known == value) {
                    values.remove(copy);
                } else if values.len() == limits::REPEATS {
                    values.remove(0);
                    self.over_limit = true;
                }
                values.push(value);
            }
        }
    }

    pub(crate) fn is_absent(&self) -> bool {
        self.nulls == 0 && matches!(self.values, Values::None)
    }

    /// Oldest first, each once, none of them null.
    pub(crate) fn distinct(&self) -> &[&'a [u8]] {
        match &self.values {
            Values::None => &[],
            Values::One(value) => std::slice::from_ref(value),
            Values::Several(values) => values,
        }
    }

    /// What is wrong before any value is read.
    pub(crate) fn faults(&self, header: &'static str) -> impl Iterator<Item = Fault> {
        let over_limit = self.over_limit.then_some(Fault { header, reason: Reason::OverLimit });
        std::iter::repeat_n(Fault { header, reason: Reason::Null }, self.nulls).chain(over_limit)
    }
}

/// What the copies of one header with ids say.
pub(crate) struct Ids {
    /// The last valid one.
    pub(crate) context: TraceContext,
    /// Others with other ids, newest first.
    pub(crate) losers: Vec<TraceContext>,
    /// Valid ones differ as text.
    pub(crate) in_conflict: bool,
}

/// Reads every copy of one header with ids. In strict mode a conflict gives no ids, only the fault.
pub(crate) fn read_ids(values: &Repeated<'_>, format: Format, strict: bool, faults: &mut Vec<Fault>) -> Option<Ids> {
    let header = format.as_str();
    faults.extend(values.faults(header));
    let mut winner: Option<(&str, TraceContext)> = None;
    let mut losers = Vec::new();
    let mut in_conflict = false;
    for value in values.distinct() {
        match read_one(value, format) {
            Err(reason) => faults.push(Fault { header, reason }),
            Ok(valid) => {
                if let Some((text, loser)) = winner.replace(valid)
                    && winner.as_ref().is_some_and(|(newer, _)| *newer != text)
                {
                    in_conflict = true;
                    losers.push(loser);
                }
            }
        }
    }
    let (_, context) = winner?;
    if in_conflict {
        faults.push(Fault { header, reason: Reason::DuplicateConflict });
        if strict {
            return None;
        }
    }
    losers.reverse();
    losers.retain(|loser| !loser.is_same_span(&context));
    Some(Ids { context, losers, in_conflict })
}

/// The trimmed text, by which copies are compared, and what it says.
fn read_one(value: &[u8], format: Format) -> Result<(&str, TraceContext), Reason> {
    let cap = match format {
        Format::Traceparent => limits::TRACEPARENT,
        Format::UberTraceId => limits::UBER_TRACE_ID,
    };
    let text = header_value::text(value, cap, false)?;
    let context = match format {
        Format::Traceparent => traceparent::parse(text)?,
        Format::UberTraceId => uber_trace_id::parse(text)?,
    };
    Ok((text, context))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_collapse_into_the_last() {
        let mut repeated = Repeated::default();
        for value in [b"a", b"b", b"a"] {
            repeated.push(Some(value));
        }
        assert_eq!(repeated.distinct(), [b"b", b"a"]);
    }

    #[test]
    fn the_last_64_are_kept() {
        let texts: Vec<String> = (0..100).map(|index| index.to_string()).collect();
        let mut repeated = Repeated::default();
        for text in &texts {
            repeated.push(Some(text.as_bytes()));
        }
        assert_eq!(repeated.distinct().len(), limits::REPEATS);
        assert_eq!(repeated.distinct()[0], b"36");
        let faults: Vec<_> = repeated.faults("baggage").collect();
        assert_eq!(faults, [Fault { header: "baggage", reason: Reason::OverLimit }]);
    }

    #[test]
    fn each_null_is_a_fault() {
        let mut repeated = Repeated::default();
        repeated.push(None);
        repeated.push(None);
        assert!(!repeated.is_absent());
        assert_eq!(repeated.faults("baggage").count(), 2);
    }

    #[test]
    fn copies_that_differ_in_white_space_are_no_conflict() {
        let mut repeated = Repeated::default();
        repeated.push(Some(b"1:2:0:1 "));
        repeated.push(Some(b"1:2:0:1"));
        let mut faults = Vec::new();
        let ids = read_ids(&repeated, Format::UberTraceId, true, &mut faults).unwrap();
        assert!(!ids.in_conflict);
        assert_eq!(faults, []);
    }
}
