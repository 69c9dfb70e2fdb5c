use apache_avro::Schema;

/// What stands beside the value of a union. Of a logical type that of the type beneath it.
pub fn branch_name(branch: &Schema) -> String {
    if let Some(name) = branch.name() {
        return name.fullname(None);
    }
    let name = match branch {
        Schema::Null => "null",
        Schema::Boolean => "boolean",
        Schema::Int | Schema::Date | Schema::TimeMillis => "int",
        Schema::Float => "float",
        Schema::Double => "double",
        Schema::Bytes | Schema::Decimal(_) => "bytes",
        Schema::String | Schema::Uuid(_) => "string",
        Schema::Array(_) => "array",
        Schema::Map(_) => "map",
        _ => "long",
    };
    name.to_owned()
}
