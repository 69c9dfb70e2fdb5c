import { expect, test } from '@jest/globals'
import { serverProperties, type NodePlan } from './server-properties'
import { needsZooKeeper, zooKeeperProperties } from './zookeeper-properties'

const broker = (id: number): NodePlan => ({ id, roles: ['broker'], port: 9090 + id, logFolder: `/data/${id}` })
const controller: NodePlan = { id: 100, roles: ['controller'], port: undefined, logFolder: '/data/100' }
const combined: NodePlan = { id: 1, roles: ['broker', 'controller'], port: 9092, logFolder: '/data/1' }
const plan = (nodes: NodePlan[]) => ({ clusterId: 'c', controllerId: nodes[0]?.id ?? 0, controllerPort: 9093, nodes })

function propertiesOf(nodes: NodePlan[], node: NodePlan): Record<string, string> {
  const lines = serverProperties(plan(nodes), node).trim().split('\n')
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
}

test('a single node is broker and controller on loopback and asks for no replicas', () => {
  expect(propertiesOf([combined], combined)).toMatchObject({
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': '1@127.0.0.1:9093',
    listeners: 'PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093',
    'advertised.listeners': 'PLAINTEXT://127.0.0.1:9092',
    'log.dirs': '/data/1',
    'offsets.topic.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'share.coordinator.state.topic.min.isr': '1',
    'auto.create.topics.enable': 'false',
    'group.initial.rebalance.delay.ms': '0',
    'controlled.shutdown.enable': 'false',
  })
})

test('of several brokers each listens for clients only, and two of three replicas must be in sync', () => {
  const nodes = [controller, broker(1), broker(2), broker(3)]
  expect(propertiesOf(nodes, broker(2))).toMatchObject({
    'process.roles': 'broker',
    'controller.quorum.voters': '100@127.0.0.1:9093',
    listeners: 'PLAINTEXT://127.0.0.1:9092',
    'default.replication.factor': '3',
    'min.insync.replicas': '2',
    'broker.session.timeout.ms': '3000',
    'controlled.shutdown.enable': 'true',
  })
  const ofController = propertiesOf(nodes, controller)
  expect(ofController).toMatchObject({ 'process.roles': 'controller', listeners: 'CONTROLLER://127.0.0.1:9093' })
  expect(ofController).not.toHaveProperty('advertised.listeners')
  expect(ofController['min.insync.replicas']).toBe('2')
})

test('Kafka before 3.3 is given a ZooKeeper in the place of a controller, on loopback', () => {
  const nodes = [controller, broker(1)]
  const zooKeeper = zooKeeperProperties({ ...plan(nodes), zooKeeper: true }, controller)
  expect(zooKeeper).toContain('clientPort=9093\nclientPortAddress=127.0.0.1\n')
  expect(zooKeeper).toContain('admin.enableServer=false\n')
  expect(zooKeeperProperties({ ...plan(nodes), zooKeeper: true }, broker(1))).toContain(
    'zookeeper.connect=127.0.0.1:9093\n',
  )
  expect([needsZooKeeper('2.8.2'), needsZooKeeper('3.9.2')]).toEqual([true, false])
})
