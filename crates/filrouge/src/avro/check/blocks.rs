use super::cursor::Cursor;
use crate::avro::payload_fault::{PayloadFault, PayloadFaultReason};

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
