import ddTrace from 'dd-trace'

// It replaces methods of kafkajs when that is required: before anything else that does.
export const tracer = ddTrace.init({ service: 'test', plugins: false, startupLogs: false })
tracer.use('kafkajs')
