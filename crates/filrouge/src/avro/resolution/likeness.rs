use core::mem::discriminant;

use apache_avro::Schema;

use super::beneath::{Beneath, is_logical};

/// How a writer's type is read as one of the reader's. The most alike is the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// The same type, with the same logical type.
    Same,
    /// The same type beneath a logical type of one of them.
    SameBeneath,
    Promoted,
    /// Records, whose names are not compared where there is no other to read.
    OtherRecord,
}

/// Of two types, neither of which is a union (Avro 1.12, "Schema Resolution" and "Logical Types"). A writer's logical type is read as
/// what is beneath it by a reader that has none, a reader's is made of that; one is not read as another, whatever is beneath both.
pub(super) fn likeness(written: &Schema, reader: &Schema) -> Option<Likeness> {
    let (from, to) = (Beneath::of(written), Beneath::of(reader));
    match (is_logical(written), is_logical(reader)) {
        (true, true) => is_same_logical(written, reader).then_some(Likeness::Same),
        (false, true) if from == to => Some(Likeness::SameBeneath),
        (false, true) => (from == Beneath::Int && to == Beneath::Long).then_some(Likeness::Promoted),
        _ if from == to => match from {
            Beneath::Record if !is_same_name(written, reader) => Some(Likeness::OtherRecord),
            Beneath::Enum | Beneath::Fixed { .. } if !is_same_name(written, reader) => None,
            Beneath::Union | Beneath::Unknown => None,
            _ if is_logical(written) => Some(Likeness::SameBeneath),
            _ => Some(Likeness::Same),
        },
        _ => from.is_promoted_to(to).then_some(Likeness::Promoted),
    }
}

/// Without their namespaces. Other names of the reader's have been given to the writer's types.
fn is_same_name(written: &Schema, reader: &Schema) -> bool {
    written.name().map(|name| name.name()) == reader.name().map(|name| name.name())
}

/// Avro 1.12, "Decimal": decimals match if their scales and precisions do.
fn is_same_logical(written: &Schema, reader: &Schema) -> bool {
    match (written, reader) {
        (Schema::Decimal(written), Schema::Decimal(reader)) => {
            written.precision == reader.precision && written.scale == reader.scale
        }
        _ => discriminant(written) == discriminant(reader),
    }
}
