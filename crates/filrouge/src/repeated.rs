use alloc::borrow::Cow;
use alloc::collections::{BTreeSet, VecDeque};
use alloc::vec::Vec;
use core::slice;

/// The value of one header; `None` is null.
pub(crate) type Value<'a> = Option<&'a [u8]>;

/// The values of one key in a record, of which the last ones are kept (specification, section 7).
pub(crate) enum Values<'r, 'a> {
    /// Nearly every key.
    One(&'r Value<'a>),
    Several(&'r Repeated<'a>),
}

/// The values of a key that is there more than once.
pub(crate) struct Repeated<'a> {
    newest: VecDeque<Value<'a>>,
    is_over_limit: bool,
}

impl<'a> Repeated<'a> {
    pub(crate) fn of(first: Value<'a>) -> Self {
        Repeated { newest: [first].into(), is_over_limit: false }
    }

    /// At most `most` values are kept, and one at least.
    pub(crate) fn push(&mut self, value: Value<'a>, most: usize) {
        self.newest.push_back(value);
        if self.newest.len() > most.max(1) {
            self.newest.pop_front();
            self.is_over_limit = true;
        }
    }

    fn distinct(&self) -> Vec<Value<'a>> {
        // A sorted set, since a walk over all pairs would compare long values 64 times.
        let mut known = BTreeSet::new();
        let mut distinct: Vec<_> = self.newest.iter().rev().copied().filter(|value| known.insert(*value)).collect();
        distinct.reverse();
        distinct
    }
}

impl<'r, 'a> Values<'r, 'a> {
    pub(crate) fn is_over_limit(&self) -> bool {
        matches!(self, Values::Several(Repeated { is_over_limit: true, .. }))
    }

    /// Oldest first; those of the same bytes once, at the place of the last of them.
    pub(crate) fn distinct(&self) -> Cow<'r, [Value<'a>]> {
        match self {
            Values::One(value) => Cow::Borrowed(slice::from_ref(*value)),
            Values::Several(repeated) => Cow::Owned(repeated.distinct()),
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};

    use super::*;

    fn repeated<'a>(values: impl IntoIterator<Item = Value<'a>>) -> Repeated<'a> {
        let mut values = values.into_iter();
        let mut repeated = Repeated::of(values.next().unwrap());
        values.for_each(|value| repeated.push(value, 64));
        repeated
    }

    #[test]
    fn copies_collapse_into_the_last_and_null_is_a_value() {
        let (a, b): (Value, Value) = (Some(b"a"), Some(b"b"));
        assert_eq!(repeated([a, None, b, a, None]).distinct(), [b, a, None]);
        assert_eq!(*Values::One(&None).distinct(), [None]);
    }

    #[test]
    fn the_last_64_are_kept_copies_too() {
        let texts: Vec<String> = (0..100).map(|index| index.to_string()).collect();
        let values = repeated(texts.iter().map(|text| Some(text.as_bytes())));
        assert_eq!(values.distinct().len(), 64);
        assert_eq!(values.distinct()[0], Some(&b"36"[..]));
        assert!(Values::Several(&values).is_over_limit());
        assert!(!Values::Several(&repeated([None; 64])).is_over_limit());
        assert!(Values::Several(&repeated([None; 64 + 1])).is_over_limit());
    }
}
