import type { Cursor } from './cursor'

/** Goes over the bytes of one value. Throws PayloadFault where they are none. */
export type Check = (at: Cursor) => void
