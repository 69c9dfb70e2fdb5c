use core::fmt;

/// What is wrong with one header of a record. Shown as `traceparent: bad_shape`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fault {
    /// The header's lower-case key; `uberctx-*` and `ot-baggage-*` for all of that prefix, `*` for the headers as a whole.
    pub header: &'static str,
    /// The first thing that is wrong with it, from left to right.
    pub reason: Reason,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.header, self.reason)
    }
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// Why a header, or a part of one, is not used (specification, section 9).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Reason {
            $($(#[$doc])* $variant,)*
        }

        impl Reason {
            /// The name that the specification gives it, such as `bad_shape`.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Reason::$variant => $name,)*
                }
            }
        }
    };
}

reasons! {
    /// The value is null.
    Null = "null",
    /// No bytes, or only white space.
    Empty = "empty",
    /// More bytes than the cap of the header.
    TooLong = "too_long",
    /// A byte that is not printable ASCII.
    BadCharset = "bad_charset",
    /// Fields are missing or too many.
    BadShape = "bad_shape",
    /// Not a version that is known.
    BadVersion = "bad_version",
    /// The trace id is not digits of the right number.
    BadTraceId = "bad_trace_id",
    /// The trace id is zero.
    ZeroTraceId = "zero_trace_id",
    /// The span id is not digits of the right number.
    BadSpanId = "bad_span_id",
    /// The span id is zero.
    ZeroSpanId = "zero_span_id",
    /// The flags or the sampling are none of those there are.
    BadFlags = "bad_flags",
    /// One member of a list; the others are kept.
    BadMember = "bad_member",
    /// More than a reader looks at; the rest was dropped.
    OverLimit = "over_limit",
    /// The header is there more than once with different values.
    DuplicateConflict = "duplicate_conflict",
    /// Another format, of higher precedence, says something else.
    FormatConflict = "format_conflict",
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn a_fault_names_the_header_and_the_reason() {
        let fault = Fault { header: "traceparent", reason: Reason::BadShape };
        assert_eq!(fault.to_string(), "traceparent: bad_shape");
    }
}
