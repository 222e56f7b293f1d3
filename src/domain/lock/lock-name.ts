import { canonicalName } from '../../text/canonical-name.ts'

/** What a lock holds: both undefined is everything; no service: the environment of every service. */
export interface LockScope {
  readonly service: string | undefined
  readonly environment: string | undefined
}

/** Longer names end with their sum instead: GitHub's own limit is not published, git's is 255 bytes for the whole name. */
const MOST_LETTERS = 80

/**
 * The flat name of a lock: `all`, `env.<environment>`, `svc.<service>`, `svc.<service>.env.<environment>`. Flat, since a ref
 * below another's name can never be created. Two names that GitHub takes for the same have one lock.
 */
export function lockName({ service, environment }: LockScope): string {
  const parts = [
    ...(service === undefined ? [] : [`svc.${encoded(service)}`]),
    ...(environment === undefined ? [] : [`env.${encoded(environment)}`]),
  ]
  return parts.length === 0 ? 'all' : parts.join('.')
}

/** The names of all locks that hold a service in an environment, the widest first. */
export function lockNamesFor(service: string, environment: string): readonly string[] {
  return [
    { service: undefined, environment: undefined },
    { service: undefined, environment },
    { service, environment: undefined },
    { service, environment },
  ].map(lockName)
}

/** The scope in words: `production of hello`. */
export function scopeText({ service, environment }: LockScope): string {
  if (environment === undefined) return service === undefined ? 'everything' : `every environment of ${service}`
  return service === undefined ? `${environment} of every service` : `${environment} of ${service}`
}

/** Letters, digits and `-` stay; every other byte is `_` and two digits, so that no two names are written alike. */
function encoded(name: string): string {
  let text = ''
  for (const byte of new TextEncoder().encode(canonicalName(name))) {
    const letter = String.fromCharCode(byte)
    text += /[a-z0-9-]/.test(letter) ? letter : `_${byte.toString(16).padStart(2, '0')}`
  }
  // git refuses a name that ends with `.lock`.
  if (text === 'lock') return '_6cock'
  return text.length <= MOST_LETTERS ? text : `${text.slice(0, MOST_LETTERS - 18)}__${sumOf(text)}`
}

/** FNV-1a of 64 bits. A name is no secret, and the lock itself says in full what it holds. */
function sumOf(text: string): string {
  let sum = 0xcbf29ce484222325n
  for (const letter of text) sum = ((sum ^ BigInt(letter.charCodeAt(0))) * 0x100000001b3n) & 0xffffffffffffffffn
  return sum.toString(16).padStart(16, '0')
}
