"""OpenTelemetry Python as a subject (../../subject-protocol.md): its propagators read the headers."""

import json
import sys
from importlib.metadata import version

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.propagators.b3 import B3MultiFormat
from opentelemetry.propagators.composite import CompositePropagator
from opentelemetry.propagators.jaeger import JaegerPropagator
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

# A composite lets the last one win: the format that headers.md reads first stands last.
PROPAGATOR = CompositePropagator([B3MultiFormat(), JaegerPropagator(), TraceContextTextMapPropagator()])
HELLO = {
    "protocol": 1,
    "name": "python-opentelemetry",
    "language": "python",
    "library": f"opentelemetry-api {version('opentelemetry-api')}",
    "level": "ids",
    "reads": ["traceparent", "uber-trace-id", "b3", "b3-multi"],
    "delivers": [],
}


def text(data):
    return bytes.fromhex(data).decode("utf-8")


def context_of(headers):
    carrier = {text(key): text(value) for key, value in headers}
    context = trace.get_current_span(PROPAGATOR.extract(carrier, Context())).get_span_context()
    if not context.is_valid:
        return None
    return {
        "traceId": trace.format_trace_id(context.trace_id),
        "spanId": trace.format_span_id(context.span_id),
        "sampled": context.trace_flags.sampled,
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
