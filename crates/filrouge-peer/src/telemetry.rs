use std::time::Duration;

use anyhow::Context;
use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{BatchConfigBuilder, BatchSpanProcessor, SdkTracer, SdkTracerProvider};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

/// Short, so that whoever watches the receiver sees a trace soon after the call.
const EXPORT_DELAY: Duration = Duration::from_millis(200);
/// What is left at the end gets this long to be delivered.
const FLUSH_TIMEOUT: Duration = Duration::from_secs(3);

/// The tracer of this program. The SDK's default sampler follows the parent, and samples what has none.
pub struct Spans {
    provider: SdkTracerProvider,
    delivers: bool,
}

/// Starts the SDK, and makes it the place where spans of `tracing` go. Without an address spans are real and go nowhere.
pub fn start(service: &str, otlp: Option<&str>) -> anyhow::Result<Spans> {
    let resource = Resource::builder().with_service_name(service.to_owned()).build();
    let mut provider = SdkTracerProvider::builder().with_resource(resource);
    if let Some(address) = otlp {
        let exporter = SpanExporter::builder()
            .with_http()
            .with_protocol(Protocol::HttpJson)
            .with_endpoint(address)
            .with_timeout(FLUSH_TIMEOUT)
            .build()
            .with_context(|| format!("cannot deliver spans to {address}"))?;
        let batches = BatchConfigBuilder::default().with_scheduled_delay(EXPORT_DELAY).build();
        provider =
            provider.with_span_processor(BatchSpanProcessor::builder(exporter).with_batch_config(batches).build());
    }
    let spans = Spans { provider: provider.build(), delivers: otlp.is_some() };
    let to_spans = tracing_opentelemetry::layer()
        .with_tracer(spans.tracer())
        .with_location(false)
        .with_threads(false)
        .with_target(false)
        .with_tracked_inactivity(false)
        // Only ours: the exporter's own HTTP client speaks `tracing` too.
        .with_filter(Targets::new().with_target(env!("CARGO_CRATE_NAME"), LevelFilter::TRACE));
    let to_stderr = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .without_time()
        .compact()
        .with_filter(LevelFilter::WARN);
    tracing_subscriber::registry().with(to_spans).with(to_stderr).try_init()?;
    Ok(spans)
}

impl Spans {
    pub fn tracer(&self) -> SdkTracer {
        self.provider.tracer(env!("CARGO_PKG_NAME"))
    }

    /// Delivers what is left.
    pub fn flush(self) -> anyhow::Result<()> {
        let result = self.provider.shutdown_with_timeout(FLUSH_TIMEOUT);
        if self.delivers { result.context("spans were not delivered") } else { Ok(()) }
    }
}
