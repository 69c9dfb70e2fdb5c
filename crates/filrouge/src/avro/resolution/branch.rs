use core::mem::discriminant;

use apache_avro::Schema;
use apache_avro::schema::UnionSchema;
use apache_avro::types::Value;

use super::NamedSchema;

/// The branch of the reader's union that takes what the writer's schema wrote: that of its full name, that of its name without
/// namespace, that of its type, the first that it can be promoted to.
pub(super) fn branch_for(value: &Value, written: &Schema, union: &UnionSchema, reader: &NamedSchema) -> Option<usize> {
    let branches = || union.variants().iter().map(|branch| reader.definition(branch));
    let is_kin = |branch: &Schema| discriminant(branch) == discriminant(written);
    if let Some(name) = written.name() {
        let full = branches().position(|branch| is_kin(branch) && branch.name() == Some(name));
        let found = full.or_else(|| {
            branches().position(|branch| is_kin(branch) && branch.name().is_some_and(|own| own.name() == name.name()))
        });
        if found.is_some() {
            return found;
        }
    }
    match value {
        Value::Array(_) | Value::Map(_) => branches().position(is_kin),
        // the only one, whatever its name: names of records that stand alone are not compared either
        Value::Record(_) => {
            let mut records = branches().enumerate().filter(|(_, branch)| is_kin(branch));
            records.next().filter(|_| records.next().is_none()).map(|(index, _)| index)
        }
        _ => union.find_schema_with_known_schemata(value, Some(reader.referred()), None).map(|(index, _)| index),
    }
}
