import crc32C from 'kafkajs/src/protocol/recordBatch/crc32C/crc32C'
import { createHash } from 'node:crypto'

const CALLS = 20_000
/** SHA-512's */
const BYTES = 64

/**
 * Runs kafkajs's checksum over short inputs before anything else. V8 (of Node 20) compiles it in one of two ways, by the chance of
 * a process's first batches: where it is the loop alone that is hot, code is kept which gives up at the end of each batch, and some
 * microseconds a message are lost for as long as the process lives. That coin is nobody's merit: here all variants win it.
 */
export function settleChecksum(): void {
  let input = Buffer.alloc(BYTES)
  for (let call = 0; call < CALLS; call++) {
    // results of either sign, the same in all processes
    if (call % 100 === 0) input = createHash('sha512').update(input).digest()
    input[0] = call
    crc32C(input)
  }
}
