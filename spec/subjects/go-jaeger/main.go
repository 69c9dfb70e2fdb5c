// Command go-jaeger is jaeger-client-go as a subject (../../subject-protocol.md): its own codec for text maps reads the headers.
package main

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"os"

	"github.com/opentracing/opentracing-go"
	"github.com/uber/jaeger-client-go"
)

type request struct {
	ID      string       `json:"id"`
	Ask     string       `json:"ask"`
	Headers [][2]*string `json:"headers"`
}

type context struct {
	TraceID string `json:"traceId"`
	SpanID  string `json:"spanId"`
	Sampled bool   `json:"sampled"`
}

func contextOf(tracer opentracing.Tracer, headers [][2]*string) *context {
	carrier := opentracing.TextMapCarrier{}
	for _, header := range headers {
		carrier[text(header[0])] = text(header[1])
	}
	// It tells a malformed context from none; both start a new trace.
	extracted, err := tracer.Extract(opentracing.TextMap, carrier)
	if err != nil {
		return nil
	}
	span := extracted.(jaeger.SpanContext)
	if !span.IsValid() {
		return nil
	}
	return &context{span.TraceID().String(), span.SpanID().String(), span.IsSampled()}
}

func text(digits *string) string {
	if digits == nil {
		return ""
	}
	data, _ := hex.DecodeString(*digits)
	return string(data)
}

func main() {
	tracer, closer := jaeger.NewTracer("subject", jaeger.NewConstSampler(false), jaeger.NewNullReporter())
	defer closer.Close()
	hello := map[string]any{
		"protocol": 1, "name": "go-jaeger", "language": "go", "library": "jaeger-client-go " + jaeger.JaegerClientVersion,
		"level": "ids", "reads": []string{"uber-trace-id"}, "delivers": []string{},
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
		_ = answers.Encode(map[string]any{"id": asked.ID, "context": contextOf(tracer, asked.Headers)})
	}
}
