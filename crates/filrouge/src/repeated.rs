use alloc::borrow::Cow;
use alloc::collections::{BTreeSet, VecDeque};
use alloc::vec::Vec;
use core::slice;

/// The value of one header; `None` is null.
pub(crate) type Value<'a> = Option<&'a [u8]>;

/// The values of one key in a record, of which the last ones are kept (specification, section 7). One value, which is nearly every
/// key, allocates nothing.
#[derive(Default)]
pub(crate) enum Repeated<'a> {
    #[default]
    Absent,
    One(Value<'a>),
    Several {
        newest: VecDeque<Value<'a>>,
        is_over_limit: bool,
    },
}

impl<'a> Repeated<'a> {
    /// At most `most` values are kept, and one at least.
    pub(crate) fn push(&mut self, value: Value<'a>, most: usize) {
        match self {
            Repeated::Absent => *self = Repeated::One(value),
            Repeated::One(first) => {
                *self = Repeated::Several { newest: [*first].into(), is_over_limit: false };
                self.push(value, most);
            }
            Repeated::Several { newest, is_over_limit } => {
                newest.push_back(value);
                if newest.len() > most.max(1) {
                    newest.pop_front();
                    *is_over_limit = true;
                }
            }
        }
    }

    pub(crate) fn is_absent(&self) -> bool {
        matches!(self, Repeated::Absent)
    }

    pub(crate) fn is_over_limit(&self) -> bool {
        matches!(self, Repeated::Several { is_over_limit: true, .. })
    }

    /// Oldest first; those of the same bytes once, at the place of the last of them.
    pub(crate) fn distinct(&self) -> Cow<'_, [Value<'a>]> {
        match self {
            Repeated::Absent => Cow::Borrowed(&[]),
            Repeated::One(value) => Cow::Borrowed(slice::from_ref(value)),
            Repeated::Several { newest, .. } => {
                // A sorted set, since a walk over all pairs would compare long values 64 times.
                let mut known = BTreeSet::new();
                let mut distinct: Vec<_> = newest.iter().rev().copied().filter(|value| known.insert(*value)).collect();
                distinct.reverse();
                Cow::Owned(distinct)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};

    use super::*;

    fn repeated<'a>(values: impl IntoIterator<Item = Value<'a>>) -> Repeated<'a> {
        let mut repeated = Repeated::default();
        values.into_iter().for_each(|value| repeated.push(value, 64));
        repeated
    }

    #[test]
    fn copies_collapse_into_the_last_and_null_is_a_value() {
        let (a, b): (Value, Value) = (Some(b"a"), Some(b"b"));
        assert_eq!(*repeated([a, None, b, a, None]).distinct(), [b, a, None]);
        assert_eq!(*repeated([None]).distinct(), [None]);
        assert!(repeated([]).is_absent());
    }

    #[test]
    fn the_last_64_are_kept_copies_too() {
        let texts: Vec<String> = (0..100).map(|index| index.to_string()).collect();
        let values = repeated(texts.iter().map(|text| Some(text.as_bytes())));
        assert_eq!(values.distinct().len(), 64);
        assert_eq!(values.distinct()[0], Some(&b"36"[..]));
        assert!(values.is_over_limit());
        assert!(!repeated([None; 64]).is_over_limit());
        assert!(repeated([None; 64 + 1]).is_over_limit());
    }
}
