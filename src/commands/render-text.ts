import type { Answer } from './answer/answer.ts'
import type { LockFacts } from './answer/lock.ts'
import { USAGE } from './command.ts'

/** An answer in lines, as a terminal shows it. */
export function renderText(answer: Answer): string {
  if (answer.code === 'status') {
    const { locks, repository } = answer
    if (locks.length === 0) return `nothing is locked (${repository})`
    return [`locks of ${repository}:`, ...locks.map(one => `  ${lineOf(one)}`)].join('\n')
  }
  if ('holds' in answer) {
    if (answer.code === 'not-locked') return `${answer.holds} was not locked (${answer.repository})`
    const still = answer.still.map(one => `\n  still locked: ${lineOf(one)}`).join('')
    return `unlocked ${answer.holds} (${answer.repository})${formerly(answer.before)}${untold(answer.notify)}${still}`
  }
  const { lock, repository, code, before } = answer
  const done = { locked: 'locked', extended: 'still locked', 'taken-over': 'locked', stolen: 'stolen' }[code]
  return `${done}: ${lineOf(lock)} (${repository})${['stolen', 'taken-over'].includes(code) ? formerly(before) : ''}${untold(answer.notify)}`
}

/** What can be written, and how this ends. */
export function helpText(): string {
  const lines = Object.values(USAGE).map(usage => `  commit-train ${usage}`)
  return [
    'Usage:',
    ...lines,
    '',
    'Options:',
    '  --repo owner/name     the repository; default: that of the clone around',
    '  --service, --environment NAME   a name, where the words are not clear',
    '  --reason TEXT, --link URL       kept with the lock',
    '  --claim CLAIM         of a lock that a workflow has taken, as its answer in --json has it',
    '  --steal               also what another has locked, or what cannot be read',
    '  --shared              where several repositories share their locks: for all of them',
    '  --json                the answer as data',
    '',
    'Exit codes: 0 done, 1 refused, 2 not understood, 3 an error',
  ].join('\n')
}

function lineOf({ name, holds, state, owner, reason, link, expires }: LockFacts): string {
  if (state === 'stray') return `${name}  holds nothing: no lock is named so`
  if (state === 'unreadable') return `${name}  counts as locked: ${reason}`
  const until = expires === null ? 'until it is unlocked' : `until ${expires.slice(0, 16)}Z`
  const over = state === 'over' ? ' (over)' : ''
  const why = [reason, link].filter(part => part !== '').join(' ')
  return `${holds} by ${owner} ${until}${over}${why === '' ? '' : `: ${why}`}`
}

/** A terminal reaches no one. */
function untold(login: string | null): string {
  return login === null ? '' : `; ${login} is not notified: tell them`
}

/** Whose it was. */
function formerly(before: LockFacts | null): string {
  if (before === null || before.owner === null) return ''
  return `; it was of ${before.owner}${before.reason === '' ? '' : `: ${before.reason}`}`
}
