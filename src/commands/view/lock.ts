import type { LockFacts, LocksAnswer } from '../answer/lock.ts'
import type { Line, View } from './view.ts'

const DONE = { locked: 'locked', extended: 'still locked', 'taken-over': 'locked', stolen: 'stolen' } as const

/** What came of a command about locks. */
export function lockView(answer: LocksAnswer): View {
  if ('holds' in answer) {
    if (answer.code === 'not-locked') return oneLine([`${answer.holds} was not locked (${answer.repository})`])
    const text = `unlocked ${answer.holds} (${answer.repository})`
    const title = [{ mark: 'good' }, text, ...formerly(answer.before, answer.notify)] as const
    const items = answer.still.map(one => ['still locked: ', ...lockLine(one)])
    return { title, blocks: items.length === 0 ? [] : [{ kind: 'list', items }] }
  }
  const { lock, repository, code, before } = answer
  const was = code === 'stolen' || code === 'taken-over' ? formerly(before, answer.notify) : []
  return oneLine([{ mark: 'good' }, `${DONE[code]}: `, ...lockLine(lock), ` (${repository})`, ...was])
}

/** One lock, whatever its state. */
export function lockLine({ name, holds, state, owner, reason, link, expires }: LockFacts): Line {
  if (state === 'stray') return [{ code: name }, ' holds nothing: no lock is named so']
  if (state === 'unreadable') return [{ code: name }, ' counts as locked: ', reason]
  const until: Line = expires === null ? ['until it is unlocked'] : ['until ', { time: Date.parse(expires) }]
  return [
    ...[holds, ' by ', { login: owner ?? '', notify: false }, ' '],
    ...until,
    ...(state === 'over' ? [', which is over'] : []),
    ...(reason === '' && link === '' ? [] : [': ']),
    ...(reason === '' ? [] : [reason]),
    ...(link === '' ? [] : [reason === '' ? '' : ' ', { link, text: 'link' }]),
  ]
}

/** Whose it was: notified, where the door can, when another person has done that. */
function formerly(before: LockFacts | null, notify: string | null): Line {
  if (before === null || before.owner === null) return []
  const why = before.reason === '' ? [] : [': ', before.reason]
  const isNotified = before.owner === notify
  const whose = { login: before.owner, notify: isNotified, otherwise: isNotified ? ' (not notified)' : '' }
  return ['; it was of ', whose, ...why]
}

function oneLine(title: Line): View {
  return { title, blocks: [] }
}
