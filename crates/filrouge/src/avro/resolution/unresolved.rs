use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use apache_avro::Schema;

use super::described::described;
use crate::avro::payload_fault::PayloadFaultReason;
use crate::avro::shown::shown;

/// From a value to one inside of it.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::avro) enum Step {
    /// Of the writer's union, whichever it has.
    Branch,
    /// The position of the writer's field.
    Field(usize),
    Item(usize),
    Entry(String),
}

/// What the reader's schema cannot take of a value, and where it is.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::avro) struct Unresolved {
    reason: PayloadFaultReason,
    why: String,
    /// Whether no value of its type would do. Of a union the branch is wrong then, which has the first byte.
    is_of_type: bool,
    /// The innermost comes first.
    steps: Vec<Step>,
}

impl Unresolved {
    /// Of a type.
    pub(super) fn new(why: String) -> Self {
        Self { reason: PayloadFaultReason::BadValue, why, is_of_type: true, steps: Vec::new() }
    }

    pub(super) fn other_kind(written: &Schema, reader: &Schema) -> Self {
        Self::new(format!("{} is no {}", described(written), described(reader)))
    }

    pub(super) fn no_branch(written: &Schema) -> Self {
        Self::new(format!("{} is no branch of the reader's union", described(written)))
    }

    pub(super) fn of_value(reason: PayloadFaultReason, written: &Schema, reader: &Schema) -> Self {
        let why = format!("the writer's {}, read as {}", described(written), described(reader));
        Self { reason, is_of_type: false, ..Self::new(why) }
    }

    pub(super) fn no_symbol(symbol: &str) -> Self {
        let why = shown(&format_args!("the reader's enum has no default, and no symbol {symbol}"));
        Self { is_of_type: false, ..Self::new(why) }
    }

    pub(in crate::avro) fn from_avro(error: apache_avro::Error) -> Self {
        Self { is_of_type: false, ..Self::new(shown(&error)) }
    }

    /// Called from the inside to the outside.
    pub(super) fn within(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    /// The same for a branch of the writer's union.
    pub(super) fn within_branch(self) -> Self {
        if self.is_of_type && self.steps.is_empty() { self } else { self.within(Step::Branch) }
    }

    /// What is wrong, why, and the way to the value from the outside to the inside.
    pub(in crate::avro) fn into_parts(mut self) -> (PayloadFaultReason, String, Vec<Step>) {
        self.steps.reverse();
        (self.reason, self.why, self.steps)
    }
}
