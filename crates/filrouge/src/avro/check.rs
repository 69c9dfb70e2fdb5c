//! Whether bytes are a payload, found without making a value of them.

mod blocks;
mod check_of;
mod check_payload;
mod checks;
mod cursor;
mod decimal_digits;
mod fault_at;
mod logical_check;
mod payload_limits;

pub(super) use check_payload::PayloadCheck;
pub(super) use decimal_digits::has_digits;
pub(super) use logical_check::{is_big_decimal, is_day, is_instant, is_uuid};
pub use payload_limits::PayloadLimits;
