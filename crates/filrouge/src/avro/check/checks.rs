use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde_json::Value;

use super::blocks::in_blocks;
use super::cursor::Cursor;
use super::logical_check::LogicalCheck;
use crate::avro::payload_fault::{PayloadFault, PayloadFaultReason};

/// Of the stack, for all types between a record and the same record in it.
const STACK_LEFT: usize = 256 << 10;
const STACK_MORE: usize = 1 << 20;

/// What goes over the bytes of one value.
#[derive(Debug)]
pub(super) enum Check {
    Null,
    Boolean,
    Int,
    Long,
    Fixed(usize),
    Bytes,
    Text,
    Enum(i64),
    Union(Vec<Check>),
    Array(Box<Check>),
    Map(Box<Check>),
    Record(Vec<(String, Check)>),
    Logical(LogicalCheck),
    /// A type that was defined before.
    Named(usize),
    /// A type from inside its own definition: only so can values be deeper than their schema.
    Recursive(usize),
}

/// The checks of a schema's types.
#[derive(Debug)]
pub(super) struct Checks {
    pub(super) root: Check,
    pub(super) definitions: Vec<Check>,
}

impl Checks {
    pub(super) fn run(&self, at: &mut Cursor<'_>) -> Result<(), PayloadFault> {
        self.go(&self.root, at)
    }

    pub(super) fn go(&self, check: &Check, at: &mut Cursor<'_>) -> Result<(), PayloadFault> {
        match check {
            Check::Null => Ok(()),
            Check::Boolean => at.boolean(),
            Check::Int => at.int().map(drop),
            Check::Long => at.long().map(drop),
            Check::Fixed(size) => at.take(*size).map(drop),
            Check::Bytes => at.bytes().map(drop),
            Check::Text => at.text().map(drop),
            Check::Enum(symbols) => {
                let start = at.position();
                match at.int()? {
                    index if (0..*symbols).contains(&index) => Ok(()),
                    _ => Err(PayloadFault::new(PayloadFaultReason::BadSymbol, start)),
                }
            }
            Check::Logical(logical) => logical.run(at),
            _ => {
                at.enter()?;
                self.go_into(check, at)?;
                at.leave();
                Ok(())
            }
        }
    }

    /// Of what holds others.
    fn go_into(&self, check: &Check, at: &mut Cursor<'_>) -> Result<(), PayloadFault> {
        match check {
            Check::Union(branches) => {
                let start = at.position();
                let index = at.long()?;
                match usize::try_from(index).ok().and_then(|index| branches.get(index)) {
                    Some(branch) => self.go(branch, at),
                    None => Err(PayloadFault::new(PayloadFaultReason::BadBranch, start)),
                }
            }
            Check::Array(item) => {
                let mut index = 0_usize;
                in_blocks(at, |at| {
                    self.go(item, at).map_err(|fault| fault.within(&format!("[{index}]")))?;
                    index += 1;
                    Ok(())
                })
            }
            Check::Map(value) => in_blocks(at, |at| {
                let key = at.text()?;
                self.go(value, at).map_err(|fault| fault.within(&format!("[{}]", Value::from(key))))
            }),
            Check::Record(fields) => {
                let start = at.position();
                fields.iter().try_for_each(|(name, field)| self.go(field, at).map_err(|fault| fault.within(name)))?;
                // bytes bound all others
                if at.position() == start { at.expect(1) } else { Ok(()) }
            }
            Check::Named(index) => self.go(&self.definitions[*index], at),
            Check::Recursive(index) => {
                at.down()?;
                stacker::maybe_grow(STACK_LEFT, STACK_MORE, || self.go(&self.definitions[*index], at))?;
                at.up();
                Ok(())
            }
            // the others hold none
            _ => Ok(()),
        }
    }
}
