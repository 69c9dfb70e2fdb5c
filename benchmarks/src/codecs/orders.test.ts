import { describe, expect, it } from '@jest/globals'
import { AvroType } from '@filrouge/avro'
import { Type } from 'avsc'
import { INPUTS } from './operation'
import { ORDER_SCHEMA } from './order-schema'
import { describeOrder, ordersOf } from './orders'

const ours = new AvroType(ORDER_SCHEMA)
const bare = Type.forSchema(ORDER_SCHEMA as never)
const ourOrders = ordersOf(BigInt, (milliseconds) => new Date(milliseconds))
const bareOrders = ordersOf(Number, Number)

describe('orders that are decoded', () => {
  it('have about 500 bytes, the same from both libraries', () => {
    const payloads = bareOrders.map((order) => bare.toBuffer(order))
    expect(payloads.filter(({ length }) => length < 450 || length > 550)).toEqual([])
    expect(ourOrders.map((order) => ours.encode(order))).toEqual(payloads)
  })

  it('differ, and are described alike', () => {
    const described = ourOrders.map(describeOrder)
    expect(new Set(described).size).toBe(INPUTS)
    expect(bareOrders.map(describeOrder)).toEqual(described)
  })

  it('are described apart where a long or a time differs', () => {
    const [order] = ourOrders
    const others = [
      { ...order, customerNumber: 1n },
      { ...order, placedAt: new Date(0) },
    ]
    expect(new Set([order, ...others].map(describeOrder)).size).toBe(3)
  })
})
