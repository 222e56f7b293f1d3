import { counted } from '../../text/counted.ts'
import type { LockFacts } from '../answer/lock.ts'
import type { EnvironmentStatus, StatusAnswer } from '../answer/status.ts'
import { commitTable } from './commit-table.ts'
import { environmentLine, isQuiet } from './environment-line.ts'
import { lockLine } from './lock.ts'
import { listed } from './parts.ts'
import type { Block, Line, View } from './view.ts'

/** More lines than these are no overview: those that say nothing are folded. */
const MOST_LINES = 12

/** Where everything is: a line for each commit, then one for each service in each environment. */
export function statusView(answer: StatusAnswer): View {
  const { repository, branch, services, several, commits, environments, at, unread } = answer
  const about = several && services.length === 1 ? [' · ', { strong: services[0] ?? '' }] : []
  return {
    title: [{ strong: repository }, ...about, ' · ', branch, ` · as of ${at.slice(0, 16).replace('T', ' ')}Z`],
    blocks: [
      ...unreadBlocks(unread),
      ...(commits === null ? [] : [commitTable(commits, { at: Date.parse(at), services })]),
      ...environmentBlocks(environments, answer),
      ...lockBlocks(answer),
    ],
  }
}

/** Parts may be unreadable for the same reason. */
export function unreadBlocks(unread: StatusAnswer['unread']): readonly Block[] {
  const reasons = [...Map.groupBy(unread, ({ text }) => text)]
  return reasons.map(([text, of]) => {
    const parts = listed(of.map(({ part }) => PARTS[part] ?? part))
    return { kind: 'line', line: [{ mark: 'warning' }, `could not be read: ${parts}: `, text] }
  })
}

const PARTS: Readonly<Record<string, string>> = {
  approvals: 'whether runs wait for approval',
  paths: 'which commits belong to which service',
  times: 'when commits were pushed',
}

function environmentBlocks(environments: readonly EnvironmentStatus[], answer: StatusAnswer): readonly Block[] {
  const at = Date.parse(answer.at)
  const lineOf = (one: EnvironmentStatus): Line => environmentLine(one, { at, several: answer.several })
  const isFolded = environments.length > MOST_LINES
  const shown = environments.filter(one => !isFolded || !isQuiet(one))
  const quiet = environments.filter(one => !shown.includes(one))
  const title = `${quiet.length} more, with nothing that waits, runs, failed or is locked`
  return [
    ...(shown.length === 0 ? [] : [{ kind: 'list', items: shown.map(lineOf) } as const]),
    ...(quiet.length === 0
      ? []
      : [{ kind: 'details', title, blocks: [{ kind: 'list', items: quiet.map(lineOf) }] } as const]),
  ]
}

/** Locks that stand in no line above: of other services, of other repositories, those that are over or that no one can read. */
function lockBlocks({ locks, lockedIn, environments }: StatusAnswer): readonly Block[] {
  const above = new Set(environments.flatMap(({ lock }) => (lock === null || lock === 'unreadable' ? [] : [lock.name])))
  const others = (locks ?? []).filter(({ name }: LockFacts) => !above.has(name))
  if (others.length === 0) return []
  const title = `${counted(others.length, 'other lock')} in ${lockedIn}`
  return [
    { kind: 'line', line: [title, ':'] },
    { kind: 'list', items: others.map(lockLine) },
  ]
}
