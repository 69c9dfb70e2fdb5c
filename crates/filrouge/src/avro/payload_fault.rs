use alloc::format;
use alloc::string::String;
use core::fmt;

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// Why bytes are no payload of a schema. The same names as in `@filrouge/avro`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum PayloadFaultReason {
            $($(#[$doc])* $variant,)*
        }

        impl PayloadFaultReason {
            /// Its name, such as `bad_length`.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(PayloadFaultReason::$variant => $name,)*
                }
            }
        }
    };
}

reasons! {
    /// More bytes than a payload may have.
    TooLong = "too_long",
    /// It does not begin as its framing does.
    BadMarker = "bad_marker",
    /// Nobody knows the schema that it names.
    UnknownSchema = "unknown_schema",
    /// It ends before its value does.
    Truncated = "truncated",
    /// It goes on after its value.
    TrailingBytes = "trailing_bytes",
    /// A number of more bytes or bits than its type has.
    BadVarint = "bad_varint",
    /// A length below zero.
    BadLength = "bad_length",
    /// A boolean that is neither 0 nor 1.
    BadBoolean = "bad_boolean",
    /// Text that is not UTF-8.
    BadUtf8 = "bad_utf8",
    /// A symbol that the enum does not have.
    BadSymbol = "bad_symbol",
    /// A branch that the union does not have.
    BadBranch = "bad_branch",
    /// A block of items with more or fewer bytes than it says.
    BadBlock = "bad_block",
    /// A key that an object cannot hold. JavaScript only.
    BadKey = "bad_key",
    /// No value of the logical type, or none that the reader's schema can take.
    BadValue = "bad_value",
    /// More records within records than there may be.
    TooDeep = "too_deep",
    /// More items than there may be.
    TooManyItems = "too_many_items",
}

impl fmt::Display for PayloadFaultReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What does not fit, and where. Shown as `lines[1].sku: truncated at byte 4`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayloadFault {
    /// The first thing that is wrong.
    pub reason: PayloadFaultReason,
    /// The byte of the payload at which it was seen.
    pub offset: usize,
    /// `customer.addresses[2].street`; empty for the payload as a whole.
    pub path: String,
    /// What the reader's schema cannot take, for people; empty where the bytes are none of the writer's.
    pub why: String,
}

impl PayloadFault {
    pub(crate) fn new(reason: PayloadFaultReason, offset: usize) -> Self {
        Self { reason, offset, path: String::new(), why: String::new() }
    }

    /// Names what encloses the place: called from the inside to the outside, as the fault passes.
    pub(crate) fn within(mut self, segment: &str) -> Self {
        self.path = if self.path.is_empty() || self.path.starts_with('[') {
            format!("{segment}{}", self.path)
        } else {
            format!("{segment}.{}", self.path)
        };
        self
    }
}

impl fmt::Display for PayloadFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{} at byte {}", self.reason, self.offset)?;
        if self.why.is_empty() { Ok(()) } else { write!(f, ": {}", self.why) }
    }
}

impl core::error::Error for PayloadFault {}
