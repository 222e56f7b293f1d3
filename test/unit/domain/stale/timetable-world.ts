import type { DeploymentFacts, DeploymentRecordState } from '../../../../src/domain/history/deployment-facts.ts'
import type { CommitFacts, MergeTime, RepositoryFacts } from '../../../../src/domain/history/facts.ts'
import { HOUR, MINUTE } from '../../../../src/time/duration.ts'
import { events } from '../../../timetable/events.ts'
import type {
  CommitRow,
  DeploymentRow,
  EnvironmentName,
  EventRow,
  ForcePushRow,
  ServiceRow,
} from '../../../timetable/rows.ts'
import { oneCheck } from '../history/one-check.ts'

/** The SHA of a commit of the timetable: its name backwards, in hexadecimal, so that short SHAs differ too. */
function shaOf(commit: string): string {
  return Buffer.from(backwards(commit)).toString('hex').padEnd(40, '0')
}

/** The name of a commit of the timetable. */
export function nameOf(sha: string): string {
  return backwards(Buffer.from(sha.replace(/(?:00)+$/, ''), 'hex').toString())
}

function backwards(text: string): string {
  return [...text].reverse().join('')
}

/** The timetable's own repository, as GitHub would show it at an instant. */
export function factsAt(row: ServiceRow, now: number): RepositoryFacts {
  const past = pastOf(row, now)
  const line = actionLine(row, past)
  const deployments = new Map(
    row.watched.map(({ environment }) => [
      environment,
      { deployments: deploymentsOf(row, environment, past, now), complete: true },
    ]),
  )
  return {
    head: { repository: `acme/${row.service}`, closed: undefined, branch: 'main', head: line[0]?.sha, policyText: '' },
    environments: deployments,
    line: { commits: line, end: 'root' },
  }
}

/** What has become of a switch such as a lock, by the newest row of the kinds given. */
export function newest<T extends EventRow['kind']>(
  row: ServiceRow,
  now: number,
  kinds: readonly T[],
): Extract<EventRow, { kind: T }> | undefined {
  const is = (event: EventRow): event is Extract<EventRow, { kind: T }> => kinds.some(kind => kind === event.kind)
  return pastOf(row, now).filter(is).at(-1)
}

function pastOf({ service }: ServiceRow, now: number): readonly EventRow[] {
  return events.filter(event => event.service === service && Date.parse(event.at) <= now)
}

function actionLine({ first }: ServiceRow, past: readonly EventRow[]): readonly CommitFacts[] {
  const green = new Set(past.flatMap(event => (event.kind === 'checks-green' ? [event.commit] : [])))
  const start = { at: first.merged, kind: 'merge', service: '', commit: first.commit, by: first.by } as const
  let rows: readonly (CommitRow | ForcePushRow)[] = [start]
  for (const event of past) {
    if (event.kind === 'merge' || event.kind === 'push' || event.kind === 'push-untraced') rows = [...rows, event]
    if (event.kind !== 'force-push') continue
    rows = [...rows.slice(0, rows.findIndex(row => row.commit === event.onto) + 1), event]
  }
  return rows.map(row => commitFacts(row, green.has(row.commit))).toReversed()
}

function commitFacts(row: CommitRow | ForcePushRow, green: boolean): CommitFacts {
  const said = row.kind === 'force-push' ? undefined : row
  const reverts = said?.reverts === undefined ? [] : [`This reverts commit ${shaOf(said.reverts)}.`]
  const title = `${row.commit} ${said?.marker ?? ''}`.trim()
  const source: MergeTime['source'] = row.kind === 'merge' ? 'pull-request' : 'activity'
  return {
    sha: shaOf(row.commit),
    parents: [],
    title,
    author: row.by,
    login: row.by,
    message: [title, '', ...reverts].join('\n'),
    pullRequest: undefined,
    merged: row.kind === 'push-untraced' ? undefined : { at: Date.parse(row.at), source },
    checks: oneCheck(shaOf(row.commit), said?.checks === 'red' && !green ? 'failure' : 'success'),
    changedPaths: said?.paths ?? ['src/main.ts'],
  }
}

function deploymentsOf(
  { first, service }: ServiceRow,
  environment: EnvironmentName,
  past: readonly EventRow[],
  now: number,
): readonly DeploymentFacts[] {
  const asked = past.filter((event): event is DeploymentRow => event.kind === 'deployment')
  const at = '2026-10-16T10:00:00+02:00'
  const before: DeploymentRow = {
    ...{ at, kind: 'deployment', service, environment, commit: first.commit, by: first.by },
    statuses: [[at, 'success']],
  }
  const all = [...(first.live ? [before] : []), ...asked.filter(row => row.environment === environment)]
  return all.map((row, id) => deploymentFacts(row, id, now)).toReversed()
}

function deploymentFacts(row: DeploymentRow, id: number, now: number): DeploymentFacts {
  const statuses = row.statuses
    .map(([at, state]) => ({ state, createdAt: Date.parse(at), description: '', logUrl: '' }))
    .filter(({ createdAt }) => createdAt <= now)
  const createdAt = Date.parse(row.at)
  const last = statuses.at(-1)
  return {
    id,
    sha: shaOf(row.commit),
    task: row.task ?? 'deploy',
    environment: row.environment,
    state: last === undefined ? untouched(now - createdAt) : last.state === 'success' ? 'active' : last.state,
    createdAt,
    creator: row.by,
    ours: true,
    statuses,
    runWaits: undefined,
  }
}

function untouched(age: number): DeploymentRecordState {
  return age > HOUR / 2 + MINUTE / 60 ? 'abandoned' : 'pending'
}
