import { formatsToRead, formatsToWrite } from '@filrouge/propagation'
import { checkPolicies, checkRules } from '../policies/check-policies'
import type { MessagingOptions } from './messaging-options'
import {
  requireChoice,
  requireFunction,
  requireHooks,
  requireKnown,
  requireMembers,
  requireNamed,
  requireNumber,
  requireText,
  type Given,
} from './requirements'

const TRACER_METHODS = ['start', 'active', 'identityOf', 'withActive', 'defaultFormats', 'close'] as const
const OPTIONS = ['tracer', 'producer', 'consumer', 'rules', 'formats', 'observers', 'observerQueue', 'decorators', 'spanName', 'recordKeys', 'maxMessageBytes', 'clientId', 'component', 'onForeign', 'onError'] // prettier-ignore

/**
 * Finds what is wrong with options when tracing is set up, where an error costs no message.
 *
 * @throws TypeError naming the option and what it takes
 */
export function checkOptions(options: MessagingOptions): void {
  const given = ((options as unknown) ?? {}) as Given
  const tracer = given['tracer'] as Given | null | undefined
  if (!TRACER_METHODS.every((name) => typeof tracer?.[name] === 'function')) {
    throw new TypeError('tracer is no message tracer: wrap yours, as in { tracer: openTracing(tracer) }')
  }
  requireKnown('', given, OPTIONS)
  checkPolicies('', given)
  checkRules(given['rules'])
  const formats = requireMembers('formats', given['formats'], ['read', 'write'])
  for (const list of ['read', 'write']) requireNamed(`formats.${list}`, formats[list], 'a format of your own')
  formatsToRead(options.formats?.read)
  formatsToWrite(options.formats?.write)
  requireHooks('observers', given['observers'], ['onHop', 'flush'])
  requireNumber('observerQueue', given['observerQueue'], 1)
  requireHooks('decorators', given['decorators'], ['onStart', 'onEnd'])
  requireFunction('spanName', given['spanName'])
  requireChoice('recordKeys', given['recordKeys'], [true, false])
  requireNumber('maxMessageBytes', given['maxMessageBytes'], 0)
  requireText('clientId', given['clientId'])
  requireText('component', given['component'])
  requireChoice('onForeign', given['onForeign'], ['yield', 'both'])
  requireFunction('onError', given['onError'])
}
