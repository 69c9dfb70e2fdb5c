use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

/// How long anything may take before the test fails.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// A running `filrouge-peer`; killed when it is dropped.
pub struct Peer {
    child: Child,
    stdin: Option<ChildStdin>,
    lines: Receiver<String>,
    name: String,
}

impl Peer {
    /// Starts the command and waits for its first line, which says that it is ready.
    pub fn start(arguments: &[&str]) -> (Peer, Value) {
        let mut peer = Peer::start_silent(arguments);
        let ready = peer.line();
        assert_eq!(ready["ready"], true, "{}", peer.name);
        assert_eq!(ready["pid"], peer.child.id(), "{}", peer.name);
        (peer, ready)
    }

    /// Starts a command that prints nothing until it is asked.
    pub fn start_silent(arguments: &[&str]) -> Peer {
        let mut child = Command::new(env!("CARGO_BIN_EXE_filrouge-peer"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let stdout = child.stdout.take().expect("stdout is a pipe");
        let (give, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines() {
                let Ok(line) = line else { return };
                if give.send(line).is_err() {
                    return;
                }
            }
        });
        Peer { stdin: child.stdin.take(), child, lines, name: arguments.join(" ") }
    }

    /// A mock cluster with these topics, and its address.
    pub fn mock(topics: &[&str]) -> (Peer, String) {
        let topics = topics.iter().flat_map(|topic| ["--topic", topic]);
        let arguments: Vec<_> = ["mock"].into_iter().chain(topics).collect();
        let (peer, ready) = Peer::start(&arguments);
        let bootstrap = ready["bootstrap"].as_str().expect("an address").to_owned();
        (peer, bootstrap)
    }

    /// The next line of stdout.
    pub fn line(&mut self) -> Value {
        match self.lines.recv_timeout(DEADLINE) {
            Ok(line) => serde_json::from_str(&line).unwrap_or_else(|error| panic!("{}: {line}: {error}", self.name)),
            Err(RecvTimeoutError::Timeout) => panic!("{} printed nothing for {DEADLINE:?}", self.name),
            Err(RecvTimeoutError::Disconnected) => panic!("{} ended: {:?}", self.name, self.child.wait()),
        }
    }

    pub fn write(&mut self, line: &Value) {
        writeln!(self.stdin.as_ref().expect("stdin is open"), "{line}").expect("the peer reads");
    }

    pub fn close_stdin(&mut self) {
        self.stdin = None;
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// How it ended by itself.
    pub fn ended(mut self) -> ExitStatus {
        let deadline = Instant::now() + DEADLINE;
        loop {
            if let Some(status) = self.child.try_wait().expect("the child is ours") {
                return status;
            }
            assert!(Instant::now() < deadline, "{} did not end in {DEADLINE:?}", self.name);
            thread::yield_now();
        }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command that ends with its input: its exit code, and what it wrote to stderr.
pub fn run(arguments: &[&str], stdin: &str) -> (Option<i32>, String) {
    let mut child = spawn(arguments);
    // A command that ends before it reads is what some tests are about.
    let _ = child.stdin.take().expect("stdin is a pipe").write_all(stdin.as_bytes());
    outcome(child, None)
}

/// Runs a command that ends by itself although its input stays open.
pub fn run_with_open_stdin(arguments: &[&str]) -> (Option<i32>, String) {
    let mut child = spawn(arguments);
    let stdin = child.stdin.take();
    outcome(child, stdin)
}

fn spawn(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_filrouge-peer"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts")
}

fn outcome(mut child: Child, stdin: Option<ChildStdin>) -> (Option<i32>, String) {
    let mut stderr = String::new();
    child.stderr.take().expect("stderr is a pipe").read_to_string(&mut stderr).expect("stderr is text");
    let code = child.wait().expect("the child is ours").code();
    drop(stdin);
    (code, stderr)
}
