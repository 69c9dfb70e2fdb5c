use apache_avro::types::Value;

/// Not `==`, for which -0.0 is 0.0 and NaN is nothing.
pub fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Float(one), Value::Float(other)) => one.to_bits() == other.to_bits(),
        (Value::Double(one), Value::Double(other)) => one.to_bits() == other.to_bits(),
        (Value::Union(at, one), Value::Union(other_at, other)) => at == other_at && is_same(one, other),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Map(one), Value::Map(other)) => {
            let has_same = |(key, value): (&String, &Value)| other.get(key).is_some_and(|other| is_same(value, other));
            one.len() == other.len() && one.iter().all(has_same)
        }
        (Value::Record(one), Value::Record(other)) => {
            let is_same_field = |((name, one), (other_name, other)): (&(String, Value), &(String, Value))| {
                name == other_name && is_same(one, other)
            };
            one.len() == other.len() && one.iter().zip(other).all(is_same_field)
        }
        _ => one == other,
    }
}
