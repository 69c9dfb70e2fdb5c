#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| filrouge_fuzz::avro(data));

/// A build that does not fuzz runs the target on the bytes of stdin, such as those of a finding.
#[cfg(not(fuzzing))]
fn main() -> std::io::Result<()> {
    filrouge_fuzz::avro(&filrouge_fuzz::stdin()?);
    Ok(())
}
