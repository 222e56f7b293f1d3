import type { Finding } from '../../errors.ts'
import { UserError } from '../../errors.ts'
import type { ReasonCode } from '../../reasons/registry.ts'
import type { DoctorItem } from '../answer/doctor.ts'

/** What was read, or why not. */
export type Seen<T> =
  | { readonly isRead: true; readonly value: T }
  | { readonly isRead: false; readonly finding: Finding }

/** Reads something. What GitHub refuses or cannot say is kept; a bug is thrown. */
export async function seen<T>(read: () => Promise<T>): Promise<Seen<T>> {
  try {
    return { isRead: true, value: await read() }
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    return { isRead: false, finding: { reason: thrown.reason, text: thrown.message } }
  }
}

type About = Pick<DoctorItem, 'area' | 'object'>

/** Where nothing is to be done. */
const NOTHING = { code: null, fix: '', copy: '', link: '' } as const

export function good(about: About, text: string): DoctorItem {
  return { ...about, ...NOTHING, state: 'good', text }
}

export function skipped(about: About, text: string): DoctorItem {
  return { ...about, ...NOTHING, state: 'skipped', text }
}

/** What could not be read. `instead`: what to do to have it read. */
export function unknown(about: About, { reason, text }: Finding, fix = ''): DoctorItem {
  return { ...about, ...NOTHING, state: 'unknown', text: `not known: ${text}`, code: reason, fix }
}

/** What GitHub shows to no token of this kind. */
export function notShown(about: About, text: string, fix = ''): DoctorItem {
  return { ...about, ...NOTHING, state: 'unknown', text, fix }
}

interface Wrong {
  readonly code: ReasonCode
  readonly text: string
  readonly fix: string
  readonly copy?: string
  readonly link?: string
}

export function stops(about: About, { copy = '', link = '', ...wrong }: Wrong): DoctorItem {
  return { ...about, ...wrong, state: 'stops', copy, link }
}

export function warning(about: About, { copy = '', link = '', ...wrong }: Wrong): DoctorItem {
  return { ...about, ...wrong, state: 'warning', copy, link }
}

/** What a token may not see, another one may; and what a server does not have, no later try finds. */
const NOT_TO_BE_SEEN: readonly ReasonCode[] = ['github-forbidden', 'github-not-found', 'github-server-too-old']
/** Without these nothing is known of whether anything can be deployed. */
const FIRST: readonly DoctorItem['area'][] = ['policy', 'way in']

/** Whether something was not read that has to be, or that a later try may read. */
export function isUnread({ state, code, area }: DoctorItem): boolean {
  if (state !== 'unknown') return false
  return FIRST.includes(area) || (code?.startsWith('github-') === true && !NOT_TO_BE_SEEN.includes(code))
}
