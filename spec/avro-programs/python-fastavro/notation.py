"""Values in the notation of ../../avro.md, section 4, as fastavro has them."""

import datetime
import decimal
import struct
import uuid

NAMED = ("record", "error", "enum", "fixed")
DAY = datetime.date(1970, 1, 1)
INSTANT = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
LOCAL = datetime.datetime(1970, 1, 1)
MIDNIGHT = datetime.datetime.min


def micros(count):
    return datetime.timedelta(microseconds=count)


# what fastavro converts; other logical types are what is beneath them
LOGICAL = {
    ("int", "date"): lambda value: DAY + datetime.timedelta(days=value),
    ("int", "time-millis"): lambda value: (MIDNIGHT + micros(value * 1000)).time(),
    ("long", "time-micros"): lambda value: (MIDNIGHT + micros(int(value))).time(),
    ("long", "timestamp-millis"): lambda value: INSTANT + micros(int(value) * 1000),
    ("long", "timestamp-micros"): lambda value: INSTANT + micros(int(value)),
    ("long", "local-timestamp-millis"): lambda value: LOCAL + micros(int(value) * 1000),
    ("long", "local-timestamp-micros"): lambda value: LOCAL + micros(int(value)),
    ("bytes", "decimal"): decimal.Decimal,
    ("fixed", "decimal"): decimal.Decimal,
    ("string", "uuid"): uuid.UUID,
}


def value_of(schema, named, noted, branches):
    """A value for fastavro. Branches of unions are (name, value): all of them to write, those of named types as they are read."""
    if isinstance(schema, list):
        return of_union(schema, named, noted, branches)
    if isinstance(schema, str):
        return of_primitive(schema, noted) if schema not in named else value_of(named[schema], named, noted, branches)
    kind = schema["type"]
    logical = LOGICAL.get((kind, schema.get("logicalType")))
    if logical is not None and isinstance(noted, (str, int)) and is_applied(schema):
        return logical(noted)
    if kind in ("record", "error"):
        return {field["name"]: value_of(field["type"], named, noted[field["name"]], branches) for field in schema["fields"]}
    if kind == "array":
        return [value_of(schema["items"], named, item, branches) for item in noted]
    if kind == "map":
        return {key: value_of(schema["values"], named, value, branches) for key, value in noted.items()}
    if kind == "enum":
        return noted
    if kind == "fixed":
        return of_fixed(schema, noted)
    return value_of(kind, named, noted, branches)


def is_applied(schema):
    """A decimal with more digits behind the point than it has in all is passed over."""
    return schema["logicalType"] != "decimal" or schema.get("scale", 0) <= schema["precision"]


def of_union(schema, named, noted, branches):
    if noted is None:
        return None
    [(name, inner)] = noted.items()
    [branch] = [each for each in schema if branch_name(each) == name]
    value = value_of(branch, named, inner, branches)
    definition = named.get(branch, branch) if isinstance(branch, str) else branch
    is_named = isinstance(definition, dict) and definition["type"] in NAMED
    return (name, value) if branches == "all" or is_named and not isinstance(value, decimal.Decimal) else value


def branch_name(branch):
    if isinstance(branch, str):
        return branch
    return branch["name"] if branch["type"] in NAMED else branch["type"]


def of_fixed(schema, noted):
    kind = schema.get("logicalType")
    if kind == "duration":
        return struct.pack("<III", noted["months"], noted["days"], noted["milliseconds"])
    return uuid.UUID(noted).bytes if kind == "uuid" else bytes.fromhex(noted)


def of_primitive(name, noted):
    if name == "long":
        return int(noted)
    if name == "float":
        return struct.unpack("<f", struct.pack("<f", float(noted)))[0]
    if name == "double":
        return float(noted)
    return bytes.fromhex(noted) if name == "bytes" else noted


def is_same(one, other):
    """Not `==`, for which -0.0 is 0.0, True is 1 and NaN is nothing."""
    if type(one) is not type(other):
        return False
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(is_same, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(is_same(one[key], other[key]) for key in one)
    return repr(one) == repr(other) if isinstance(one, float) else one == other
