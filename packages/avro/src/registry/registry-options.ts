export interface ConfluentRegistryOptions {
  /** sent with every request, such as `authorization` */
  readonly headers?: Readonly<Record<string, string>>
  /** milliseconds for one try; 5,000 by default */
  readonly timeoutMs?: number
  /** tries of one question, with pauses between them from `pauseMs` on, doubled each time; 4 by default */
  readonly tries?: number
  /** milliseconds; 200 by default */
  readonly pauseMs?: number
}

/**
 * The address without slashes at its end.
 *
 * @throws TypeError for what is no address of HTTP, or has a password in it, which would be told in errors
 */
export function registryAddress(url: string): string {
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (address === undefined || !/^https?:$/.test(address.protocol))
    throw new TypeError(`the registry's address is ${JSON.stringify(url)}, expected one such as http://127.0.0.1:8081`)
  if (address.username !== '' || address.password !== '')
    throw new TypeError(`the address of the registry at ${address.host} has a user: use headers: { authorization }`)
  return url.replace(/\/+$/, '')
}

/** @throws RangeError naming an option that no time and no number of tries is */
export function checkRegistryOptions({ timeoutMs, tries, pauseMs }: ConfluentRegistryOptions): void {
  const checks: [name: string, value: number | undefined, isGood: (value: number) => boolean, expected: string][] = [
    ['timeoutMs', timeoutMs, (value) => value > 0 && Number.isFinite(value), 'more than 0'],
    ['tries', tries, (value) => value >= 1 && Number.isInteger(value), 'a whole number from 1'],
    ['pauseMs', pauseMs, (value) => value >= 0 && Number.isFinite(value), '0 or more'],
  ]
  for (const [name, value, isGood, expected] of checks) {
    if (value !== undefined && !isGood(value)) throw new RangeError(`${name} is ${String(value)}, expected ${expected}`)
  }
}
