use apache_avro::Schema;
use apache_avro::schema::UnionSchema;

use super::NamedSchema;
use super::likeness::{Likeness, likeness};

/// The branch of the reader's union that takes what the writer's schema wrote, the first of those that are as much like it: that of its
/// full name; of its type with its logical type; of its type; what it can be promoted to; the only record.
pub(super) fn branch_for(written: &Schema, union: &UnionSchema, reader: &NamedSchema) -> Option<usize> {
    let branches = || union.variants().iter().map(|branch| reader.definition(branch));
    let alike = branches().enumerate().filter_map(|(index, branch)| {
        let likeness = likeness(written, branch)?;
        let is_named_so = written.name().is_some() && written.name() == branch.name();
        Some((!is_named_so, likeness, index))
    });
    let (_, found, index) = alike.min()?;
    let is_record = |branch: &Schema| matches!(branch, Schema::Record(_));
    let is_certain = found != Likeness::OtherRecord || branches().filter(|branch| is_record(branch)).count() == 1;
    is_certain.then_some(index)
}
