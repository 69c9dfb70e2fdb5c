"""jaeger-client for Python as a subject (../../subject-protocol.md): its own codec for text maps reads the headers."""

import json
import sys

from jaeger_client.codecs import TextCodec
from jaeger_client.constants import SAMPLED_FLAG
import jaeger_client

CODEC = TextCodec()
HELLO = {
    "protocol": 1,
    "name": "python-jaeger",
    "language": "python",
    "library": f"jaeger-client {jaeger_client.__version__}",
    "level": "ids",
    "reads": ["uber-trace-id"],
    "delivers": [],
}


def text(data):
    return bytes.fromhex(data).decode("utf-8")


def context_of(headers):
    carrier = {text(key): text(value) for key, value in headers}
    context = CODEC.extract(carrier)
    if context is None or context.trace_id is None:
        return None
    return {
        "traceId": f"{context.trace_id:x}",
        "spanId": f"{context.span_id:x}",
        "sampled": bool(context.flags & SAMPLED_FLAG),
    }


def answer(request):
    if request["ask"] == "hello":
        return HELLO
    try:
        return {"context": context_of(request["headers"])}
    except Exception as error:  # what the library raises is its answer
        return {"error": f"{type(error).__name__}: {error}"}


for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps({"id": request["id"], **answer(request)}), flush=True)
