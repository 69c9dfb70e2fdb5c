// avsc by itself, as it is by default: no framing, no limits, longs as numbers, logical types as what is beneath them.
import { Type } from 'avsc'
import { ORDER_SCHEMA } from './order-schema'
import { describeOrder, ordersOf, received } from './orders'
import { serveCodec } from './serve-codec'

/** Of single-object framing, which is cut away before anything is timed: avsc pays nothing for it. */
const FRAMING = Buffer.alloc(10)

serveCodec({
  'avro.decode': () => {
    const type = Type.forSchema(ORDER_SCHEMA as never)
    const orders = ordersOf(Number, Number)
    const payloads = orders.map((order) => {
      return received(Buffer.concat([FRAMING, type.toBuffer(order)])).subarray(FRAMING.length)
    })
    return {
      run: (index): unknown => type.fromBuffer(payloads[index] as Buffer),
      describe: describeOrder,
    }
  },
})
