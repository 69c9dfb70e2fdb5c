use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use std::collections::HashMap;

use serde_json::Value;

use super::cursor::Cursor;
use super::logical_check::{LogicalCheck, logical_check};
use super::payload_fault::{PayloadFault, PayloadFaultReason};
use super::schema_names::{full_name, name_of, namespace_of};

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
    root: Check,
    pub(super) definitions: Vec<Check>,
    refers_to_itself: bool,
}

impl Checks {
    /// An error is the name that the schema does not define, or what is no schema.
    pub(super) fn of(schema: &Value) -> Result<Self, String> {
        let mut making = Making { names: HashMap::new(), definitions: Vec::new(), refers_to_itself: false };
        let root = making.check(schema, "")?;
        let definitions = making.definitions.into_iter().map(|check| check.unwrap_or(Check::Null)).collect();
        Ok(Self { root, definitions, refers_to_itself: making.refers_to_itself })
    }

    /// Whether values can be deeper than the schema.
    pub(super) fn refers_to_itself(&self) -> bool {
        self.refers_to_itself
    }

    pub(super) fn run(&self, at: &mut Cursor<'_>) -> Result<(), PayloadFault> {
        self.go(&self.root, at)
    }

    pub(super) fn root(&self) -> &Check {
        &self.root
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
            Check::Logical(logical) => logical.run(at),
            Check::Named(index) => self.go(&self.definitions[*index], at),
            Check::Recursive(index) => {
                at.down()?;
                self.go(&self.definitions[*index], at)?;
                at.up();
                Ok(())
            }
        }
    }
}

/// Items come in blocks, the last of which has none; a negative count has the bytes of the block beside it.
pub(super) fn in_blocks<'a>(
    at: &mut Cursor<'a>,
    mut item: impl FnMut(&mut Cursor<'a>) -> Result<(), PayloadFault>,
) -> Result<(), PayloadFault> {
    loop {
        let count = at.long()?;
        if count == 0 {
            return Ok(());
        }
        let end = if count < 0 { Some(at.length()? + at.position()) } else { None };
        let items = count.unsigned_abs();
        at.expect(items)?;
        for _ in 0..items {
            item(at)?;
        }
        if end.is_some_and(|end| end != at.position()) {
            return at.fault(PayloadFaultReason::BadBlock);
        }
    }
}

struct Making {
    /// By full name; the check is not there before the definition has ended.
    names: HashMap<String, usize>,
    definitions: Vec<Option<Check>>,
    refers_to_itself: bool,
}

impl Making {
    fn check(&mut self, schema: &Value, namespace: &str) -> Result<Check, String> {
        match schema {
            Value::String(name) => self.named(name, namespace),
            Value::Array(branches) => {
                let checks: Result<Vec<_>, _> = branches.iter().map(|branch| self.check(branch, namespace)).collect();
                checks.map(Check::Union)
            }
            Value::Object(definition) => {
                let kind =
                    definition.get("type").and_then(Value::as_str).ok_or_else(|| format!("no type in {schema}"))?;
                let logical = logical_check(schema);
                match kind {
                    "array" => Ok(Check::Array(Box::new(self.part(schema, "items", namespace)?))),
                    "map" => Ok(Check::Map(Box::new(self.part(schema, "values", namespace)?))),
                    "enum" => self.define(schema, namespace, |_, _| {
                        let symbols = schema["symbols"].as_array().map_or(0, Vec::len);
                        Ok(Check::Enum(symbols as i64))
                    }),
                    "fixed" => self.define(schema, namespace, |_, _| {
                        let size = schema["size"].as_u64().ok_or("a fixed without size")?;
                        Ok(logical.map_or(Check::Fixed(size as usize), Check::Logical))
                    }),
                    "record" | "error" => {
                        self.define(schema, namespace, |making, inside| making.record(schema, inside))
                    }
                    _ => match logical {
                        Some(logical) => Ok(Check::Logical(logical)),
                        None => self.named(kind, namespace),
                    },
                }
            }
            _ => Err(format!("{schema} is no schema")),
        }
    }

    fn part(&mut self, schema: &Value, name: &str, namespace: &str) -> Result<Check, String> {
        self.check(schema.get(name).unwrap_or(&Value::Null), namespace)
    }

    fn named(&mut self, name: &str, namespace: &str) -> Result<Check, String> {
        Ok(match name {
            "null" => Check::Null,
            "boolean" => Check::Boolean,
            "int" => Check::Int,
            "long" => Check::Long,
            "float" => Check::Fixed(4),
            "double" => Check::Fixed(8),
            "bytes" => Check::Bytes,
            "string" => Check::Text,
            _ => {
                let index = *self.names.get(&full_name(name, namespace)).ok_or_else(|| format!("no type {name}"))?;
                if self.definitions[index].is_some() {
                    return Ok(Check::Named(index));
                }
                self.refers_to_itself = true;
                Check::Recursive(index)
            }
        })
    }

    fn define(
        &mut self,
        schema: &Value,
        enclosing: &str,
        make: impl FnOnce(&mut Self, &str) -> Result<Check, String>,
    ) -> Result<Check, String> {
        let name = name_of(schema, enclosing).ok_or_else(|| format!("no name in {schema}"))?;
        let index = self.definitions.len();
        self.definitions.push(None);
        self.names.insert(name.clone(), index);
        let check = make(self, namespace_of(&name))?;
        self.definitions[index] = Some(check);
        Ok(Check::Named(index))
    }

    fn record(&mut self, schema: &Value, namespace: &str) -> Result<Check, String> {
        let fields = schema["fields"].as_array().ok_or("a record without fields")?;
        let checks: Result<Vec<_>, String> = fields
            .iter()
            .map(|field| {
                let name = field["name"].as_str().ok_or("a field without name")?.to_string();
                Ok((name, self.part(field, "type", namespace)?))
            })
            .collect();
        checks.map(Check::Record)
    }
}
