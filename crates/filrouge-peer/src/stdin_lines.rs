use std::io::BufRead;

use tokio::sync::mpsc;

/// The lines of stdin; no more of them at its end.
///
/// A thread, because a read of stdin cannot be given up when a signal comes.
pub fn read() -> mpsc::Receiver<std::io::Result<String>> {
    let (give, lines) = mpsc::channel(64);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines() {
            if give.blocking_send(line).is_err() {
                return;
            }
        }
    });
    lines
}
