import { writeJaegerBaggage } from '../baggage/jaeger-baggage-header'
import type { HeaderFormat } from '../header-format'

/** Jaeger's baggage set by hand. It is read with all baggage; named among the formats to write, it is written too. */
export const jaegerBaggage: HeaderFormat = {
  name: 'jaeger-baggage',
  keys: ['jaeger-baggage'],
  read: () => undefined,
  writeBaggage: writeJaegerBaggage,
}
