//! CloudEvents' distributed tracing extension: where the event began, not the hop before. It is the event's own: a link, never
//! the parent, neither written nor removed.

use super::traceparent;
use crate::Format;
use crate::fields::{Field, Fields};
use crate::header_format::HeaderFormat;
use crate::known_keys::Key;
use crate::precedence::Precedence;

pub(crate) const KEY: &str = "ce_traceparent";

pub(crate) const FORMAT: HeaderFormat =
    HeaderFormat { name: KEY, keys: &[KEY], read, write: None, write_decision: None, write_baggage: None };

fn read(fields: &mut Fields<'_, '_>, precedence: &mut Precedence<'_>) {
    let found = fields.ascii_field(
        const { Key::of(KEY) },
        fields.limits.long_field,
        |_| None,
        |text| traceparent::parse(text, Format::CeTraceparent),
    );
    if let Some(Field { last, older }) = found {
        precedence.add_links(last.into_iter().chain(older));
    }
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
