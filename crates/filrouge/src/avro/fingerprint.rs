/// CRC-64-AVRO of no bytes, and its polynomial (Avro 1.12, "Schema Fingerprints").
const EMPTY: u64 = 0xc15d_213a_a4d7_a795;

const TABLE: [u64; 256] = {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let mut crc = index as u64;
        let mut bit = 0;
        while bit < 8 {
            crc = (crc >> 1) ^ (EMPTY & (crc & 1).wrapping_neg());
            bit += 1;
        }
        table[index] = crc;
        index += 1;
    }
    table
};

/// What a schema is known by: CRC-64-AVRO of its canonical form, 8 bytes as they are written, the lowest first.
pub(super) fn fingerprint(canonical_form: &str) -> [u8; 8] {
    let crc = canonical_form.bytes().fold(EMPTY, |crc, byte| (crc >> 8) ^ TABLE[usize::from(crc as u8 ^ byte)]);
    crc.to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of Avro's own test file, share/test/data/schema-tests.txt, and of its Rust documentation.
    #[test]
    fn is_that_of_avro() {
        for (form, expected) in [
            ("\"null\"", 7_195_948_357_588_979_594_i64),
            ("\"boolean\"", -6_970_731_678_124_411_036),
            ("\"long\"", -3_434_872_931_120_570_953),
            (r#"{"name":"foo","type":"fixed","size":15}"#, 1_756_455_273_707_447_556),
            ("hello world", 2_906_301_498_937_520_992),
        ] {
            assert_eq!(i64::from_le_bytes(fingerprint(form)), expected, "{form}");
        }
    }
}
