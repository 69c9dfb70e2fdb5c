import { INPUTS } from './operation'

const STATUSES = ['OPEN', 'PAID', 'SHIPPED', 'CANCELLED'] as const
const TITLES = [
  'Teapot of grey stoneware, 0.9 l',
  'Linen napkins, set of four',
  'Oak tray with two handles',
  'Cup without a handle',
  'Green tea, first flush, 100 g',
]
/** What kafkajs delivers is cut from the answer of a broker. */
const AROUND = Buffer.alloc(2)

/** Orders that differ, of `ORDER_SCHEMA`; each library has types of its own for what is no number to Filrouge. */
export function ordersOf<L, I>(long: (value: number) => L, instant: (milliseconds: number) => I) {
  return Array.from({ length: INPUTS }, (_, index) => {
    const hex = ((index + 1) * 2_654_435_761).toString(16).padStart(12, '0')
    return {
      id: `4bf92f35-77b3-4da6-a3ce-${hex.slice(-12)}`,
      placedAt: instant(1_764_000_000_000 + index * 61_003),
      customerNumber: long(900_000_000 + index * 7919),
      // bytes that are no ASCII are read another way
      customer: `Zoë Müller-Lefèvre ${index}`,
      mail: `zoe.muller.${index}@mail.example.com`,
      street: `${index} Rue du Faubourg Saint-Honoré`,
      city: 'Paris',
      country: 'FR',
      status: STATUSES[index % STATUSES.length] as (typeof STATUSES)[number],
      isGift: index % 3 === 0,
      note: index % 2 === 0 ? 'Leave it with the neighbour' : null,
      coupon: null,
      discount: index % 4 === 0 ? 2.5 : null,
      total: 129.9 + index / 4,
      weight: 3.25 + index / 8,
      revision: 1 + (index % 200),
      lines: TITLES.map((title, line) => {
        return { article: `A-${1000 + index + line}`, title, quantity: 1 + line, price: 9.95 + index + line }
      }),
      attributes: { channel: 'web', campaign: 'spring-2026', language: 'fr', warehouse: 'lyon-2' },
      tags: ['fragile', 'express', `cohort-${index % 10}`],
    }
  })
}

/** Where whoever receives a payload finds it. */
export function received(payload: Buffer): Buffer {
  return Buffer.concat([AROUND, payload, AROUND]).subarray(AROUND.length, -AROUND.length)
}

/** Orders are the same whether a long is a number or a bigint, and a time a Date or its milliseconds. */
export function describeOrder(order: unknown): string {
  const { placedAt, customerNumber } = order as { readonly placedAt: unknown; readonly customerNumber: unknown }
  return JSON.stringify({
    ...(order as object),
    placedAt: Number(placedAt),
    customerNumber: Number(customerNumber),
  })
}
