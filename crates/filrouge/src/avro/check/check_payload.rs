use alloc::string::String;

use serde_json::Value;

use super::check_of::checks_of;
use super::checks::Checks;
use super::cursor::Cursor;
use super::payload_limits::PayloadLimits;
use crate::avro::payload_fault::{PayloadFault, PayloadFaultReason};
use crate::avro::resolution::Unresolved;

/// `apache-avro` 0.22 without optimisation takes 100 kB for a record within a record: of three types, with the union and the name.
const STACK_OF_TYPE: usize = 48 << 10;

/// Whether bytes are a value of a schema, and nothing after it. It makes no value, so that a payload that lies costs what was sent,
/// not what it claims: Avro's own readers recurse as deep and allocate as much as it says.
#[derive(Debug)]
pub(in crate::avro) struct PayloadCheck(Checks);

impl PayloadCheck {
    pub(in crate::avro) fn of(schema: &Value) -> Result<Self, String> {
        checks_of(schema).map(Self)
    }

    /// The bytes of stack that Avro's reader may need for it.
    pub(in crate::avro) fn run(
        &self,
        payload: &[u8],
        start: usize,
        limits: &PayloadLimits,
    ) -> Result<usize, PayloadFault> {
        if payload.len() > limits.bytes {
            return Err(PayloadFault::new(PayloadFaultReason::TooLong, limits.bytes));
        }
        let mut at = Cursor::new(payload, start, limits);
        self.0.run(&mut at)?;
        if at.is_at_end() {
            Ok((at.deepest() + 1) * STACK_OF_TYPE)
        } else {
            at.fault(PayloadFaultReason::TrailingBytes)
        }
    }

    /// Of a payload that this lets pass, and of which the reader's schema cannot take a value.
    pub(in crate::avro) fn fault_of(
        &self,
        unresolved: Unresolved,
        payload: &[u8],
        start: usize,
        limits: &PayloadLimits,
    ) -> PayloadFault {
        let (reason, why, steps) = unresolved.into_parts();
        let mut at = Cursor::new(payload, start, limits);
        let found = self.0.fault_at(&steps, &self.0.root, &mut at).err();
        let place = found.unwrap_or_else(|| PayloadFault::new(PayloadFaultReason::BadValue, start));
        PayloadFault { reason, why, ..place }
    }
}
