use crate::{BaggageEntry, Reason};

/// A member of a list: its key as it stands there, and the entry.
pub(super) type Member<'a> = Result<(&'a str, BaggageEntry), Reason>;
