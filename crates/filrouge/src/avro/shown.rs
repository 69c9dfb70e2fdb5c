use alloc::string::String;
use core::fmt::{Display, Write};

const MOST_SHOWN: usize = 120;

/// On one line, cut where it is long, which also ends the writing: messages of apache-avro and serde hold values of any length.
pub(super) fn shown(text: &impl Display) -> String {
    struct Cut(String);
    impl Write for Cut {
        fn write_str(&mut self, part: &str) -> core::fmt::Result {
            for character in part.chars() {
                if self.0.len() >= MOST_SHOWN {
                    self.0.push('…');
                    return Err(core::fmt::Error);
                }
                self.0.push(if character.is_control() { ' ' } else { character });
            }
            Ok(())
        }
    }
    let mut cut = Cut(String::new());
    let _ = write!(cut, "{text}");
    cut.0
}
