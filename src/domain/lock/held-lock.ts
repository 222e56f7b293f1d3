import { canonicalName } from '../../text/canonical-name.ts'
import { fieldOf } from '../../text/json.ts'
import { oneLine, withMarksShown } from '../../text/one-line.ts'
import type { Instant } from '../../time/instant.ts'
import { type LockScope, lockName } from './lock-name.ts'

/** A lock as it is kept. */
export interface HeldLock {
  readonly scope: LockScope
  /** A login of GitHub. */
  readonly owner: string
  /** One line; empty when none was given. */
  readonly reason: string
  /** Where to read more; empty when none was given. */
  readonly link: string
  /** Of the request that made it. Runs of workflows have one login and are known by it. */
  readonly claim: string
  readonly createdAt: Instant
  /** Undefined: until it is released. */
  readonly expiresAt: Instant | undefined
}

/** What was found under the name of a lock. */
export type LockFound =
  | { readonly kind: 'none' }
  | { readonly kind: 'lock'; readonly lock: HeldLock }
  /** Counts as locked. */
  | { readonly kind: 'unreadable'; readonly why: string }

/** A content in another form is another version, which an older reader must not guess at. */
const SCHEMA = 1

const FIELDS = ['schema', 'service', 'environment', 'owner', 'reason', 'link', 'claim', 'created', 'expires']

/** Characters of a reason, at most. */
export const LONGEST_REASON = 200
/** Characters of a link, at most. */
export const LONGEST_LINK = 2000

const LOGIN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\[bot\])?$/
const CLAIM = /^[A-Za-z0-9-]{8,64}$/
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/
// What turns the direction of writing, ends a line or controls a terminal; and what shows nothing at all.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u

/** The content of a lock's file. */
export function lockText({ scope, owner, reason, link, claim, createdAt, expiresAt }: HeldLock): string {
  const content = {
    schema: SCHEMA,
    service: scope.service ?? null,
    environment: scope.environment ?? null,
    ...{ owner, reason, link, claim },
    created: new Date(createdAt).toISOString(),
    expires: expiresAt === undefined ? null : new Date(expiresAt).toISOString(),
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

/**
 * Why a lock could not be read again, so that it must not be written: it would hold everybody, its owner too, and without an
 * end. Undefined where it can.
 */
export function unwritable(lock: HeldLock): string | undefined {
  const read = readLockText(lockText(lock), lockName(lock.scope))
  return read.kind === 'lock' ? undefined : read.why
}

/** Reads what stands under a name. Whatever commit-train would not have written there is unreadable, and so locked. */
export function readLockText(text: string, name: string): Exclude<LockFound, { kind: 'none' }> {
  const unreadable = (why: string) => ({ kind: 'unreadable', why: `the lock '${shownRef(name)}' ${why}` }) as const
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    return unreadable('is not JSON')
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return unreadable('is no JSON object')
  const schema = fieldOf(content, 'schema')
  if (schema !== SCHEMA) {
    return unreadable(
      typeof schema === 'number' && schema > SCHEMA
        ? `was written by a newer commit-train (schema ${schema})`
        : `does not say 'schema: ${SCHEMA}'`,
    )
  }
  const fields = content as Readonly<Record<string, unknown>>
  const other = Object.keys(fields).find(field => !FIELDS.includes(field))
  if (other !== undefined) return unreadable('has a field that no lock has')
  const { service, environment, owner, reason, link, claim, created, expires } = fields
  const createdAt = timeOf(created)
  const expiresAt = expires === null ? undefined : timeOf(expires)
  if (!isScopeName(service) || !isScopeName(environment)) return unreadable('does not say what it holds')
  const scope = { service: service ?? undefined, environment: environment ?? undefined }
  if (lockName(scope) !== name) return unreadable('says that it holds something else')
  if (typeof owner !== 'string' || !LOGIN.test(owner)) return unreadable('has no owner')
  if (typeof reason !== 'string' || reasonProblem(reason) !== undefined) return unreadable('has no plain reason')
  if (typeof link !== 'string' || !(link === '' || isLink(link))) return unreadable('has a link that is none')
  if (typeof claim !== 'string' || !isClaim(claim)) return unreadable('has no claim')
  if (createdAt === undefined) return unreadable('has no time at which it was made')
  if (expires !== null && expiresAt === undefined) return unreadable('has an end that is no time')
  return { kind: 'lock', lock: { scope, owner, reason, link, claim, createdAt, expiresAt } }
}

/** What is wrong with a reason; undefined for one that can be kept and shown as it is. */
export function reasonProblem(reason: string): string | undefined {
  if (HIDDEN.test(reason)) return 'it holds control characters, or marks that cannot be seen'
  const length = [...reason].length
  return length > LONGEST_REASON ? `it has ${length} characters, at most ${LONGEST_REASON} are kept` : undefined
}

/** Whether a lock's time is over. */
export function isExpired({ expiresAt }: Pick<HeldLock, 'expiresAt'>, now: Instant): boolean {
  return expiresAt !== undefined && expiresAt <= now
}

/** Whether two logins are one: they do not differ by case. */
export function isOwner({ owner }: Pick<HeldLock, 'owner'>, login: string): boolean {
  return canonicalName(owner) === canonicalName(login)
}

/** The name of a ref as it can be shown: anybody may have made it. */
export function shownRef(name: string): string {
  return oneLine(withMarksShown(name))
}

/** Any name that is not empty: whether it is the right one is known by the name of the lock, which follows from it. */
function isScopeName(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && value !== '')
}

export function isClaim(text: string): boolean {
  return CLAIM.test(text)
}

/** Whether it is an address that can be kept and shown. */
export function isLink(text: string): boolean {
  return text.length <= LONGEST_LINK && /^https?:\/\/[^\s<>"'`|]+$/.test(text) && !HIDDEN.test(text)
}

function timeOf(value: unknown): Instant | undefined {
  const time = typeof value === 'string' && TIME.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}
