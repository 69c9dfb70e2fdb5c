// Command go-opentelemetry is OpenTelemetry Go as a subject (../../subject-protocol.md): its propagators read the headers.
package main

import (
	"bufio"
	"context"
	"encoding/hex"
	"encoding/json"
	"os"

	"go.opentelemetry.io/contrib/propagators/aws/xray"
	"go.opentelemetry.io/contrib/propagators/b3"
	"go.opentelemetry.io/contrib/propagators/jaeger"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

type request struct {
	ID      string       `json:"id"`
	Ask     string       `json:"ask"`
	Headers [][2]*string `json:"headers"`
}

type answer struct {
	TraceID string `json:"traceId"`
	SpanID  string `json:"spanId"`
	Sampled bool   `json:"sampled"`
}

// A composite lets the last one win: the format that headers.md reads first stands last.
var propagator = propagation.NewCompositeTextMapPropagator(xray.Propagator{}, b3.New(), jaeger.Jaeger{}, propagation.TraceContext{})

func contextOf(headers [][2]*string) *answer {
	carrier := propagation.MapCarrier{}
	for _, header := range headers {
		carrier[text(header[0])] = text(header[1])
	}
	span := trace.SpanContextFromContext(propagator.Extract(context.Background(), carrier))
	if !span.IsValid() {
		return nil
	}
	return &answer{span.TraceID().String(), span.SpanID().String(), span.IsSampled()}
}

func text(digits *string) string {
	if digits == nil {
		return ""
	}
	data, _ := hex.DecodeString(*digits)
	return string(data)
}

func main() {
	hello := map[string]any{
		"protocol": 1, "name": "go-opentelemetry", "language": "go", "library": "go.opentelemetry.io/otel " + otel.Version(),
		"level": "ids", "reads": []string{"traceparent", "uber-trace-id", "b3", "b3-multi", "x-amzn-trace-id"}, "delivers": []string{},
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 64<<20)
	answers := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var asked request
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			panic(err)
		}
		if asked.Ask == "hello" {
			hello["id"] = asked.ID
			_ = answers.Encode(hello)
			continue
		}
		_ = answers.Encode(map[string]any{"id": asked.ID, "context": contextOf(asked.Headers)})
	}
}
