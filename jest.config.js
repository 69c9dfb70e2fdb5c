/** Tests run on the sources; only real processes (the Node peer, the demo) run from dist. */
const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  moduleNameMapper: {
    '^@filrouge/(propagation|messaging|kafkajs|platformatic|opentracing|opentelemetry|testing|avro|jaeger-client|harness|contract)$':
      '<rootDir>/packages/$1/src/index.ts',
    '^@filrouge/testing/jest$': '<rootDir>/packages/testing/src/jest.ts',
  },
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/\\.cache/', '<rootDir>/crates/target/'],
}
const sources = ['packages', 'integration-tests', 'benchmarks', 'examples']
const matching = (suffix) => sources.map((folder) => `<rootDir>/${folder}/**/src/**/*${suffix}`)

module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: matching('.test.ts'),
      testPathIgnorePatterns: ['/node_modules/', '\\.(integration|docker)\\.test\\.ts$'],
    },
    {
      ...shared,
      displayName: 'integration',
      testMatch: matching('.integration.test.ts'),
      globalSetup: '<rootDir>/integration-tests/src/start-broker.ts',
      globalTeardown: '<rootDir>/integration-tests/src/stop-broker.ts',
    },
    { ...shared, displayName: 'docker', testMatch: matching('.docker.test.ts') },
  ],
  testTimeout: 120_000,
}
