import { endingOfStatus } from '../../domain/deployment/status-text.ts'
import type { DeploymentFacts } from '../../domain/history/deployment-facts.ts'
import { badEnd, deploymentsOf, goodDeployments } from '../../domain/history/deployments.ts'
import type { CommitFacts } from '../../domain/history/facts.ts'
import { type Live, liveOn, type Positions, positionsOn } from '../../domain/history/live.ts'
import { type OpenDeployment, openDeployments } from '../../domain/history/open-deployments.ts'
import { mergeTimes, type Since, takenOutBy } from '../../domain/history/since.ts'
import type { HeldLock } from '../../domain/lock/held-lock.ts'
import type { Finding } from '../../errors.ts'
import type { EnvironmentPolicy } from '../../policy/policy.ts'
import { lockOn } from './kept-locks.ts'
import type { Stand } from './stand.ts'

/** How one service stands in one environment. */
export interface EnvironmentStand {
  readonly service: string
  readonly environment: EnvironmentPolicy
  /** Undefined where the deployments could not be read: then nothing is known of what is live, and of what runs. */
  readonly deployments: KnownDeployments | undefined
  /** Undefined where the commits, or what is live, could not be read. */
  readonly train: WaitingTrain | undefined
  /** A lock of any person; one that cannot be read counts as one. */
  readonly lock: HeldLock | 'unreadable' | undefined
}

/** What the deployments of a service to an environment say. */
interface KnownDeployments {
  /** The newest good one; undefined where none is among those that were read. */
  readonly live: DeploymentFacts | undefined
  /** The last good one of another commit: what a rollback takes. */
  readonly before: DeploymentFacts | undefined
  /** Newer than what is live and without an end, newest first. */
  readonly open: readonly OpenDeployment[]
  /** The newest one that is newer than what is live and ended badly: it may have changed the cluster. */
  readonly failed: FailedDeployment | undefined
  /** Good ones, newest first. */
  readonly good: readonly DeploymentFacts[]
  /** Whether these are all; else older ones were not read, and one that is missing may be among them. */
  readonly complete: boolean
  /** How many were read of the environment, of whichever service. */
  readonly read: number
}

interface FailedDeployment {
  readonly deployment: DeploymentFacts
  /** In the words of its last status. */
  readonly text: string
  readonly at: number
}

/** What waits for an environment. */
interface WaitingTrain {
  readonly live: Live
  /** Those of the service, newest first. */
  readonly commits: readonly TrainCommit[]
  /** There are more than were read. */
  readonly more: boolean
}

interface TrainCommit {
  readonly commit: CommitFacts
  /** On the line. */
  readonly position: number
  /** Since when it waits; undefined where that is not known. */
  readonly since: Since | undefined
  /** The deployment that took it out, where it was live before. */
  readonly takenOutBy: DeploymentFacts | undefined
}

/** Every service that was asked about, in every environment of the policy: environment by environment. */
export function environmentStands(stand: Stand): readonly EnvironmentStand[] {
  const { facts, policy, services } = stand
  const positions = positionsOn(facts.line ?? { commits: [] })
  const times = mergeTimes(facts.line?.commits ?? [])
  return policy.environments.flatMap(environment =>
    services.map(service => {
      const deployments = deploymentsFor(stand, service, environment)
      return {
        ...{ service, environment, deployments },
        train: deployments === undefined ? undefined : trainFor(stand, service, { deployments, positions, times }),
        lock: lockOn(stand.locks, service, environment.name),
      }
    }),
  )
}

function deploymentsFor(
  { facts, policy, now }: Stand,
  service: string,
  { name }: EnvironmentPolicy,
): KnownDeployments | undefined {
  const read = facts.environments.get(name)
  if (read === undefined) return undefined
  const ours = deploymentsOf(read.deployments, service, policy.services)
  const good = goodDeployments(read.deployments, service, policy.services)
  const [live] = good
  const newer = live === undefined ? ours : ours.slice(0, ours.indexOf(live))
  return {
    ...{ live, good, complete: read.complete, read: read.deployments.length },
    before: good.find(({ sha }) => sha !== live?.sha),
    open: openDeployments(ours, live, now),
    failed: newer.flatMap(deployment => failedOf(deployment) ?? [])[0],
  }
}

/** What a newer one replaced, what was only tried and what a person withdrew has ended, and did not fail. */
function failedOf(deployment: DeploymentFacts): FailedDeployment | undefined {
  const end = badEnd(deployment)
  if (end === undefined || end.state === 'inactive') return undefined
  return { deployment, text: end.description === '' ? endingOfStatus(end).text : end.description, at: end.createdAt }
}

function trainFor(
  { facts: { line } }: Stand,
  service: string,
  {
    deployments: { good, complete },
    positions,
    times,
  }: {
    readonly deployments: KnownDeployments
    readonly positions: Positions
    readonly times: readonly (Since | undefined)[]
  },
): WaitingTrain | undefined {
  // Where what is live may be further back, all that waits would be a guess.
  if (line === undefined || (good.length === 0 && !complete)) return undefined
  const live = liveOn(good, line, positions)
  const commits = line.commits.slice(0, live.waiting).flatMap((commit, position): TrainCommit[] => {
    if (commit.notOf?.has(service) === true) return []
    const takenOut = takenOutBy(position, good, positions)
    return [{ commit, position, since: times[position], takenOutBy: takenOut }]
  })
  return { live, commits, more: live.base === undefined && line.end !== 'root' }
}

/** What could not be read, in words, of which the train or the deployments of an environment are missing. */
export function missingFrom(
  { unread }: Stand,
  { deployments, train, environment }: EnvironmentStand,
): Finding | undefined {
  const found = (part: string) => unread.find(one => one.part === part)?.finding
  if (deployments === undefined) {
    return found('deployments') ?? { reason: 'history-unreadable', text: 'its deployments could not be read' }
  }
  if (train !== undefined) return undefined
  const text = `no good deployment to ${environment.name} is among the ${deployments.read} newest there, and older ones are not read`
  return found('commits') ?? { reason: 'history-unreadable', text }
}
