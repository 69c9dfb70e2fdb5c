//! What holds for each reader of the one form that is written.

use core::fmt::Debug;

use crate::TraceContext;

/// Reads `written` as the parser does, and nothing else of each changed byte than the parser.
pub(super) fn assert_equals_parsed<E: Debug + PartialEq>(
    written: &str,
    canonical: impl Fn(&[u8]) -> Option<TraceContext>,
    parse: impl Fn(&[u8]) -> Result<TraceContext, E>,
) {
    assert_eq!(canonical(written.as_bytes()), parse(written.as_bytes()).ok());
    for place in 0..written.len() {
        for byte in 0..=u8::MAX {
            let mut text = written.as_bytes().to_vec();
            text[place] = byte;
            if let Some(context) = canonical(&text) {
                assert_eq!(parse(&text), Ok(context), "{}", text.escape_ascii());
            }
        }
    }
}
