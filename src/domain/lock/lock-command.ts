import type { LockScope } from './lock-name.ts'

/** What neither a shell nor the grammar of commands takes for anything else. */
const PLAIN = /^(?!-)[\p{L}\p{N}_@%+=:,./-]+$/u

/** The command that releases a lock, to be copied. `isShared`: others keep their locks in the same repository. */
export function unlockCommand(scope: LockScope, isShared: boolean): string {
  return `commit-train ${unlockText(scope, isShared)}`
}

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
