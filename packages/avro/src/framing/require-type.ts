import { AvroType } from '../avro-type'
import { shown } from '../errors/shown'

/** @throws TypeError where one of them is none */
export function requireTypes(taker: string, given: unknown): void {
  if (!Array.isArray(given)) throw new TypeError(`${taker} takes a list of AvroType, and got ${shown(given)}`)
  given.forEach((type: unknown, index) => {
    requireType(`type ${index} of ${taker}`, type)
  })
}

/** @throws TypeError where a schema, or something else, stands for a type */
export function requireType(place: string, given: unknown): void {
  if (!(given instanceof AvroType))
    throw new TypeError(`${place} is ${shown(given)}: use an AvroType, such as new AvroType(schema)`)
}
