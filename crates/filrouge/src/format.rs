use alloc::borrow::ToOwned;
use alloc::string::String;
use core::error::Error;
use core::fmt;
use core::str::FromStr;

use crate::formats;
use crate::header_format::HeaderFormat;

macro_rules! formats {
    ($($(#[$doc:meta])* $variant:ident = $module:ident,)*; $($(#[$named_doc:meta])* $named:ident = $named_module:ident,)*) => {
        /// A way to write a context into headers (specification, section 5).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Format {
            $($(#[$doc])* $variant,)*
            $($(#[$named_doc])* $named,)*
        }

        impl Format {
            /// Every format that is read where nobody chooses, in the order of precedence.
            pub const ALL: &'static [Format] = &[$(Format::$variant,)*];
            /// With those that are read only where they are named.
            pub(crate) const KNOWN: &'static [Format] = &[$(Format::$variant,)* $(Format::$named,)*];

            pub(crate) const fn definition(self) -> &'static HeaderFormat {
                match self {
                    $(Format::$variant => &formats::$module::FORMAT,)*
                    $(Format::$named => &formats::$named_module::FORMAT,)*
                }
            }
        }
    };
}

formats! {
    /// W3C Trace Context: `traceparent`, and `tracestate` behind it.
    Traceparent = traceparent,
    /// Jaeger: `uber-trace-id`, and `uberctx-*` beside it.
    UberTraceId = uber_trace_id,
    /// Zipkin in one header: `b3`, which may be a decision alone.
    B3 = b3,
    /// Zipkin in several headers: `x-b3-*`, which may be a decision alone.
    B3Multi = b3_multi,
    /// Datadog: `x-datadog-*`.
    Datadog = datadog,
    /// Elastic APM, in binary. Only read.
    ElasticApmTraceparent = elasticapmtraceparent,
    /// AWS X-Ray. Only read.
    XAmznTraceId = x_amzn_trace_id,
    /// Sentry.
    SentryTrace = sentry_trace,
    /// OpenTracing's basictracer: `ot-tracer-*`, and `ot-baggage-*` beside it.
    OtTracer = ot_tracer,
    /// CloudEvents: where the event began. Only read, and only a link.
    CeTraceparent = ce_traceparent,
    /// Jaeger: a decision alone, that the new trace be kept.
    JaegerDebugId = jaeger_debug_id,
    /// Baggage set by hand. It is read whatever formats are; it is written where it is named, beside ids.
    JaegerBaggage = jaeger_baggage,
    ;
    /// Avro: `filrouge-trace-context`, in single-object encoding (spec/avro.md, section 4). Only where it is named.
    Avro = avro,
}

impl Format {
    /// What is written where nobody chooses.
    pub const WRITTEN_BY_DEFAULT: &'static [Format] = &[Format::Traceparent, Format::UberTraceId];

    /// The name that the specification gives it, such as `b3-multi`.
    pub const fn as_str(self) -> &'static str {
        self.definition().name
    }

    /// Whether it is more than read: for a context, a decision or baggage.
    pub const fn is_writable(self) -> bool {
        let HeaderFormat { write, write_decision, write_baggage, .. } = self.definition();
        write.is_some() || write_decision.is_some() || write_baggage.is_some()
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
        Format::KNOWN
            .iter()
            .copied()
            .find(|format| format.as_str() == name)
            .ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

/// A name that no [`Format`] has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFormat(String);

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown header format {:?}: use one of ", self.0)?;
        for (index, format) in Format::KNOWN.iter().enumerate() {
            write!(f, "{}{format}", if index == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl Error for UnknownFormat {}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;
    use alloc::vec::Vec;

    use super::*;

    #[test]
    fn a_name_gives_the_format_back() {
        for format in Format::KNOWN {
            assert_eq!(format.as_str().parse(), Ok(*format));
        }
    }

    #[test]
    fn an_unknown_name_is_told_with_the_names_there_are() {
        let error = "b4".parse::<Format>().unwrap_err().to_string();
        assert!(
            error.starts_with(
                "unknown header format \"b4\": use one of traceparent, uber-trace-id, b3, b3-multi, datadog"
            )
        );
    }

    #[test]
    fn formats_that_are_only_read() {
        let read: Vec<_> =
            Format::ALL.iter().filter(|format| !format.is_writable()).map(|format| format.as_str()).collect();
        assert_eq!(read, ["elasticapmtraceparent", "x-amzn-trace-id", "ce_traceparent"]);
    }
}
