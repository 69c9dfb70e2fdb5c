// kafkajs as it is.
import { serve } from '../workers/serve'
import { PLAIN } from '../workers/plain'

serve(() => PLAIN)
