//! The fuzzer itself is tested: a panic that sits behind the parsing is found, told, and makes the exit code.

use std::path::Path;
use std::process::Command;

#[test]
fn a_planted_panic_is_found() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/fuzz.mjs");
    let run = Command::new("node")
        .arg(script)
        .args(["--target", "planted_panic", "--seconds", "120"])
        .output()
        .expect("node runs the script");
    let output = String::from_utf8_lossy(&run.stdout);
    let errors = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(1), "{output}\n{errors}");
    assert!(output.contains("planted_panic: found"), "{output}\n{errors}");
    assert!(output.contains("the planted panic"), "{output}\n{errors}");
}
