#!/usr/bin/env node
// Committed, because npm links no bin that is not there yet when it installs a fresh clone.
'use strict'
const { existsSync } = require('node:fs')
const { join } = require('node:path')

const main = join(__dirname, '..', 'dist', 'main.js')
if (existsSync(main)) require(main)
else {
  console.error('filrouge is not built: run npm run build')
  process.exitCode = 2
}
