use crate::baggage;
use crate::carrier::Carrier;
use crate::fault::Reason;
use crate::fields::Fields;
use crate::precedence::Precedence;
use crate::{Extraction, Format, Header, Options};

/// Reads what the headers of a record say about the trace it belongs to.
///
/// Never fails and never panics, whatever the headers hold: faults stand beside the rest. Takes anything that becomes a
/// [`Header`], such as pairs of text or of bytes, in the order of the record. Work and memory are bounded by the limits of
/// the specification and by the size of the record.
///
/// ```
/// use filrouge::{Options, extract};
///
/// let extraction = extract([("b3", "0"), ("baggage", "city=Z%C3%BCrich")], &Options::default());
/// assert_eq!(extraction.context, None);                                  // no ids: a new trace starts here
/// assert_eq!(extraction.decision.and_then(|decision| decision.sampled), Some(false));
/// assert_eq!(extraction.baggage[0].value, "Zürich");
/// ```
pub fn extract<'a, H: Into<Header<'a>>>(headers: impl IntoIterator<Item = H>, options: &Options) -> Extraction {
    let mut carrier = Carrier::new(&options.limits);
    carrier.extend(headers.into_iter().map(Into::into));
    let mut extraction = Extraction::default();
    if !carrier.has_nothing() {
        read(&carrier, options, &mut extraction);
    }
    extraction
}

/// Into an extraction that is empty.
fn read(carrier: &Carrier<'_>, options: &Options, extraction: &mut Extraction) {
    let Extraction { context, baggage, decision, links, faults } = extraction;
    let mut fields = Fields { carrier, limits: options.limits, strict: options.strict, faults };
    if carrier.is_over_limit() {
        fields.refuse("*", Reason::OverLimit);
    }
    let mut precedence = Precedence { context, decision, losers: links };
    let mut left = carrier.formats();
    if !options.debug {
        left.remove(Format::JaegerDebugId);
    }
    let mut order = options.read.iter();
    while !left.is_empty()
        && let Some(&format) = order.next()
    {
        if left.remove(format) {
            (format.definition().read)(&mut fields, &mut precedence);
        }
    }
    precedence.finish(options.limits.links);
    if carrier.has_baggage() {
        *baggage = baggage::read(&mut fields);
    }
    if !options.debug {
        context.iter_mut().chain(links).for_each(|context| context.debug = false);
        decision.iter_mut().for_each(|decision| decision.debug = false);
    }
}
