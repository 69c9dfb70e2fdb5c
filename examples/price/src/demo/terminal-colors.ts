import { createColors } from 'picocolors'

/** Colour only on a terminal: by itself picocolors also colours pipes where CI=true is set. */
export const terminalColors = (stream: NodeJS.WriteStream): ReturnType<typeof createColors> =>
  createColors((stream.isTTY as boolean | undefined) === true && process.env['NO_COLOR'] === undefined)
