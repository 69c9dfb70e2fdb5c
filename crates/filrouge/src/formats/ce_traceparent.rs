//! CloudEvents' distributed tracing extension: where the event began, not the hop before. It is the event's own: a link, never
//! the parent, neither written nor removed.

use super::traceparent;
use crate::Format;
use crate::fields::Fields;
use crate::header_format::{HeaderFormat, Reading};

pub(crate) const KEY: &str = "ce_traceparent";

pub(crate) const FORMAT: HeaderFormat =
    HeaderFormat { name: KEY, keys: &[KEY], read, write: None, write_decision: None, write_baggage: None };

fn read(fields: &mut Fields<'_, '_>) -> Option<Reading> {
    let found = fields.field(KEY, fields.limits.long_field, |text| traceparent::parse(text, Format::CeTraceparent))?;
    Some(Reading { said: None, links: found.last.into_iter().chain(found.older).collect() })
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use crate::{Format, Options, extract};

    #[test]
    fn it_is_a_link_and_no_context() {
        let headers =
            [("ce_traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"), ("Ce_Traceparent", "")];
        let extraction = extract(headers, &Options::default());
        assert_eq!(extraction.context, None);
        assert_eq!(extraction.links.iter().map(|link| link.format).collect::<Vec<_>>(), [Format::CeTraceparent]);
        assert_eq!(extraction.faults, []);
    }
}
