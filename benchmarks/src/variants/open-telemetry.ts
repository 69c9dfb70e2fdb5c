// @opentelemetry/instrumentation-kafkajs with a real SDK.
import { instrumentation } from '../workers/register-open-telemetry'
// first of all, since it patches what is required after it
import { registeredSdk } from '../workers/open-telemetry-sdk'
import { PLAIN } from '../workers/plain'
import { PostingExporter } from '../workers/posting-exporter'
import { serve } from '../workers/serve'

serve((settings, agent) => {
  const exporter = settings.exports === true ? new PostingExporter(`${agent}/v1/traces`) : undefined
  const { provider, ...rest } = registeredSdk(settings, exporter)
  instrumentation.setTracerProvider(provider)
  return { ...PLAIN, ...rest }
})
