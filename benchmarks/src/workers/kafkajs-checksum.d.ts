/** kafkajs's CRC-32C, which it does not export. */
declare module 'kafkajs/src/protocol/recordBatch/crc32C/crc32C' {
  function crc32C(bytes: Uint8Array): number
  export = crc32C
}
