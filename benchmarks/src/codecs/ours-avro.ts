// The Avro codec of @filrouge/avro as it is by default: single-object framing, all limits.
import { avro, type EncodedPayload } from '@filrouge/avro'
import { ORDER_SCHEMA } from './order-schema'
import { describeOrder, ordersOf, received } from './orders'
import { serveCodec } from './serve-codec'

const PLACE = { topic: 'orders', part: 'value', partition: 0, offset: '0' } as const

serveCodec({
  'avro.decode': () => {
    const codec = avro(ORDER_SCHEMA)
    const orders = ordersOf(BigInt, (milliseconds) => new Date(milliseconds))
    // nobody has to be asked for a schema
    const payloads = orders.map((order) => received((codec.encode(order, PLACE) as EncodedPayload).bytes))
    return {
      run: (index) => codec.decode(payloads[index] as Buffer, undefined, PLACE),
      describe: describeOrder,
    }
  },
})
