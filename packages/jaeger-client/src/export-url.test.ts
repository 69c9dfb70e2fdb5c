import { expect, test } from '@jest/globals'
import { exportUrl, shownUrl } from './export-url'

const TRACES = 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'
const BASE = 'OTEL_EXPORTER_OTLP_ENDPOINT'

test.each<[string, string | undefined, Record<string, string>, string]>([
  ['this host', undefined, {}, 'http://127.0.0.1:4318/v1/traces'],
  ['the base address', undefined, { [BASE]: 'http://collector:4318' }, 'http://collector:4318/v1/traces'],
  ['a base address with a path', undefined, { [BASE]: 'https://c/otlp/' }, 'https://c/otlp/v1/traces'],
  ['the address for traces', undefined, { [TRACES]: 'http://t/x', [BASE]: 'http://b' }, 'http://t/x'],
  ['the option', 'http://o/y', { [TRACES]: 'http://t/x' }, 'http://o/y'],
  ['this host where variables are empty', undefined, { [TRACES]: '', [BASE]: '' }, 'http://127.0.0.1:4318/v1/traces'],
])('posts to %s', (_, option, environment, url) => {
  expect(exportUrl(option, environment)).toBe(url)
})

test('names the source of an address that is none', () => {
  expect(() => exportUrl('collector:4318', {})).toThrow('the option url is no http or https address')
  expect(() => exportUrl(undefined, { [BASE]: 'nowhere' })).toThrow(`${BASE} is no http or https address`)
})

test('shows neither credentials nor query', () => {
  expect(shownUrl('https://me:secret@host:1/p?token=x')).toBe('https://host:1/p')
})
