use apache_avro::types::Value;
use filrouge::avro::{AvroReadError, PayloadFault, PayloadFaultReason, PayloadLimits, SchemaId};

use super::cases::{CASES, Case};
use crate::memory::most_held;

/// Small, so that payloads reach them.
pub const LIMITS: PayloadLimits = PayloadLimits { bytes: 4096, depth: 16, items: 10_000 };
/// Bytes of memory for one value at most: the value, the name of its field, what a vector that grows holds in reserve, and once more what
/// resolution makes of it.
const VALUE_BYTES: usize = 128;

/// Which codec.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    Plain,
    SingleObject,
    ConfluentNumber,
    ConfluentGuid,
}

pub const FRAMINGS: [Framing; 4] =
    [Framing::Plain, Framing::SingleObject, Framing::ConfluentNumber, Framing::ConfluentGuid];

/// A payload, and what stands beside it in a header.
#[derive(Debug, Clone)]
pub struct Framed {
    pub bytes: Vec<u8>,
    pub beside: Option<Vec<u8>>,
}

impl Framed {
    pub fn bare(bytes: &[u8]) -> Self {
        Self { bytes: bytes.to_vec(), beside: None }
    }
}

impl Framing {
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::SingleObject => "single-object",
            Self::ConfluentNumber => "confluent-number",
            Self::ConfluentGuid => "confluent-guid",
        }
    }

    /// A number or GUID is the position of the case.
    fn id(self, case: &Case) -> Option<SchemaId> {
        let position = CASES.iter().position(|other| other.id == case.id).expect("a case");
        match self {
            Self::Plain => None,
            Self::SingleObject => Some(SchemaId::from(case.writer)),
            Self::ConfluentNumber => Some(SchemaId::Number(position as i32)),
            Self::ConfluentGuid => Some(SchemaId::Guid((position as u128).to_be_bytes())),
        }
    }

    pub fn framed(self, case: &Case, payload: &[u8]) -> Framed {
        let id = self.id(case).map(|id| id.written()).unwrap_or_default();
        match self {
            Self::ConfluentGuid => Framed { bytes: payload.to_vec(), beside: Some(id) },
            _ => Framed { bytes: [&id[..], payload].concat(), beside: None },
        }
    }

    fn open<'c>(self, case: &'c Case, framed: &Framed) -> Result<(&'c Case, usize), &'static str> {
        let opened = match self {
            Self::Plain => return Ok((case, 0)),
            Self::SingleObject => SchemaId::of_single_object(&framed.bytes),
            Self::ConfluentNumber | Self::ConfluentGuid => {
                SchemaId::of_confluent(&framed.bytes, framed.beside.as_deref())
            }
        };
        let (id, start) = opened.map_err(|fault| fault.reason.as_str())?;
        if self.id(case) == Some(id) {
            return Ok((case, start));
        }
        let known = CASES.iter().find(|other| self.id(other) == Some(id));
        known.map(|known| (known, start)).ok_or(PayloadFaultReason::UnknownSchema.as_str())
    }
}

/// What a payload came to.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The reason of a fault; nothing for a value.
    pub fault: Option<&'static str>,
    /// The most bytes that reading it held at one time.
    pub bytes: usize,
}

/// Panics where a payload is neither a value nor a fault, or costs more than the limits let it.
pub fn decode(case: &Case, framing: Framing, framed: &Framed) -> Decoded {
    let (case, start) = match framing.open(case, framed) {
        Ok(opened) => opened,
        Err(reason) => return Decoded { fault: Some(reason), bytes: 0 },
    };
    let (read, bytes) = most_held(|| case.reader.read(&framed.bytes, start, &LIMITS));
    let most_values = (framed.bytes.len() + LIMITS.items as usize + 1) * case.types;
    assert!(bytes <= most_values * VALUE_BYTES, "{}: {bytes} bytes of memory", case.id);
    let fault = match read {
        Ok(value) => {
            assert!(framed.bytes.len() <= LIMITS.bytes, "{}: a value of too many bytes", case.id);
            let values = values_in(&value);
            assert!(values <= most_values, "{}: {values} values", case.id);
            None
        }
        Err(AvroReadError::Payload(fault)) => Some(judged(&fault, framed)),
        Err(error) => panic!("{}: what was found good is not read: {error}", case.id),
    };
    Decoded { fault, bytes }
}

fn judged(PayloadFault { reason, offset, .. }: &PayloadFault, framed: &Framed) -> &'static str {
    assert!(*offset <= framed.bytes.len(), "a fault beyond the payload: {reason} {offset}");
    reason.as_str()
}

fn values_in(value: &Value) -> usize {
    1 + match value {
        Value::Union(_, inner) => values_in(inner),
        Value::Array(items) => items.iter().map(values_in).sum(),
        Value::Map(entries) => entries.values().map(values_in).sum(),
        Value::Record(fields) => fields.iter().map(|(_, field)| values_in(field)).sum(),
        _ => 0,
    }
}
