use crate::{Decision, TraceContext};

/// The sampling decision as headers say it; debug is more than yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sampling {
    Deferred,
    No,
    Yes,
    Debug,
}

impl Sampling {
    pub(crate) fn yes_or_no(yes: bool) -> Self {
        if yes { Sampling::Yes } else { Sampling::No }
    }

    /// Debug counts only together with sampled (specification, section 1).
    pub(crate) fn of_context(context: &TraceContext) -> Self {
        match context.sampled {
            None => Sampling::Deferred,
            Some(true) if context.debug => Sampling::Debug,
            Some(yes) => Sampling::yes_or_no(yes),
        }
    }

    pub(crate) fn of_decision(decision: &Decision) -> Self {
        if decision.debug { Sampling::Debug } else { decision.sampled.map_or(Sampling::Deferred, Sampling::yes_or_no) }
    }

    pub(crate) fn sampled(self) -> Option<bool> {
        match self {
            Sampling::Deferred => None,
            Sampling::No => Some(false),
            Sampling::Yes | Sampling::Debug => Some(true),
        }
    }

    pub(crate) fn is_debug(self) -> bool {
        self == Sampling::Debug
    }

    pub(crate) fn into_decision(self) -> Decision {
        Decision { sampled: self.sampled(), debug: self.is_debug(), debug_id: None }
    }
}
