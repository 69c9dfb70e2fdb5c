//! No value is so deep that it overflows the stack, whatever the limits say.
#![cfg(feature = "avro")]

use std::thread;

use filrouge::avro::{AvroReadError, AvroType, PayloadFaultReason, PayloadLimits};

/// As a thread has it that asks for none in particular.
const STACK: usize = 2 << 20;

/// How a record holds the next, with the bytes around that; those of the last record are `[2]` and its end.
struct Holder {
    next: &'static str,
    before: &'static [u8],
    after: &'static [u8],
    end: &'static [u8],
}

const UNION: Holder = Holder { next: r#"["null","N"]"#, before: &[2, 2], after: &[], end: &[0] };
const ARRAY: Holder = Holder { next: r#"{"type":"array","items":"N"}"#, before: &[2, 2], after: &[0], end: &[0] };
const MAP: Holder = Holder { next: r#"{"type":"map","values":"N"}"#, before: &[2, 2, 2, b'k'], after: &[0], end: &[0] };
const ARRAYS: Holder = Holder {
    next: r#"{"type":"array","items":{"type":"array","items":{"type":"array","items":{"type":"array","items":"N"}}}}"#,
    before: &[2, 2, 2, 2, 2],
    after: &[0, 0, 0, 0],
    end: &[0],
};

fn read(depth: usize, holder: &Holder, more: &str) -> Result<(), PayloadFaultReason> {
    let next = holder.next;
    let node = |kind: &str, more: &str| {
        let json = format!(
            r#"{{"type":"record","name":"N","fields":[{{"name":"v","type":"{kind}"}},{{"name":"next","type":{next}}}{more}]}}"#
        );
        AvroType::parse(&json).expect("a schema")
    };
    let [writer, reader] = [node("int", ""), node("long", more)];
    let payload = [&holder.before.repeat(depth)[..], &[2], holder.end, &holder.after.repeat(depth)].concat();
    let limits = PayloadLimits { depth: usize::MAX, ..PayloadLimits::default() };
    for reader in [writer.reader_of(&writer), reader.reader_of(&writer)] {
        match reader.expect("a reader").read(&payload, 0, &limits) {
            Ok(_) => {}
            Err(AvroReadError::Payload(fault)) => return Err(fault.reason),
            Err(other) => panic!("{other}"),
        }
    }
    Ok(())
}

#[derive(serde::Deserialize)]
struct Node {
    next: Option<Box<Node>>,
}

fn read_into_a_type(depth: usize) {
    let node = format!(r#"{{"type":"record","name":"N","fields":[{{"name":"next","type":{}}}]}}"#, UNION.next);
    let evolved =
        AvroType::parse(&node.replace("]}", r#",{"name":"z","type":"int","default":1}]}"#)).expect("a schema");
    let [writer, named] =
        [&node, &node.replace("\"N\"", "\"Node\"")].map(|json| AvroType::parse(json).expect("a schema"));
    let payload = [[2].repeat(depth), vec![0]].concat();
    let limits = PayloadLimits { depth: usize::MAX, ..PayloadLimits::default() };
    for reader in [writer.reader_of(&writer), evolved.reader_of(&writer), named.reader_of(&named)] {
        let mut node: Option<Node> = Some(reader.expect("a reader").read_deser(&payload, 0, &limits).expect("a value"));
        let mut levels = 0;
        while let Some(Node { next }) = node {
            node = next.map(|next| *next);
            levels += 1;
        }
        assert_eq!(levels, depth + 1);
    }
}

#[test]
fn a_value_of_many_levels_is_read_or_too_deep() {
    let reading = thread::Builder::new().stack_size(STACK).spawn(|| {
        for (holder, most) in [(&UNION, 1_364), (&ARRAY, 1_364), (&MAP, 1_364), (&ARRAYS, 682)] {
            assert_eq!(read(most, holder, ""), Ok(()), "{}", holder.next);
            for depth in [most + 1, 1_000_000] {
                assert_eq!(read(depth, holder, ""), Err(PayloadFaultReason::TooDeep), "{}", holder.next);
            }
        }
        read_into_a_type(1_364);
        assert_eq!(read(1_000, &UNION, r#",{"name":"z","type":"int"}"#), Err(PayloadFaultReason::BadValue));
    });
    reading.expect("a thread").join().expect("no panic");
}
