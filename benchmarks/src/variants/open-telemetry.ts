// @opentelemetry/instrumentation-kafkajs with a real SDK.
import { instrumentation } from '../workers/register-open-telemetry'
// first of all, since it patches what is required after it
import { registeredSdk } from '../workers/open-telemetry-sdk'
import { PLAIN } from '../workers/plain'
import { serve } from '../workers/serve'

serve((settings) => {
  const { provider, ...rest } = registeredSdk(settings)
  instrumentation.setTracerProvider(provider)
  return { ...PLAIN, ...rest }
})
