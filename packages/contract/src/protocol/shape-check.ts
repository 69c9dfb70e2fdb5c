import { Ajv2020, type ErrorObject } from 'ajv/dist/2020'

const ajv = new Ajv2020({ allErrors: false, strict: true, allowUnionTypes: true })

/** A function that says what keeps a value from having the shape of a schema; nothing when it has it. */
export function shapeCheck(schema: object): (value: unknown) => string | undefined {
  const validate = ajv.compile(schema)
  return (value) => (validate(value) ? undefined : describe(validate.errors ?? []))
}

/** The last error is that of the alternative that was meant: ajv tries null first. */
function describe(errors: readonly ErrorObject[]): string {
  const error = errors.filter(({ keyword }) => keyword !== 'anyOf').at(-1) ?? errors[0]
  if (error === undefined) return 'has another shape'
  const place = error.instancePath.slice(1).replaceAll('/', '.')
  return `${place === '' ? 'it' : place} ${error.message ?? 'has another shape'}`
}
