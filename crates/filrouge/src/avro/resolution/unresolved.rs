use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use apache_avro::Schema;
use apache_avro::error::Details;
use apache_avro::schema::SchemaKind;

use crate::avro::shown::shown;

/// From a value to one inside of it.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::avro) enum Step {
    /// The position of the writer's field.
    Field(usize),
    Item(usize),
    Entry(String),
}

/// What the reader's schema cannot take of a value, and where it is.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::avro) struct Unresolved {
    why: String,
    /// The innermost comes first.
    steps: Vec<Step>,
}

impl Unresolved {
    pub(super) fn new(why: String) -> Self {
        Self { why, steps: Vec::new() }
    }

    pub(super) fn other_kind(written: &Schema, reader: &Schema) -> Self {
        Self::new(format!("{} is no {}", named(written), named(reader)))
    }

    pub(super) fn no_branch(written: &Schema) -> Self {
        Self::new(format!("{} is no branch of the reader's union", named(written)))
    }

    pub(in crate::avro) fn from_avro(error: apache_avro::Error) -> Self {
        Self::new(match error.details() {
            Details::GetEnumDefault { symbol, .. } => {
                shown(&format_args!("the reader's enum has no default, and no symbol {symbol}"))
            }
            details => shown(details),
        })
    }

    /// Called from the inside to the outside.
    pub(super) fn within(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    /// Why, and the way to the value from the outside to the inside.
    pub(in crate::avro) fn into_parts(mut self) -> (String, Vec<Step>) {
        self.steps.reverse();
        (self.why, self.steps)
    }
}

fn named(schema: &Schema) -> String {
    let kind = format!("{:?}", SchemaKind::from(schema)).to_lowercase();
    schema.name().map_or_else(|| kind.clone(), |name| format!("{kind} {}", name.fullname(None)))
}
