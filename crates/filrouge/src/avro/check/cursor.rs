use super::payload_limits::PayloadLimits;
use crate::avro::payload_fault::{PayloadFault, PayloadFaultReason};

/// A place in a payload that only goes forward. It reads no value but those that say how to go on, and allocates nothing.
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    position: usize,
    depth_left: usize,
    items_left: u64,
    /// Types around the place.
    levels: usize,
    deepest: usize,
}

/// Of types within types, whatever the limits say: a value of more may overflow a stack of 2 MB when it is dropped.
const MOST_LEVELS: usize = 4_096;

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8], start: usize, limits: &PayloadLimits) -> Self {
        Self {
            bytes,
            position: start.min(bytes.len()),
            depth_left: limits.depth,
            items_left: limits.items,
            levels: 0,
            deepest: 0,
        }
    }

    pub(super) fn position(&self) -> usize {
        self.position
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.position == self.bytes.len()
    }

    pub(super) fn fault<T>(&self, reason: PayloadFaultReason) -> Result<T, PayloadFault> {
        Err(PayloadFault::new(reason, self.position))
    }

    fn left(&self) -> usize {
        self.bytes.len() - self.position
    }

    /// The next bytes, which are gone over so.
    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8], PayloadFault> {
        if length > self.left() {
            return self.fault(PayloadFaultReason::Truncated);
        }
        let start = self.position;
        self.position += length;
        Ok(&self.bytes[start..self.position])
    }

    pub(super) fn boolean(&mut self) -> Result<(), PayloadFault> {
        let start = self.position;
        match self.take(1)? {
            [0 | 1] => Ok(()),
            _ => Err(PayloadFault::new(PayloadFaultReason::BadBoolean, start)),
        }
    }

    /// At most five bytes and 32 bits (Avro 1.12, "Binary encoding: primitive types").
    pub(super) fn int(&mut self) -> Result<i64, PayloadFault> {
        self.varint(5, 0x0f)
    }

    /// At most ten bytes and 64 bits.
    pub(super) fn long(&mut self) -> Result<i64, PayloadFault> {
        self.varint(10, 0x01)
    }

    /// Bytes that follow, all of which are there.
    pub(super) fn length(&mut self) -> Result<usize, PayloadFault> {
        let start = self.position;
        let Ok(length) = u64::try_from(self.long()?) else {
            return Err(PayloadFault::new(PayloadFaultReason::BadLength, start));
        };
        match usize::try_from(length) {
            Ok(length) if length <= self.left() => Ok(length),
            _ => Err(PayloadFault::new(PayloadFaultReason::Truncated, start)),
        }
    }

    pub(super) fn bytes(&mut self) -> Result<&'a [u8], PayloadFault> {
        let length = self.length()?;
        self.take(length)
    }

    pub(super) fn text(&mut self) -> Result<&'a str, PayloadFault> {
        let length = self.length()?;
        let start = self.position;
        core::str::from_utf8(self.take(length)?).map_err(|_| PayloadFault::new(PayloadFaultReason::BadUtf8, start))
    }

    /// That many items follow.
    pub(super) fn expect(&mut self, items: u64) -> Result<(), PayloadFault> {
        match self.items_left.checked_sub(items) {
            Some(left) => {
                self.items_left = left;
                Ok(())
            }
            None => self.fault(PayloadFaultReason::TooManyItems),
        }
    }

    pub(super) fn down(&mut self) -> Result<(), PayloadFault> {
        match self.depth_left.checked_sub(1) {
            Some(left) => {
                self.depth_left = left;
                Ok(())
            }
            None => self.fault(PayloadFaultReason::TooDeep),
        }
    }

    pub(super) fn up(&mut self) {
        self.depth_left += 1;
    }

    /// Into a type that holds others.
    pub(super) fn enter(&mut self) -> Result<(), PayloadFault> {
        self.levels += 1;
        self.deepest = self.deepest.max(self.levels);
        if self.levels <= MOST_LEVELS { Ok(()) } else { self.fault(PayloadFaultReason::TooDeep) }
    }

    pub(super) fn leave(&mut self) {
        self.levels -= 1;
    }

    /// The most types that there were around a place.
    pub(super) fn deepest(&self) -> usize {
        self.deepest
    }

    /// `last` is what is left for the last of the bytes.
    fn varint(&mut self, most: usize, last: u8) -> Result<i64, PayloadFault> {
        let start = self.position;
        let mut raw = 0_u64;
        for count in 1..=most {
            let Some(&byte) = self.bytes.get(self.position) else {
                return Err(PayloadFault::new(PayloadFaultReason::Truncated, start));
            };
            self.position += 1;
            raw |= u64::from(byte & 0x7f) << (7 * (count - 1));
            if byte < 0x80 {
                if count == most && byte > last {
                    break;
                }
                // zig-zag: the lowest bit is the sign
                return Ok((raw >> 1) as i64 ^ -((raw & 1) as i64));
            }
        }
        Err(PayloadFault::new(PayloadFaultReason::BadVarint, start))
    }
}
