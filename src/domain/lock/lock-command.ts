import { DAY, HOUR, MINUTE } from '../../time/duration.ts'
import type { LockScope } from './lock-name.ts'

/** What neither a shell nor the grammar of commands takes for anything else. */
const PLAIN = /^(?!-)[\p{L}\p{N}_@%+=:,./-]+$/u

/** The command that releases a lock, to be copied. `isShared`: others keep their locks in the same repository. */
export function unlockCommand(scope: LockScope, isShared: boolean): string {
  return `commit-train ${unlockText(scope, isShared)}`
}

/** The command that takes a lock, to be copied. `lasts`: milliseconds; undefined: until it is released. */
export function lockCommand({ service, environment }: LockScope, lasts: number | undefined, reason: string): string {
  const names = [...(service === undefined ? [] : [service]), environment ?? 'all'].map(quotedWord)
  return ['commit-train lock', ...names, ...(lasts === undefined ? [] : ['for', lastingText(lasts)]), reason].join(' ')
}

function lastingText(ms: number): string {
  const [unit, letter] = LASTING.find(([length]) => ms % length === 0) ?? [1000, 's']
  return `${Math.ceil(ms / unit)}${letter}`
}

const LASTING = [
  [DAY, 'd'],
  [HOUR, 'h'],
  [MINUTE, 'm'],
] as const

/** The same without what a door puts before it. */
export function unlockText({ service, environment }: LockScope, isShared: boolean): string {
  const names = [...(service === undefined ? [] : [service]), environment ?? 'all'].map(quotedWord)
  const shared = isShared && service === undefined ? ['--shared'] : []
  return ['unlock', ...names, ...shared].join(' ')
}

/** A word as a shell and the grammar read it alike: what is more than letters is quoted. */
export function quotedWord(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
