//! What must hold for any headers and any Avro payload whatever, as functions of the bytes that a fuzzer makes up. Each panics when it does not hold.

#[cfg(feature = "avro")]
pub mod avro;
mod extraction;
mod injection;
#[cfg(feature = "avro")]
mod memory;
mod planted;
mod record;

use std::io::{self, Read};

#[cfg(feature = "avro")]
pub use avro::avro;
pub use extraction::extract;
pub use injection::inject;
#[cfg(feature = "avro")]
pub use memory::most_held;
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
