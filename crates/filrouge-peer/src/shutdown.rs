use std::io::Read;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// Resolves once the program is to end: SIGTERM, SIGINT, or the end of stdin.
///
/// The last one is how a parent that died takes its children with it, whatever it died of.
#[derive(Clone)]
pub struct Shutdown {
    requested: watch::Receiver<bool>,
}

impl Shutdown {
    /// Reads stdin to its end, and listens for signals.
    pub fn on_signal_or_stdin() -> anyhow::Result<Self> {
        let (request, requested) = watch::channel(false);
        listen(request.clone())?;
        // A thread, because a read of stdin cannot be given up: the runtime's own threads would be waited for at the end.
        std::thread::spawn(move || {
            let mut buffer = [0; 1024];
            while matches!(std::io::stdin().read(&mut buffer), Ok(1..)) {}
            request.send_replace(true);
        });
        Ok(Shutdown { requested })
    }

    /// Listens for signals only: stdin is the command's input.
    pub fn on_signal() -> anyhow::Result<Self> {
        let (request, requested) = watch::channel(false);
        listen(request)?;
        Ok(Shutdown { requested })
    }

    /// What the work gives; nothing where the program is to end before it does.
    pub async fn unless_requested<T>(&mut self, work: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            biased;
            () = self.requested() => None,
            result = work => Some(result),
        }
    }

    pub async fn requested(&mut self) {
        // An error means that whoever could request it is gone, which only the end of the runtime does.
        let _ = self.requested.wait_for(|requested| *requested).await;
    }
}

fn listen(request: watch::Sender<bool>) -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        request.send_replace(true);
        request.closed().await;
    });
    Ok(())
}
