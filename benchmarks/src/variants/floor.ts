// kafkajs as it is, with constant headers of the names and sizes that tracing writes, and with each handler in a scope of its own:
// what kafkajs and Node themselves charge for them.
import type { Consumer } from 'kafkajs'
import { inScope, PLAIN } from '../workers/plain'
import { serve } from '../workers/serve'

const CONSTANT: Readonly<Record<string, string>> = {
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  'uber-trace-id': '4bf92f3577b34da6a3ce929d0e0e4736:00f067aa0ba902b7:0:1',
}

serve(({ write = [] }) => ({
  ...PLAIN,
  constantHeaders: Object.fromEntries(write.map((name) => [name, CONSTANT[name]])),
  consumer: (kafka, groupId) => scoped(PLAIN.consumer(kafka, groupId)),
  withMessage: (_payload, _message, fn) => inScope(fn),
}))

function scoped(consumer: Consumer): Consumer {
  const run: Consumer['run'] = ({ eachMessage, ...config } = {}) => {
    if (eachMessage === undefined) return consumer.run(config)
    return consumer.run({ ...config, eachMessage: (payload) => inScope(() => eachMessage(payload)) })
  }
  return { ...consumer, run }
}
