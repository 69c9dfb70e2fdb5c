use std::fmt;
use std::str::FromStr;

/// A way to write ids into a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// W3C Trace Context: `traceparent`, and `tracestate` beside it.
    Traceparent,
    /// Jaeger: `uber-trace-id`, and `uberctx-*` beside it.
    UberTraceId,
}

impl Format {
    /// Every format, in the order of precedence on read.
    pub const ALL: &'static [Format] = &[Format::Traceparent, Format::UberTraceId];

    /// The exact key of the header that holds the ids, which is the name of the format too.
    pub const fn as_str(self) -> &'static str {
        match self {
            Format::Traceparent => "traceparent",
            Format::UberTraceId => "uber-trace-id",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Format::ALL.iter().copied().find(|format| format.as_str() == name).ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

/// A name that is none of [`Format::ALL`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFormat(String);

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown header format {:?}: use one of ", self.0)?;
        for (index, format) in Format::ALL.iter().enumerate() {
            write!(f, "{}{format}", if index == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownFormat {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_named_after_its_header() {
        for format in Format::ALL {
            assert_eq!(format.as_str().parse(), Ok(*format));
        }
    }

    #[test]
    fn an_unknown_name_is_told_with_the_names_there_are() {
        let error = "b3".parse::<Format>().unwrap_err();
        assert_eq!(error.to_string(), "unknown header format \"b3\": use one of traceparent, uber-trace-id");
    }
}
