use alloc::format;

use serde_json::Value;

use super::blocks::in_blocks;
use super::checks::{Check, Checks};
use super::cursor::Cursor;
use crate::avro::payload_fault::{PayloadFault, PayloadFaultReason};
use crate::avro::resolution::Step;

impl Checks {
    /// A fault of the value that the steps lead to from that at the cursor. It goes over what is before, which has been found good.
    pub(super) fn fault_at(&self, steps: &[Step], check: &Check, at: &mut Cursor<'_>) -> Result<(), PayloadFault> {
        let Some((step, inner)) = steps.split_first() else { return at.fault(PayloadFaultReason::BadValue) };
        match (check, step) {
            (Check::Named(index) | Check::Recursive(index), _) => self.fault_at(steps, &self.definitions[*index], at),
            (Check::Union(branches), Step::Branch) => {
                let index = at.long()?;
                match usize::try_from(index).ok().and_then(|index| branches.get(index)) {
                    Some(branch) => self.fault_at(inner, branch, at),
                    None => at.fault(PayloadFaultReason::BadBranch),
                }
            }
            (Check::Record(fields), Step::Field(wanted)) => {
                fields.iter().enumerate().try_for_each(|(index, (name, field))| match index == *wanted {
                    true => self.fault_at(inner, field, at).map_err(|fault| fault.within(name)),
                    false => self.go(field, at),
                })
            }
            (Check::Array(item), Step::Item(wanted)) => {
                let mut index = 0_usize;
                in_blocks(at, |at| {
                    match index == *wanted {
                        true => self.fault_at(inner, item, at).map_err(|fault| fault.within(&format!("[{index}]")))?,
                        false => self.go(item, at)?,
                    }
                    index += 1;
                    Ok(())
                })
            }
            (Check::Map(value), Step::Entry(wanted)) => in_blocks(at, |at| match at.text()? {
                key if key == wanted => {
                    let fault = self.fault_at(inner, value, at);
                    fault.map_err(|fault| fault.within(&format!("[{}]", Value::from(key))))
                }
                _ => self.go(value, at),
            }),
            _ => at.fault(PayloadFaultReason::BadValue),
        }
    }
}
