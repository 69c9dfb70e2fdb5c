// Filrouge with OpenTelemetry's SDK.
import { openTelemetry } from '@filrouge/opentelemetry'
import { registeredSdk } from '../workers/open-telemetry-sdk'
import { serve } from '../workers/serve'
import { wrapped } from '../workers/wrapped'

serve((settings) => {
  const { provider, ...rest } = registeredSdk(settings)
  return wrapped(openTelemetry({ tracerProvider: provider }), settings, rest)
})
