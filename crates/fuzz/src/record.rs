use filrouge::{Format, Header, Options};

/// Options and headers out of any bytes.
///
/// The first byte: bit 0 strict, bit 1 without debug, bit 2 formats in the opposite order. Then header after header: one byte
/// with the length of the key, the key, two bytes with the length of the value (big-endian, `ffff` is null), the value. Where
/// the bytes end early, so does the last header.
#[derive(Debug)]
pub struct Record<'a> {
    pub options: Options,
    pub headers: Vec<Header<'a>>,
}

impl<'a> Record<'a> {
    pub fn of(data: &'a [u8]) -> Self {
        let (&flags, mut rest) = data.split_first().unwrap_or((&0, &[]));
        let mut read = Format::ALL.to_vec();
        if flags & 4 != 0 {
            read.reverse();
        }
        let options =
            Options { read: read.into(), strict: flags & 1 != 0, debug: flags & 2 == 0, ..Options::default() };
        let mut headers = Vec::new();
        while !rest.is_empty() {
            let [length] = take_length(&mut rest);
            let key = take(&mut rest, usize::from(length));
            let value = match u16::from_be_bytes(take_length(&mut rest)) {
                u16::MAX => None,
                length => Some(take(&mut rest, usize::from(length))),
            };
            headers.push(Header { key, value });
        }
        Record { options, headers }
    }
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> &'a [u8] {
    let (taken, after) = rest.split_at(length.min(rest.len()));
    *rest = after;
    taken
}

fn take_length<const N: usize>(rest: &mut &[u8]) -> [u8; N] {
    let mut length = [0; N];
    let taken = take(rest, N);
    length[..taken.len()].copy_from_slice(taken);
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_bytes_are_a_record() {
        let record = Record::of(b"\x01\x02b3\x00\x010\x01k\xff\xff\x05ab");
        assert!(record.options.strict && record.options.debug);
        let pairs: [(&[u8], Option<&[u8]>); 3] = [(b"b3", Some(b"0")), (b"k", None), (b"ab", Some(b""))];
        assert_eq!(record.headers, pairs.map(Header::from));
        assert_eq!(Record::of(b"").headers, []);
    }
}
