import { type EnvironmentPolicy, environmentOf, type Policy } from '../../policy/policy.ts'
import type { StalePolicy } from '../../policy/stale.ts'
import { canonicalName } from '../../text/canonical-name.ts'
import type { Instant } from '../../time/instant.ts'
import { judgeChecks } from '../checks/judge.ts'
import { frozenUntil } from '../deployment/freeze.ts'
import { taskOf } from '../deployment-task.ts'
import type { DeploymentFacts } from '../history/deployment-facts.ts'
import { badEnd, deploymentsOf, goodDeployments } from '../history/deployments.ts'
import type { CommitFacts, EnvironmentDeployments, RepositoryFacts } from '../history/facts.ts'
import { containsPosition, type Live, liveDeployment, liveOn, type Positions, positionsOn } from '../history/live.ts'
import type { LockAnswer } from '../history/lock.ts'
import { openDeployments } from '../history/open-deployments.ts'
import { undoneCommits } from '../history/reverts.ts'
import { mergeTimes, sinceOf, takenOutBy } from '../history/since.ts'
import type { StaleKey } from '../history/stale-key.ts'
import { checksPassed, isReported, kindOf } from './commit-kind.ts'
import type { QuietReason } from './quiet-hours.ts'
import { silenceOf } from './silence.ts'
import type { Unread, Waiting, WaitingCommit } from './waiting.ts'

/** What one key is judged by. */
interface KeyRequest {
  readonly key: StaleKey
  readonly facts: RepositoryFacts
  /** Of that repository. */
  readonly policy: Policy
  readonly lock: LockAnswer
  readonly quiet: QuietReason | undefined
}

/** Judges one key by the facts of its repository. What cannot be known is `unread`, never taken for live. */
export function judgeKey({ key, facts, policy, lock, quiet }: KeyRequest, now: Instant): Waiting | Unread {
  const environment = environmentOf(policy, key.environment)
  const stale = environment?.stale
  if (environment === undefined || stale === undefined) throw new Error(`${key.environment} is not looked at`)
  const { head } = facts
  const read = facts.environments.get(environment.name)
  if (read === undefined) return unread(key, `the deployments to ${environment.name} could not be read`)
  const ours = deploymentsOf(read.deployments, key.service, policy.services)
  const good = goodDeployments(read.deployments, key.service, policy.services)
  if (good.length === 0 && !read.complete) {
    const where = `of ${key.service} to ${environment.name} is among the ${read.deployments.length} newest there`
    return unread(
      key,
      `no good deployment ${where}, and older ones are not read; deploy it, or turn it off there (stale: off)`,
    )
  }
  if (facts.line === undefined && !(head.head !== undefined && isAt(good[0]?.sha, head.head))) {
    return unread(key, `the commits of ${head.branch ?? 'its branch'} could not be read`)
  }
  const positions = positionsOn(facts.line ?? { commits: [] })
  const live: Live =
    facts.line === undefined
      ? { deployment: good[0], offLine: false, base: good[0], baseKnown: true, waiting: 0 }
      : liveOn(good, facts.line, positions)
  const open = openDeployments(ours, live.deployment, now)
  const waiting = judgeCommits({ facts, policy, environment, stale, key, ours, good, live, positions, read }, now)
  const staleOnes = waiting.filter(one => one.stale)
  const counting = waiting.filter(one => one.counts).length
  // The line also ends early where other keys are live: what was never deployed here goes on behind that.
  const more = live.base === undefined && facts.line !== undefined && facts.line.end !== 'root'
  return {
    kind: 'judged',
    key,
    branch: head.branch ?? '',
    task: taskOf(key.service, policy.services),
    live,
    commits: waiting,
    more,
    stale: staleOnes,
    candidate: candidateOf(waiting),
    after: environment.rules.order?.after,
    // Each minute of a window is looked at, which is only worth it where a command could be shown.
    frozen: waiting.length === 0 ? undefined : frozenUntil(environment.rules.freeze, now),
    openDeployments: open,
    reminders: stale.reminders,
    silence: silenceOf({
      lock,
      openDeployments: open,
      stale: staleOnes.length,
      counting,
      minimum: stale.minimum,
      quiet,
    }),
  }
}

