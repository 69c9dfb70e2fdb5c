/** `node --require run-typescript.cjs file.ts`: runs sources as jest does, for what must not run under jest. */
const { transformFileSync } = require('@swc/core')
const Module = require('node:module')
const { join } = require('node:path')

const packages = join(__dirname, '../../../packages')

require.extensions['.ts'] = (module, file) => {
  const { code } = transformFileSync(file, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  })
  module._compile(code, file)
}

const resolve = Module._resolveFilename
Module._resolveFilename = function (request, ...rest) {
  const own = /^@filrouge\/([a-z-]+)$/.exec(request)
  return resolve.call(this, own === null ? request : join(packages, own[1], 'src/index.ts'), ...rest)
}
