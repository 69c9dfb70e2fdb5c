use std::process::Command;

use serde_json::json;

use crate::process::{Peer, run, run_with_open_stdin};

/// Every command that runs until it is told to end, and its mock.
fn long_running() -> (Peer, Vec<Peer>) {
    let (mock, brokers) = Peer::mock(&["orders:1"]);
    let peers = [
        vec!["mock"],
        vec!["serve", "--brokers", &brokers, "--requests", "orders"],
        vec!["receive", "--brokers", &brokers, "--topic", "orders", "--group", "billing"],
        vec!["send", "--brokers", &brokers, "--topic", "orders"],
    ];
    let peers = peers.iter().map(|arguments| Peer::start(arguments).0).collect();
    (mock, peers)
}

#[test]
fn the_end_of_stdin_ends_it() {
    let (_mock, peers) = long_running();
    for mut peer in peers {
        peer.close_stdin();
        assert_eq!(peer.ended().code(), Some(0));
    }
}

#[test]
fn signals_end_it() {
    for signal in ["-TERM", "-INT"] {
        let (_mock, peers) = long_running();
        for peer in peers {
            let status = Command::new("kill").args([signal, &peer.id().to_string()]).status().expect("kill runs");
            assert!(status.success());
            assert_eq!(peer.ended().code(), Some(0), "{signal}");
        }
    }
}

#[test]
fn what_was_written_before_the_end_of_stdin_is_delivered() {
    let (_mock, brokers) = Peer::mock(&["orders:1"]);
    let (mut sender, _) = Peer::start(&["send", "--brokers", &brokers, "--topic", "orders"]);
    for id in 0..20 {
        sender.write(&json!({ "id": id.to_string(), "value": "v" }));
    }
    sender.close_stdin();
    for offset in 0..20 {
        assert_eq!(sender.line()["offset"], offset);
    }
    assert_eq!(sender.ended().code(), Some(0));
}

#[test]
fn it_waits_for_a_broker_that_went_away_and_still_ends() {
    let (mock, peers) = long_running();
    drop(mock);
    for mut peer in peers {
        peer.close_stdin();
        assert_eq!(peer.ended().code(), Some(0));
    }
}

#[test]
fn a_missing_topic_is_told_in_one_line() {
    let (_mock, brokers) = Peer::mock(&[]);
    let (code, stderr) = run_with_open_stdin(&["serve", "--brokers", &brokers, "--requests", "nowhere"]);
    assert_eq!(code, Some(1));
    assert_eq!(stderr, format!("filrouge-peer: missing topic at {brokers}: nowhere; create it first\n"));
}

#[test]
fn an_address_without_broker_is_told_with_the_remedy() {
    let (code, stderr) = run_with_open_stdin(&["receive", "--brokers", "127.0.0.1:1", "--topic", "t", "--group", "g"]);
    assert_eq!(code, Some(1));
    assert!(stderr.starts_with("filrouge-peer: no broker answers at 127.0.0.1:1: start one"), "{stderr}");
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
}

#[test]
fn it_ends_while_it_still_looks_for_a_broker() {
    let (code, stderr) = run(&["serve", "--brokers", "127.0.0.1:1"], "");
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_line_that_is_no_request_is_told_by_its_number() {
    let (_mock, brokers) = Peer::mock(&["orders:1"]);
    for (line, reason) in [
        ("nonsense", "expected"),
        (r#"{"id":"a","value":"v","parent":{"traceId":"xyz","spanId":"1","sampled":true}}"#, "not hex"),
        (r#"{"id":"a","value":"v","colour":"red"}"#, "unknown field"),
    ] {
        let input = format!("{}\n{line}\n", json!({ "id": "good", "value": "v" }));
        let (code, stderr) = run(&["send", "--brokers", &brokers, "--topic", "orders"], &input);
        assert_eq!(code, Some(1), "{line}");
        assert!(stderr.starts_with("filrouge-peer: line 2 of stdin: ") && stderr.contains(reason), "{stderr}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
    }
}

#[test]
fn wrong_usage_exits_with_2() {
    assert_eq!(run(&["serve"], "").0, Some(2));
    let (code, stderr) = run(&["send", "--brokers", "b", "--topic", "t", "--formats", "b4"], "");
    assert_eq!(code, Some(2));
    assert!(stderr.contains("use one of traceparent, uber-trace-id"), "{stderr}");
}