/** The newest that can be deployed; where the service has commits of its own that can, the newest of these. */
function candidateOf(waiting: readonly WaitingCommit[]): WaitingCommit | undefined {
  const deployable = waiting.filter(one => checksPassed(one.checks))
  return deployable.find(one => one.kind !== 'other-services') ?? deployable[0]
}

/** What is known of one key. */
interface KeyFacts {
  readonly facts: RepositoryFacts
  readonly policy: Policy
  readonly environment: EnvironmentPolicy
  readonly stale: StalePolicy
  readonly key: StaleKey
  readonly read: EnvironmentDeployments
  readonly ours: readonly DeploymentFacts[]
  readonly good: readonly DeploymentFacts[]
  readonly live: Live
  readonly positions: Positions
}

function judgeCommits(known: KeyFacts, now: Instant): readonly WaitingCommit[] {
  const { facts, policy, environment, stale, key, ours, good, live, positions } = known
  const waiting = (facts.line?.commits ?? []).slice(0, live.waiting)
  const undone = undoneCommits(waiting, key.repository)
  const merged = mergeTimes(waiting)
  const elsewhere = liveElsewhere(facts, policy, key, positions)
  const newer = live.deployment === undefined ? ours : ours.slice(0, ours.indexOf(live.deployment))
  // What failed and is not on the line says nothing about what is.
  const failures = newer.filter(
    one => badEnd(one) !== undefined && badEnd(one)?.state !== 'inactive' && facts.line?.leftAt?.has(one.sha) !== true,
  )
  const checks = waiting.map(one =>
    one.checks === undefined ? undefined : judgeChecks(one.checks, environment.checks),
  )
  const candidate = checks.findIndex(checksPassed)
  // What is off the branch says nothing about it. Where the line was not followed to its root, it may just be further back.
  const goodOnLine = facts.line?.end === 'root' ? good.filter(({ sha }) => positions.has(sha.toLowerCase())) : good
  return waiting.map((commit, position) => {
    const takenOut = takenOutBy(position, goodOnLine, positions)
    const failed = failures.find(deployment => containsPosition(deployment, position, positions))
    const kind = kindOf(
      {
        commit,
        ofService: isOf(commit, key.service),
        undone: undone.has(commit.sha),
        deployable: candidate >= 0 && candidate <= position,
        takenOut: takenOut !== undefined,
        behindFailed: failed !== undefined,
        neverDeployed: good.length === 0,
      },
      stale,
    )
    const since = sinceOf(merged[position], takenOut)
    const counted = isReported(kind)
    return {
      commit,
      kind,
      since,
      counts: counted,
      stale: counted && since !== undefined && now - since.at >= stale.after,
      liveIn: elsewhere.filter(one => one.from <= position).map(one => one.name),
      checks: checks[position],
      takenOutBy: takenOut,
      failed,
    }
  })
}

/** The other environments, each with the position from which the line is live there. */
function liveElsewhere(facts: RepositoryFacts, policy: Policy, key: StaleKey, positions: Positions) {
  return policy.environments.flatMap(({ name }) => {
    const read = facts.environments.get(name)
    if (read === undefined || canonicalName(name) === canonicalName(key.environment)) return []
    const deployment = liveDeployment(read.deployments, key.service, policy.services)
    const from = deployment === undefined ? undefined : positions.get(deployment.sha.toLowerCase())
    return from === undefined ? [] : [{ name, from }]
  })
}

function isOf({ notOf }: CommitFacts, service: string): boolean {
  return notOf?.has(service) !== true
}

function isAt(live: string | undefined, head: string): boolean {
  return live?.toLowerCase() === head.toLowerCase()
}

function unread(key: StaleKey, text: string): Unread {
  const { repository } = key
  return {
    kind: 'unread',
    key,
    finding: { reason: 'history-unreadable', text: `${repository}: ${text}`, where: repository },
  }
}
