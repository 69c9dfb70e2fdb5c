import { observeSettlement, overlay, wrappedMark, type Client, type Messaging } from '@filrouge/messaging'
import { headerFormOf, type HeaderForm } from './header-form'
import { tracedSend, type SendOptions } from './traced-send'

type Callback = (error: unknown, result: unknown) => void
/** With a callback it gives nothing back, else a promise. */
type Send = (options: unknown, callback?: Callback) => unknown
type Begin = (options?: unknown, callback?: (error: unknown, transaction: object | undefined) => void) => unknown
interface Sender {
  readonly send: Send
}
interface Producer extends Sender {
  readonly beginTransaction?: Begin
  readonly transaction?: object
}

/** Traces `send`, also that of a transaction. Calls that the client would refuse reach it untouched. */
export function tracedProducer<P extends object>(messaging: Messaging, client: Client, producer: P): P {
  const raw = producer as unknown as Producer
  const form = messaging.guard.run("a look at the producer's serializers", () => headerFormOf(producer))
  if (form === undefined) {
    messaging.guard.tellOnce(
      'header serializers of a producer change text and Buffers: it is not traced, since no context would arrive. ' +
        'Use stringSerializer, or none, for headerKey and headerValue.',
    )
    return producer
  }
  const transactions = new WeakMap<object, object>()
  const traced = <T extends object | undefined>(transaction: T): T => {
    if (transaction === undefined) return transaction
    let wrapped = transactions.get(transaction)
    if (wrapped === undefined) {
      wrapped = overlay(transaction, { send: sendOf(messaging, client, form, transaction as unknown as Sender) })
      transactions.set(transaction, wrapped)
    }
    return wrapped as T
  }
  const begin: Begin = (...[options, callback]) => {
    if (raw.beginTransaction === undefined) return undefined
    if (typeof callback === 'function') {
      return raw.beginTransaction(options, (error, transaction) => callback(error, traced(transaction)))
    }
    const begun = raw.beginTransaction(options)
    return begun instanceof Promise ? begun.then((transaction: object) => traced(transaction)) : begun
  }
  return overlay(producer, {
    ...wrappedMark,
    send: sendOf(messaging, client, form, raw),
    ...(typeof raw.beginTransaction === 'function' && { beginTransaction: begin }),
    // a getter: it is there while a transaction is open
    get transaction() {
      return traced(raw.transaction)
    },
  })
}

function sendOf(messaging: Messaging, client: Client, form: HeaderForm, sender: Sender): Send {
  return (...given) => {
    const [options, callback] = given
    // a getter that throws is left to the client, which reads it too
    const send = messaging.guard.run('a look at a send', () =>
      messaging.isOpen && isSend(options) ? tracedSend(messaging, client, form, options) : undefined,
    )
    if (send === undefined) return sender.send(...given)
    if (typeof callback !== 'function') {
      return observeSettlement(() => sender.send(send.options), send)
    }
    const ended: Callback = (error, result) => {
      if (error === null || error === undefined) send.resolved(result)
      else send.failed(error)
      callback(error, result)
    }
    try {
      return sender.send(send.options, ended)
    } catch (error) {
      send.failed(error)
      throw error
    }
  }
}

function isSend(options: unknown): options is SendOptions {
  const { messages } = (options ?? {}) as { messages?: unknown }
  return Array.isArray(messages) && messages.length > 0
}
