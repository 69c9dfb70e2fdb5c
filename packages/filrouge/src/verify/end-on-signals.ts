const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/** The subject is in a group of its own, which a terminal's Ctrl-C does not reach: the runner ends it as it exits. */
export function endOnSignals(): void {
  for (const [signal, code] of Object.entries(EXIT_CODES)) process.once(signal, () => process.exit(code))
}
