import type { AvroDuration } from '../logical/duration-type'

/** What logical types are in TypeScript, where that is not what is beneath them. */
export interface Logicals {
  date: Date
  'timestamp-millis': Date
  uuid: string
  decimal: string
  duration: AvroDuration
}

/** The types that each may stand on; elsewhere it is passed over. */
export interface Underlying {
  date: 'int'
  'timestamp-millis': 'long'
  uuid: 'string' | 'fixed'
  decimal: 'bytes' | 'fixed'
  duration: 'fixed'
}
