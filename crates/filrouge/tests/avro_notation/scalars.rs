use serde_json::Value as Noted;

pub fn text(noted: &Noted) -> &str {
    noted.as_str().unwrap_or_else(|| panic!("{noted} is no text"))
}

pub fn int(noted: &Noted) -> i32 {
    i32::try_from(noted.as_i64().expect("a number")).expect("32 bits")
}

pub fn parsed<T: std::str::FromStr<Err: std::fmt::Debug>>(noted: &Noted) -> T {
    text(noted).parse().unwrap_or_else(|error| panic!("{noted}: {error:?}"))
}

pub fn bytes(hex: &Noted) -> Vec<u8> {
    let hex = text(hex);
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("two hex digits")).collect()
}
