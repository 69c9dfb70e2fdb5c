import ddTrace from 'dd-trace'
import type { WorkerSettings } from './protocol'

const { agent } = JSON.parse(process.argv[2] ?? '') as WorkerSettings

/** It replaces methods of kafkajs when that is required: this module comes before anything else that does. */
export const tracer = ddTrace.init({ service: 'bench', plugins: false, startupLogs: false, url: agent })
tracer.use('kafkajs')
