/// Bounds on what one payload may make a reader do. What is beyond them is a fault, and is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PayloadLimits {
    /// Bytes of the payload, its framing included.
    pub bytes: usize,
    /// Records within records, where a schema refers to itself. More than 4,096 types within types (a record, its union and the name
    /// of a record are three) are too deep whatever is said here: more may overflow a stack of 2 MB when the value is dropped.
    pub depth: usize,
    /// Items of arrays, entries of maps and records without bytes, together: what takes no bytes costs memory all the same.
    pub items: u64,
}

impl PayloadLimits {
    /// Of what we wrote, or whose schema makes no more of bytes than they are: sizes are for who reads what others wrote.
    pub(in crate::avro) const ANY_SIZE: Self = Self { bytes: usize::MAX, depth: 64, items: u64::MAX };
}

impl Default for PayloadLimits {
    fn default() -> Self {
        Self { bytes: 16 << 20, depth: 64, items: 1_000_000 }
    }
}
