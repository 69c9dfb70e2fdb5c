/** A typical order, with what payloads of services have: texts, an id, a time, numbers, choices, what may be absent, lists and a map. */
export const ORDER_SCHEMA = {
  type: 'record',
  name: 'Order',
  namespace: 'shop',
  fields: [
    { name: 'id', type: { type: 'string', logicalType: 'uuid' } },
    { name: 'placedAt', type: { type: 'long', logicalType: 'timestamp-millis' } },
    { name: 'customerNumber', type: 'long' },
    { name: 'customer', type: 'string' },
    { name: 'mail', type: 'string' },
    { name: 'street', type: 'string' },
    { name: 'city', type: 'string' },
    { name: 'country', type: 'string' },
    { name: 'status', type: { type: 'enum', name: 'Status', symbols: ['OPEN', 'PAID', 'SHIPPED', 'CANCELLED'] } },
    { name: 'isGift', type: 'boolean' },
    { name: 'note', type: ['null', 'string'] },
    { name: 'coupon', type: ['null', 'string'] },
    { name: 'discount', type: ['null', 'double'] },
    { name: 'total', type: 'double' },
    { name: 'weight', type: 'double' },
    { name: 'revision', type: 'int' },
    {
      name: 'lines',
      type: {
        type: 'array',
        items: {
          type: 'record',
          name: 'Line',
          fields: [
            { name: 'article', type: 'string' },
            { name: 'title', type: 'string' },
            { name: 'quantity', type: 'int' },
            { name: 'price', type: 'double' },
          ],
        },
      },
    },
    { name: 'attributes', type: { type: 'map', values: 'string' } },
    { name: 'tags', type: { type: 'array', items: 'string' } },
  ],
} as const
