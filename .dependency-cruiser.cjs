/** Imports point one way: see "Layout" in CONTRIBUTING.md. Project references alone do not stop a wrong arrow. */
const own = (names) => `^(packages/(${names})/|@filrouge/(${names})|node_modules/@filrouge/(${names}))`
const only = (name, allowed) => ({
  name: `${name}-imports`,
  severity: 'error',
  comment: `packages/${name} may import only ${allowed || 'nothing of ours'}`,
  from: { path: `^packages/${name}/src`, pathNot: '\\.test\\.ts$' },
  to: { path: own('[^/]+'), pathNot: own([name, ...(allowed ? allowed.split('|') : [])].join('|')) },
})

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('propagation', ''),
    only('messaging', 'propagation'),
    only('kafkajs', 'messaging|propagation'),
    only('platformatic', 'messaging|propagation'),
    only('opentracing', 'messaging|propagation'),
    only('opentelemetry', 'messaging|propagation'),
    only('testing', 'messaging|propagation'),
    only('avro', 'messaging|propagation'),
    only('jaeger-client', ''),
    only('harness', ''),
    only('contract', 'spec'),
    only('filrouge', 'contract|harness|propagation'),
    {
      name: 'propagation-is-pure',
      severity: 'error',
      comment: 'propagation has no dependency and no node: import',
      from: { path: '^packages/propagation/src', pathNot: '\\.(test|fixture)\\.ts$' },
      to: { pathNot: '^packages/propagation/src' },
    },
    {
      name: 'published-code-imports-no-tests',
      severity: 'error',
      from: { path: '^packages/[^/]+/src', pathNot: '\\.(test|fixture)\\.ts$' },
      to: { path: ['\\.(test|fixture)\\.ts$', '^integration-tests', '^examples'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // projects of their own, with packages that are not installed here
    exclude: { path: ['(^|/)dist/', '^integration-tests/(types|clients)/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.check.json' },
  },
}
