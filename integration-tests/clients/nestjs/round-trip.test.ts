import 'reflect-metadata'
import { createTopics } from '@filrouge/harness'
import { Controller, Module } from '@nestjs/common'
import type { INestMicroservice } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { EventPattern, MessagePattern, Payload } from '@nestjs/microservices'
import { randomUUID } from 'node:crypto'
import { strict as assert } from 'node:assert'
import { after, before, describe, it } from 'node:test'
import { Kafka } from 'kafkajs'
import { firstValueFrom } from 'rxjs'
import { traceOfCall } from './trace-of-call.js'
import { TracedClientKafka, TracedServerKafka, tracing } from './traced-kafka.js'

const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',')
const run = randomUUID().slice(0, 8)
const [prices, orders] = [`prices-${run}`, `orders-${run}`]
const handled: unknown[] = []

@Controller()
class Pricing {
  @MessagePattern(prices)
  price(@Payload() { id }: { id: string }): { id: string; price: number } {
    if (id === 'none') throw new Error('no such price')
    return { id, price: 42 }
  }

  @EventPattern(orders)
  ordered(@Payload() order: unknown): void {
    handled.push(order)
  }
}

@Module({ controllers: [Pricing] })
class Service {}

const connection = { brokers, clientId: 'checkout' }
const client = new TracedClientKafka({ client: connection, consumer: { groupId: `client-${run}` } })
let server: INestMicroservice

before(async () => {
  await createTopics(
    brokers,
    [prices, `${prices}.reply`, orders].map((topic) => ({ topic, partitions: 1 })),
  )
  server = await NestFactory.createMicroservice(Service, {
    strategy: new TracedServerKafka({
      client: connection,
      consumer: { groupId: `server-${run}` },
      subscribe: { fromBeginning: true },
    }),
    logger: false,
  })
  await server.listen()
  client.subscribeToResponseOf(prices)
  await client.connect()
})
after(async () => {
  await client.close()
  await server.close()
  await tracing.close()
})

describe('NestJS over a traced Kafka', () => {
  it('builds its clients from the wrapped one, which is still a Kafka', async () => {
    const kafka = await client.createClient<Kafka>()
    assert(kafka instanceof Kafka)
    assert.equal(tracing.kafka(kafka), kafka)
  })

  it('makes a request and its response one trace', async () => {
    const chain = ['call', `send ${prices}`, `process ${prices}`, `send ${prices}.reply`, `process ${prices}.reply`]
    let response: unknown
    const span = await traceOfCall(async () => {
      response = await firstValueFrom(client.send(prices, { id: 'p-1' }))
    }, chain)
    assert.deepEqual(response, { id: 'p-1', price: 42 })
    const parents = chain.map((name) => span(name).parentId)
    assert.deepEqual(parents, [undefined, ...chain.slice(0, -1).map((name) => span(name).spanId)])
    assert.equal(span(`process ${prices}`).tags()['kafka.consumer_group'], `server-${run}-server`)
    assert.equal(span(`process ${prices}.reply`).tags()['kafka.consumer_group'], `client-${run}-client`)
  })

  it('brings an error of the handler back as Nest does', async () => {
    await assert.rejects(
      () => firstValueFrom(client.send(prices, { id: 'none' })),
      (error: unknown) => JSON.stringify(error).includes('Internal server error'),
    )
  })

  it('traces an event to its handler', async () => {
    const span = await traceOfCall(() => firstValueFrom(client.emit(orders, { id: 'o-1' })), [`process ${orders}`])
    assert.deepEqual(handled, [{ id: 'o-1' }])
    assert.equal(span(`process ${orders}`).parentId, span(`send ${orders}`).spanId)
  })

  it('caught no error of the tracer', () => {
    assert.equal(tracing.counts().caughtErrors, 0)
  })
})
