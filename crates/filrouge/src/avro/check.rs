//! Whether bytes are a payload, found without making a value of them.

mod check_of;
mod check_payload;
mod checks;
mod cursor;
mod decimal_digits;
mod fault_at;
mod logical_check;
mod payload_limits;

pub(super) use check_payload::PayloadCheck;
pub use payload_limits::PayloadLimits;
