//! What must hold for any headers whatever, as functions of the bytes that a fuzzer makes up. Each panics when it does not hold.

mod extraction;
mod injection;
mod planted;
mod record;

use std::io::{self, Read};

pub use extraction::extract;
pub use injection::inject;
pub use planted::planted_panic;
pub use record::Record;

/// All bytes of stdin.
///
/// # Errors
///
/// Those of reading stdin.
pub fn stdin() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}
