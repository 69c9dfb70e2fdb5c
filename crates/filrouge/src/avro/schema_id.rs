use alloc::vec::Vec;
use core::fmt;

use super::avro_type::AvroType;
use super::payload_fault::{PayloadFault, PayloadFaultReason};

const SINGLE_OBJECT: [u8; 2] = [0xc3, 0x01];
const NUMBER: u8 = 0x00;
const GUID: u8 = 0x01;

/// What a payload says of the schema that wrote it. Looking the schema up is the caller's: in a list, or at a registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SchemaId {
    /// CRC-64-AVRO, the lowest byte first: Avro's single-object encoding, `C3 01` and these bytes before the payload.
    Fingerprint([u8; 8]),
    /// Confluent's number of a schema, `00` and the number with its highest byte first.
    Number(i32),
    /// Confluent's GUID of a schema, `01` and these bytes, in `__value_schema_id` or `__key_schema_id` beside the payload.
    Guid([u8; 16]),
}

impl SchemaId {
    /// Of Avro's single-object encoding, with the payload's first byte.
    ///
    /// # Errors
    ///
    /// A fault of what does not begin so.
    pub fn of_single_object(payload: &[u8]) -> Result<(Self, usize), PayloadFault> {
        match payload {
            [a, b, f0, f1, f2, f3, f4, f5, f6, f7, ..] if [*a, *b] == SINGLE_OBJECT => {
                Ok((Self::Fingerprint([*f0, *f1, *f2, *f3, *f4, *f5, *f6, *f7]), 10))
            }
            _ if payload.len() < 10 => Err(PayloadFault::new(PayloadFaultReason::Truncated, payload.len())),
            _ => Err(PayloadFault::new(PayloadFaultReason::BadMarker, 0)),
        }
    }

    /// Of Confluent's framing, with the payload's first byte. `beside` is the last value of the header, if there is one that is not
    /// null: then it has the id and nothing else, and the payload starts with its value.
    ///
    /// # Errors
    ///
    /// A fault of what does not begin so, or of a header that goes on after its id.
    pub fn of_confluent(payload: &[u8], beside: Option<&[u8]>) -> Result<(Self, usize), PayloadFault> {
        let (bytes, start) = beside.map_or((payload, 5), |header| (header, 0));
        let truncated = PayloadFault::new(PayloadFaultReason::Truncated, bytes.len());
        let id = match (bytes, beside) {
            ([NUMBER, rest @ ..], _) => rest.first_chunk().map(|id| Self::Number(i32::from_be_bytes(*id))),
            ([GUID, rest @ ..], Some(_)) => rest.first_chunk().map(|id| Self::Guid(*id)),
            ([], _) => None,
            _ => return Err(PayloadFault::new(PayloadFaultReason::BadMarker, 0)),
        };
        let id = id.ok_or(truncated)?;
        let end = if matches!(id, Self::Guid(_)) { 17 } else { 5 };
        if beside.is_some_and(|header| header.len() > end) {
            return Err(PayloadFault::new(PayloadFaultReason::TrailingBytes, end));
        }
        Ok((id, start))
    }

    /// What stands before the payload, or for a GUID in the header beside it.
    #[must_use]
    pub fn written(&self) -> Vec<u8> {
        match self {
            Self::Fingerprint(bytes) => [&SINGLE_OBJECT[..], bytes].concat(),
            Self::Number(id) => [&[NUMBER][..], &id.to_be_bytes()].concat(),
            Self::Guid(bytes) => [&[GUID][..], bytes].concat(),
        }
    }
}

impl From<&AvroType> for SchemaId {
    fn from(schema: &AvroType) -> Self {
        Self::Fingerprint(schema.fingerprint())
    }
}

/// As people know it: `id 7`, `fingerprint b71df49344e154d0`, `GUID 12345678-1234-…`.
impl fmt::Display for SchemaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(id) => write!(f, "id {id}"),
            Self::Fingerprint(bytes) => {
                f.write_str("fingerprint ")?;
                bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
            Self::Guid(bytes) => {
                f.write_str("GUID ")?;
                bytes.iter().enumerate().try_for_each(|(index, byte)| {
                    let hyphen = if matches!(index, 4 | 6 | 8 | 10) { "-" } else { "" };
                    write!(f, "{hyphen}{byte:02x}")
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    const GUID_TEXT: &str = "GUID 12345678-1234-1234-1234-123456789abc";

    #[test]
    fn is_read_as_it_is_written() {
        let long = AvroType::parse("\"long\"").unwrap();
        let fingerprint = SchemaId::from(&long);
        assert_eq!(fingerprint.written(), [0xc3, 0x01, 0xb7, 0x1d, 0xf4, 0x93, 0x44, 0xe1, 0x54, 0xd0]);
        assert_eq!(SchemaId::of_single_object(&fingerprint.written()), Ok((fingerprint, 10)));

        let number = SchemaId::Number(7);
        assert_eq!(SchemaId::of_confluent(&[0, 0, 0, 0, 7, 2], None), Ok((number, 5)));
        assert_eq!(SchemaId::of_confluent(&[2], Some(&number.written())), Ok((number, 0)));

        let guid = SchemaId::Guid(0x1234_5678_1234_1234_1234_1234_5678_9abc_u128.to_be_bytes());
        assert_eq!(SchemaId::of_confluent(&[2], Some(&guid.written())), Ok((guid, 0)));
        assert_eq!([number.to_string(), guid.to_string()], ["id 7", GUID_TEXT]);
    }

    #[test]
    fn is_not_read_from_what_does_not_begin_so() {
        let fault = |result: Result<(SchemaId, usize), PayloadFault>| result.unwrap_err().to_string();
        assert_eq!(fault(SchemaId::of_single_object(&[0xc3, 0x01])), "truncated at byte 2");
        assert_eq!(fault(SchemaId::of_single_object(&[0; 20])), "bad_marker at byte 0");
        assert_eq!(fault(SchemaId::of_confluent(&[], None)), "truncated at byte 0");
        assert_eq!(fault(SchemaId::of_confluent(&[0, 0, 0], None)), "truncated at byte 3");
        assert_eq!(fault(SchemaId::of_confluent(&[1; 20], None)), "bad_marker at byte 0");
        assert_eq!(fault(SchemaId::of_confluent(&[2], Some(&[1, 2]))), "truncated at byte 2");
        assert_eq!(fault(SchemaId::of_confluent(&[2], Some(&[0; 6]))), "trailing_bytes at byte 5");
        assert_eq!(fault(SchemaId::of_confluent(&[2], Some(&[1; 18]))), "trailing_bytes at byte 17");
    }
}
