import { dashboardUrl } from '../../domain/dashboard.ts'
import type { Verdict } from '../../domain/deployment/verdict.ts'
import { goodSince } from '../../domain/history/deployments.ts'
import type { CommitFacts } from '../../domain/history/facts.ts'
import { undoneCommits } from '../../domain/history/reverts.ts'
import { type Train, trainOf } from '../../domain/history/train.ts'
import type { DeployPlan, ShownCommit } from '../answer/deploy.ts'
import type { EnvironmentStand } from '../facts/environment-stand.ts'
import type { Stand } from '../facts/stand.ts'
import { failedSince } from './unsettled.ts'

/** What a plan is made of. */
interface PlanFacts {
  readonly stand: Stand
  readonly at: EnvironmentStand
  /** Of the commit, on the line. */
  readonly position: number
  /** Undefined where it was decided before. */
  readonly verdict: Verdict | undefined
  readonly force: string | undefined
  readonly reason: string
  readonly requester: string
  /** Page of the repository. */
  readonly page: string
  readonly notes: readonly string[]
}

/** Commits that are named; of the others their number is. */
const NAMED = 20

/** What a deployment of the commit would do. */
export function deployPlanOf({
  stand,
  at,
  position,
  verdict,
  force,
  reason,
  requester,
  page,
  notes,
}: PlanFacts): DeployPlan {
  const { service, environment, deployments } = at
  const line = stand.facts.line?.commits ?? []
  const own = (commits: readonly CommitFacts[]) => commits.filter(one => one.notOf?.has(service) !== true)
  const to = line[position]
  if (to === undefined) throw new Error(`the line has no commit ${position}`)
  const live = deployments?.live
  const train = trainFor(stand, position, live?.sha)
  const moved = 'commits' in train ? own(train.commits as readonly CommitFacts[]) : []
  const newer = own(line.slice(0, position))
  const isBack = train.kind === 'back' || (train.kind === 'off-line' && train.back)
  const going = isBack ? [] : moved
  const [older, younger] = isBack ? [to.sha, live?.sha] : [live?.sha, to.sha]
  const isSame = older === undefined || younger === undefined || older === younger
  return {
    ...{ repository: stand.repository, service, environment: environment.name, requester, to: named(to) },
    from: live === undefined ? null : { sha: live.sha, since: isoOf(goodSince(live)), by: live.creator },
    kind: isBack ? 'back' : train.kind,
    train: {
      ...counted(moved, train.kind === 'forward' && train.more),
      authors: [...new Set(moved.map(({ author }) => author))],
      compare: isSame ? '' : `${page}/compare/${older}...${younger}`,
    },
    newer: counted(newer, false),
    reverts: revertsOf(newer, going, stand.repository).map(named),
    ignored: verdict?.forced?.ignored.map(({ reason: code, text }) => ({ code, text })) ?? [],
    force: verdict?.forced === undefined ? null : (force ?? null),
    ...{ reason, dashboard: dashboardOf(stand, at, to.sha), notes: [...notes, ...notesOf(stand, at)] },
  }
}

function trainFor({ facts: { line } }: Stand, position: number, live: string | undefined): Train {
  const commits = line?.commits ?? []
  const base = live === undefined ? undefined : line?.leftAt?.get(live.toLowerCase())
  return trainOf({
    ...{ sha: commits[position]?.sha ?? '', live: live?.toLowerCase(), newer: commits.slice(0, position + 1) },
    ...{ older: commits.slice(position), whole: line?.end === 'root' },
    contained: base === undefined ? [] : [base],
  })
}

/** The newer commits without which something goes that was taken back. */
function revertsOf(
  newer: readonly CommitFacts[],
  going: readonly CommitFacts[],
  repository: string,
): readonly CommitFacts[] {
  const together = undoneCommits([...newer, ...going], repository)
  const alone = undoneCommits(newer, repository)
  return newer.filter(({ sha }) => together.has(sha) && !alone.has(sha))
}

/** What is in the way of knowing, or comes before. */
function notesOf(stand: Stand, at: EnvironmentStand): readonly string[] {
  const { deployments, environment } = at
  const { open = [] } = deployments ?? {}
  const failed = failedSince(stand, at)
  return [
    ...open.map(({ deployment: { id, sha }, kind }) => {
      const how = {
        deploying: 'is in progress',
        'waiting-for-approval': 'waits for approval',
        held: 'is held',
      } as const
      const words = kind === 'stuck' ? 'has said nothing for long' : kind === 'not-picked-up' ? 'has no run' : how[kind]
      return `deployment ${id} of ${sha.slice(0, 7)} to ${environment.name} ${words}`
    }),
    ...(failed === undefined
      ? []
      : [
          `deployment ${failed.deployment.id} of ${failed.deployment.sha.slice(0, 7)} has changed ${environment.name} since, or may have: ${failed.text}`,
        ]),
  ]
}

function dashboardOf(
  { policy, repository }: Stand,
  { service, environment }: EnvironmentStand,
  commit: string,
): string {
  const { dashboard } = policy.slack
  return dashboard === undefined
    ? ''
    : dashboardUrl(dashboard, { service, environment: environment.name, commit, repository })
}

function counted(commits: readonly CommitFacts[], more: boolean) {
  return { count: commits.length, more, commits: commits.slice(0, NAMED).map(named) }
}

function named({ sha, title, author }: Pick<CommitFacts, 'sha' | 'title' | 'author'>): ShownCommit {
  return { sha, title, author }
}

function isoOf(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString()
}
