use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::Limits;
use crate::carrier::Carrier;
use crate::fault::{Fault, Reason};
use crate::header_value;
use crate::known_keys::Key;
use crate::repeated::{Value, Values};

/// A record's headers as a format reads them: what holds for every header (specification, sections 4 and 7) is done here.
pub(crate) struct Fields<'r, 'a> {
    pub(crate) carrier: &'r Carrier<'a>,
    pub(crate) limits: Limits,
    pub(crate) strict: bool,
    pub(crate) faults: &'r mut Vec<Fault>,
}

/// A header that is in the record: one of its values passes what holds for all values.
pub(crate) struct Field<T> {
    /// The last good value: records are appended to, so it is the newest hop's.
    pub(crate) last: Option<T>,
    /// Good values before it, newest first, when one of them differs from it.
    pub(crate) older: Vec<T>,
}

impl<'r, 'a> Fields<'r, 'a> {
    /// `parse` gets printable ASCII that is trimmed, not empty and within the cap. Its error is the fault of the value; `None`
    /// ignores the value without one.
    pub(crate) fn field<T, E: Into<Option<Reason>>>(
        &mut self,
        key: &'static str,
        cap: usize,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<Field<T>> {
        self.read(key, |value| header_value::text(value, cap, false), parse)
    }

    /// The same where the text is taken as bytes. `canonical` reads the one form that is written from the bytes as they came,
    /// which is most of what comes; it gives what `parse` would, and `None` for all else.
    #[inline(always)]
    pub(crate) fn ascii_field<T, E: Into<Option<Reason>>>(
        &mut self,
        key: Key,
        cap: usize,
        canonical: impl Fn(&[u8]) -> Option<T>,
        parse: impl Fn(&[u8]) -> Result<T, E>,
    ) -> Option<Field<T>> {
        if let Some(value) = self.carrier.only(key)
            && value.len() <= cap
            && let Some(parsed) = canonical(value)
        {
            return Some(Field { last: Some(parsed), older: Vec::new() });
        }
        self.read(key.name(), |value| header_value::ascii(value, cap, false), parse)
    }

    /// The same for values of any bytes, which are not trimmed.
    pub(crate) fn binary_field<T, E: Into<Option<Reason>>>(
        &mut self,
        key: &'static str,
        cap: usize,
        parse: impl Fn(&[u8]) -> Result<T, E>,
    ) -> Option<Field<T>> {
        self.read(key, |value| header_value::bytes(value, cap), parse)
    }

    /// The texts of a header that is a list, in their order: all good values, or the last value alone.
    pub(crate) fn list(&mut self, key: &'static str, cap: usize, only_last: bool) -> Vec<&'a str> {
        let newest = self.newest(key);
        let from = if only_last { newest.len().saturating_sub(1) } else { 0 };
        let mut texts = Vec::new();
        for value in &newest[from..] {
            match value.ok_or(Reason::Null).and_then(|value| header_value::text(value, cap, true)) {
                Ok(text) => texts.push(text),
                Err(reason) => self.refuse(key, reason),
            }
        }
        texts
    }

    /// The last values, those of the same bytes once, at the place of the last of them.
    pub(crate) fn newest(&mut self, key: &'static str) -> Cow<'r, [Value<'a>]> {
        let Some(values) = self.carrier.values(key) else {
            return Cow::Borrowed(&[]);
        };
        if values.is_over_limit() {
            self.refuse(key, Reason::OverLimit);
        }
        values.distinct()
    }

    pub(crate) fn refuse(&mut self, header: &'static str, reason: Reason) {
        self.faults.push(Fault { header, reason });
    }

    #[inline(always)]
    fn read<V: Copy + PartialEq, T, E: Into<Option<Reason>>>(
        &mut self,
        key: &'static str,
        check: impl Fn(&'a [u8]) -> Result<V, Reason>,
        parse: impl Fn(V) -> Result<T, E>,
    ) -> Option<Field<T>> {
        match self.carrier.values(key)? {
            Values::One(value) => match value.ok_or(Reason::Null).and_then(check).map(parse) {
                Ok(Ok(parsed)) => Some(Field { last: Some(parsed), older: Vec::new() }),
                Ok(Err(ignored)) => {
                    self.faults.extend(ignored.into().map(|reason| Fault { header: key, reason }));
                    Some(Field { last: None, older: Vec::new() })
                }
                Err(reason) => {
                    self.refuse(key, reason);
                    None
                }
            },
            Values::Several(_) => self.read_several(key, check, parse),
        }
    }

    #[cold]
    fn read_several<V: Copy + PartialEq, T, E: Into<Option<Reason>>>(
        &mut self,
        key: &'static str,
        check: impl Fn(&'a [u8]) -> Result<V, Reason>,
        parse: impl Fn(V) -> Result<T, E>,
    ) -> Option<Field<T>> {
        let mut is_present = false;
        let mut good: Vec<(V, T)> = Vec::new();
        for value in self.newest(key).iter() {
            let value = match value.ok_or(Reason::Null).and_then(&check) {
                Ok(value) => value,
                Err(reason) => {
                    self.refuse(key, reason);
                    continue;
                }
            };
            is_present = true;
            match parse(value) {
                Ok(parsed) => good.push((value, parsed)),
                Err(ignored) => self.faults.extend(ignored.into().map(|reason| Fault { header: key, reason })),
            }
        }
        let Some((winner, last)) = good.pop() else {
            return is_present.then_some(Field { last: None, older: Vec::new() });
        };
        // Values that differ in outer white space alone are no conflict, and no links.
        let older: Vec<T> =
            good.into_iter().rev().filter(|(value, _)| *value != winner).map(|(_, loser)| loser).collect();
        if !older.is_empty() {
            self.refuse(key, Reason::DuplicateConflict);
            if self.strict {
                return Some(Field { last: None, older: Vec::new() });
            }
        }
        Some(Field { last: Some(last), older })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Header;

    /// The last number and older ones.
    type Numbers = (Option<u8>, Vec<u8>);

    /// Reads `jaeger-debug-id` as numbers.
    fn read(values: &[&str], strict: bool) -> (Option<Numbers>, Vec<Reason>) {
        let carrier =
            Carrier::collect(values.iter().map(|value| Header::from(("jaeger-debug-id", *value))), &Limits::default());
        let mut faults = Vec::new();
        let mut fields = Fields { carrier: &carrier, limits: Limits::default(), strict, faults: &mut faults };
        let field = fields.field("jaeger-debug-id", 4, |text| text.parse().map_err(|_| Reason::BadShape));
        (field.map(|field| (field.last, field.older)), faults.iter().map(|fault| fault.reason).collect())
    }

    #[test]
    fn the_last_good_value_wins() {
        assert_eq!(
            read(&["1", "2", "x"], false),
            (Some((Some(2), [1].into())), [Reason::BadShape, Reason::DuplicateConflict].into())
        );
        assert_eq!(read(&["1", "2"], true), (Some((None, [].into())), [Reason::DuplicateConflict].into()));
    }

    #[test]
    fn values_that_differ_in_white_space_are_no_conflict() {
        assert_eq!(read(&["1 ", "1", " 1"], true), (Some((Some(1), [].into())), [].into()));
    }

    #[test]
    fn a_value_that_is_no_text_is_not_in_the_record() {
        assert_eq!(read(&["é"], false), (None, [Reason::BadCharset].into()));
        assert_eq!(read(&["x"], false), (Some((None, [].into())), [Reason::BadShape].into()));
        assert_eq!(read(&[], false), (None, [].into()));
    }
}
