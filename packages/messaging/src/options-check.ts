import { formatsToRead, formatsToWrite } from '@filrouge/propagation'
import type { MessagingOptions } from './options'

const CHOICES = {
  spans: ['auto', 'send', 'message'],
  onExisting: ['replace', 'preserve'],
  relation: ['auto', 'parent', 'link'],
} as const
const TRACER_METHODS = ['start', 'active', 'identityOf', 'withActive', 'defaultFormats', 'close'] as const

/**
 * Finds what is wrong with options when tracing is set up, where an error costs no message.
 *
 * @throws TypeError naming the option and what it takes
 */
export function checkOptions(options: MessagingOptions): void {
  const given = ((options as unknown) ?? {}) as { readonly [name: string]: unknown }
  const tracer = given['tracer'] as { readonly [name: string]: unknown } | null | undefined
  if (!TRACER_METHODS.every((name) => typeof tracer?.[name] === 'function')) {
    throw new TypeError('tracer is no message tracer: wrap yours, as in { tracer: openTracing(tracer) }')
  }
  for (const [name, choices] of Object.entries(CHOICES)) {
    const value = given[name]
    if (value === undefined || (choices as readonly unknown[]).includes(value)) continue
    throw new TypeError(`${name} is ${JSON.stringify(value)}: use one of ${choices.join(', ')}`)
  }
  for (const name of ['maxAge', 'maxMessageBytes']) {
    const value = given[name]
    if (value !== undefined && !(typeof value === 'number' && value >= 0)) {
      throw new TypeError(`${name} is ${JSON.stringify(value)}: use a number from 0`)
    }
  }
  formatsToRead(options.formats?.read)
  formatsToWrite(options.formats?.write)
}
