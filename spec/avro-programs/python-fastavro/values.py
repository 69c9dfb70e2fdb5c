"""fastavro and the values of ../../avro-values.json: a line of JSON for each check, `[id, check, what is wrong or null]`."""

import io
import json
import sys

import fastavro
from fastavro.schema import fingerprint, parse_schema, to_parsing_canonical_form

from notation import is_same, value_of


def parsed(schema):
    named = {}
    return parse_schema(schema, named), named


def encode(schema, value):
    stream = io.BytesIO()
    fastavro.schemaless_writer(stream, schema, value)
    return stream.getvalue()


def decode(payload, writer, reader=None):
    stream = io.BytesIO(payload)
    value = fastavro.schemaless_reader(stream, writer, reader, return_named_type=True)
    assert stream.read() == b"", "bytes are left"
    return value


def expect(expected, actual):
    assert is_same(expected, actual), f"{expected!r} was expected, not {actual!r}"


def check_encode(vector):
    schema, named = parsed(vector["schema"])
    payload = encode(schema, value_of(schema, named, vector["value"], "all"))
    if not vector.get("free"):
        expect(vector["bytes"], payload.hex())
    expect(value_of(schema, named, vector["value"], "named"), decode(payload, schema))


def check_decode(vector, forms):
    schema, named = parsed(vector["schema"])
    for form in forms:
        expect(value_of(schema, named, vector["value"], "named"), decode(bytes.fromhex(form), schema))


def check_fingerprint(vector):
    form = to_parsing_canonical_form(vector["schema"])
    expect(vector.get("canonicalForm", form), form)
    expect(vector["fingerprint"], fingerprint(form, "CRC-64-AVRO"))


def check_resolve(vector):
    writer, _ = parsed(vector["writer"])
    reader, named = parsed(vector["reader"])
    payload = bytes.fromhex(vector["bytes"])
    if not vector.get("refused"):
        expect(value_of(reader, named, vector["value"], "named"), decode(payload, writer, reader))
        return
    try:
        value = decode(payload, writer, reader)
    except Exception:
        return
    raise AssertionError(f"{value!r} was read")


def checks(file):
    for vector in file["values"]:
        yield vector, "encode", check_encode, ()
        yield vector, "decode", check_decode, ([vector["bytes"]],)
        if "also" in vector:
            yield vector, "also", check_decode, (vector["also"],)
        yield vector, "fingerprint", check_fingerprint, ()
    for vector in file["resolutions"]:
        yield vector, "resolve", check_resolve, ()


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        for vector, name, check, rest in checks(json.load(file)):
            try:
                check(vector, *rest)
                problem = None
            except Exception as error:
                problem = f"{type(error).__name__}: {error}"
            print(json.dumps([vector["id"], name, problem]))


main()
