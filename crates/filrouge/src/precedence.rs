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
            let known = |other: &TraceContext| other.same_ids(&loser);
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
