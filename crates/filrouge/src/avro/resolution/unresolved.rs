use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

use apache_avro::Schema;
use apache_avro::error::Details;
use apache_avro::schema::SchemaKind;

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

/// Of a message: it may show a value of any length.
const MOST_SHOWN: usize = 120;

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
            Details::GetEnumDefault { symbol, .. } => format!("the reader's enum has neither {symbol} nor a default"),
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

/// On one line, cut where it is long, which also ends the writing.
fn shown(details: &Details) -> String {
    struct Cut(String);
    impl Write for Cut {
        fn write_str(&mut self, text: &str) -> core::fmt::Result {
            for character in text.chars() {
                if self.0.len() >= MOST_SHOWN {
                    self.0.push('…');
                    return Err(core::fmt::Error);
                }
                self.0.push(if character.is_control() { ' ' } else { character });
            }
            Ok(())
        }
    }
    let mut cut = Cut(String::new());
    let _ = write!(cut, "{details}");
    cut.0
}
