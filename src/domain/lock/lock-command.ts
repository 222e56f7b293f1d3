import type { LockScope } from './lock-name.ts'

/** What neither a shell nor the grammar of commands takes for anything else. */
const PLAIN = /^(?!-)[\p{L}\p{N}_@%+=:,./-]+$/u

/** The command that releases a lock, to be copied. `isShared`: others keep their locks in the same repository. */
export function unlockCommand({ service, environment }: LockScope, isShared: boolean): string {
  const names = [...(service === undefined ? [] : [service]), environment ?? 'all'].map(quoted)
  const shared = isShared && service === undefined ? ['--shared'] : []
  return ['commit-train', 'unlock', ...names, ...shared].join(' ')
}

function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
