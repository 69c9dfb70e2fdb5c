import { expect, it } from '@jest/globals'
import { sharesOf } from './profile-shares'

const node = (id: number, functionName: string, url: string) => ({ id, callFrame: { functionName, url } })
const nodes = [
  node(1, '(idle)', ''),
  node(2, '(garbage collector)', ''),
  node(3, 'extract', 'file:///home/me/filrouge/packages/propagation/dist/extract.js'),
  node(4, 'startSpan', '/home/me/filrouge/node_modules/jaeger-client/dist/src/tracer.js'),
  node(5, 'promiseInitHook', 'node:internal/async_hooks'),
  node(6, 'toString', ''),
  node(7, 'inject', '/home/me/packages/node_modules/@opentelemetry/core/build/x.js'),
]

it('tells whose code the second half of the time went to, without what was idle', () => {
  const profile = { nodes, samples: [7, 1, 3, 4, 5, 2, 3], timeDeltas: [1000, 100, 500, 200, 100, 50, 150] }
  expect(sharesOf(profile)).toEqual([
    ['Filrouge', 0.65],
    ['jaeger-client', 0.2],
    ["Node's async scopes", 0.1],
    ['collection of garbage', 0.05],
  ])
})

it('tells installed packages by their names, and what has no file as the runtime', () => {
  const profile = { nodes, samples: [1, 7, 6], timeDeltas: [400, 300, 100] }
  expect(sharesOf(profile)).toEqual([
    ['@opentelemetry/core', 0.75],
    ['Node', 0.25],
  ])
})
