use crate::fault::{Fault, Reason};
use crate::limits;
use crate::repeated::Ids;
use crate::trace_context::same_trace;
use crate::{Format, TraceContext};

/// Several formats in one record (specification, section 5): the first valid one wins, later ones add to it or lose.
#[derive(Default)]
pub(crate) struct Precedence {
    winner: Option<TraceContext>,
    losers: Vec<TraceContext>,
}

impl Precedence {
    /// Takes the ids of the next format in the order of precedence.
    pub(crate) fn add(&mut self, format: Format, ids: Ids, faults: &mut Vec<Fault>) {
        let conflict = Fault { header: format.as_str(), reason: Reason::FormatConflict };
        match &mut self.winner {
            None => self.winner = Some(ids.context),
            Some(winner) if same_trace(&winner.trace_id, &ids.context.trace_id) => {
                if !complete(winner, &ids.context) {
                    faults.push(conflict);
                }
            }
            Some(_) => {
                faults.push(conflict);
                self.losers.push(ids.context);
            }
        }
        self.losers.extend(ids.losers);
    }

    /// The winner, and the links: at most 8, each pair of ids once, never the winner itself.
    pub(crate) fn finish(self) -> (Option<TraceContext>, Vec<TraceContext>) {
        let mut links: Vec<TraceContext> = Vec::new();
        for loser in self.losers {
            let known = |other: &TraceContext| other.is_same_span(&loser);
            if links.len() < limits::LINKS && !self.winner.as_ref().is_some_and(known) && !links.iter().any(known) {
                links.push(loser);
            }
        }
        (self.winner, links)
    }
}

/// Adds what only the other format of the same trace knows. Whether it names the same span too.
fn complete(winner: &mut TraceContext, other: &TraceContext) -> bool {
    if winner.trace_id[..8] == [0; 8] {
        winner.trace_id = other.trace_id;
    }
    winner.debug |= other.debug && winner.sampled == Some(true);
    let same_span = winner.span_id == other.span_id;
    if same_span {
        winner.parent_id = winner.parent_id.or(other.parent_id);
    }
    same_span
}

#[cfg(test)]
mod tests {
    use crate::{Extraction, Format, Options, extract};

    const TRACEPARENT: (&str, &str) = ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    fn jaeger_first(headers: &[(&str, &str)]) -> Extraction {
        let options =
            Options { read: [Format::UberTraceId, Format::Traceparent].as_slice().into(), ..Options::default() };
        extract(headers.iter().copied(), &options)
    }

    #[test]
    fn a_traceparent_that_lost_keeps_its_tracestate_in_the_link() {
        let extraction = jaeger_first(&[TRACEPARENT, ("tracestate", "a=1"), ("uber-trace-id", "1:2:0:1")]);
        assert_eq!(extraction.links[0].tracestate, ["a=1"]);
        assert_eq!(extraction.context.map(|context| context.tracestate), Some(vec![]));
    }

    #[test]
    fn a_link_by_the_low_half_is_no_other_trace() {
        let options = Options::default();
        let copies = [TRACEPARENT, ("uber-trace-id", "a3ce929d0e0e4736:1:0:1"), ("uber-trace-id", "9:9:0:1")];
        let both = [("uber-trace-id", "4bf92f3577b34da6a3ce929d0e0e4736:1:0:1")];
        let extraction = extract(both.into_iter().chain(copies), &options);
        let links: Vec<_> = extraction.links.iter().map(|link| link.span_id_hex()).collect();
        assert_eq!(links, ["0000000000000009", "0000000000000001"]);
    }
}
