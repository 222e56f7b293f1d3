import { type ReadRules, readRules, refuseLocked, ruleFacts } from '../../../deployments/rule-facts.ts'
import type { RunAttempt } from '../../../domain/claims/run-claims.ts'
import { ruleFindings } from '../../../domain/deployment/deploy-rules.ts'
import type { DeploymentRecord } from '../../../domain/deployment/record.ts'
import { type DeployRequest, readRequest } from '../../../domain/deployment/request.ts'
import { rollbackMakerOf, rollbackPayload, storedReleaseOf } from '../../../domain/deployment-origin.ts'
import { taskOf } from '../../../domain/deployment-task.ts'
import type { LockReader } from '../../../domain/history/lock.ts'
import { UserError } from '../../../errors.ts'
import type { GitHubClient } from '../../../github/client.ts'
import { createDeployment, type NewDeployment, recentDeployments } from '../../../github/create-deployment.ts'
import type { Policy } from '../../../policy/policy.ts'
import type { ReasonCode } from '../../../reasons/registry.ts'
import type { PipelineEffects } from '../effects.ts'
import type { PlannedSubject } from '../plan/planned-subject.ts'
import type { FoundRelease } from './stored-release.ts'

/** GitHub is away; every other answer is one. */
const AWAY: readonly ReasonCode[] = ['github-unreachable', 'github-broken', 'github-rate-limited']

export function isGitHubAway(thrown: unknown): thrown is UserError {
  return thrown instanceof UserError && AWAY.includes(thrown.reason)
}

/** The lock is read by itself. */
const NO_LOCKS: LockReader = { lockOf: async () => undefined }

/** What of the rules needs no request. */
const UNREAD: ReadRules = { lock: { kind: 'read', lock: undefined }, role: undefined, good: undefined }

/** What GitHub knows of a rollback. */
interface RollbackRequest {
  readonly policy: Policy
  readonly subject: PlannedSubject
  readonly found: FoundRelease
  /** Login of who asks for it. */
  readonly actor: string
  readonly by: RunAttempt
}

/** The request for a rollback, as if its deployment were there; it has no id yet. */
export function rollbackRequest({ policy, subject, found, actor, by }: RollbackRequest): DeployRequest {
  const { commit: sha } = found.record
  const record: DeploymentRecord = {
    ...{ id: 0, sha, ref: sha, task: taskOf(subject.service, policy.services), environment: subject.environment.name },
    ...{
      payload: rollbackPayload(found.origin.from, by),
      creator: actor,
      byPerson: isPerson(actor),
      createdAt: '',
      url: '',
    },
  }
  const request = readRequest(record, policy)
  if (request.kind === 'foreign') throw new Error(`a rollback is none of ours: ${request.why}`)
  // The record will be of who started the run: what they have done is that, and no token of theirs was seen.
  const { requester } = request
  return { ...request, requester: { ...requester, proof: requester.isPerson ? 'run' : 'app' } }
}

/**
 * Looks at the rules of the environment: locks, freezes, who may deploy. The commit has passed the gate when it was deployed, and
 * a good release in the cluster was live here, so that its order lets it come back. Throws everything that is known to speak
 * against it, whatever else cannot be read; only then `github-…`.
 */
export async function checkRules(
  github: GitHubClient,
  request: DeployRequest,
  startedBy: string,
  { log, clock, locks }: Pick<PipelineEffects, 'log' | 'clock' | 'locks'>,
): Promise<void> {
  const rules = { ...request.environment.rules, order: undefined }
  const asking = { ...request, environment: { ...request.environment, rules } }
  const tools = { github, log, clock, startedBy }
  const [lock, read] = await Promise.allSettled([
    refuseLocked({ ...tools, locks: locks(github) }, asking),
    readRules({ ...tools, locks: NO_LOCKS }, asking),
  ])
  const thrown = [lock, read].flatMap(one => (one.status === 'rejected' ? [one.reason as unknown] : []))
  const isVerdict = (one: unknown): one is UserError => one instanceof UserError && one.outcome === 'refused'
  const [known, facts] =
    read.status === 'fulfilled' ? [rules, read.value] : [{ ...rules, deployers: undefined }, UNREAD]
  const findings = [
    ...thrown.filter(isVerdict).flatMap(one => one.findings),
    ...ruleFindings(known, ruleFacts(facts, asking, [], clock.now())),
  ]
  if (findings.length > 0) throw UserError.from(findings)
  if (thrown.length > 0) throw thrown.find(one => !isGitHubAway(one)) ?? thrown[0]
}

/** How a record is made. */
interface Making {
  readonly number: number
  readonly actor: string
  readonly by: RunAttempt
}

/** Makes the deployment of the rollback. Workflows on `deployment` leave it alone. Throws as `createDeployment` does. */
export async function recordRollback(
  github: GitHubClient,
  request: DeployRequest,
  making: Making,
): Promise<DeployRequest> {
  const { sha, task, environment } = request.deployment
  const { number, actor, by } = making
  const asker = actor === '' ? '' : `, asked for by ${actor}`
  const description = `Rollback to the stored release ${number}${asker}`
  const wish = { sha, task, environment, payload: rollbackPayload(number, by), description }
  const made = await madeOnce(github, wish, making)
  return { ...request, deployment: { ...made, creator: actor, byPerson: isPerson(actor) } }
}

/** Whether GitHub may have made a record although it was not seen to. */
export function isAnswerLost(thrown: unknown): boolean {
  return isGitHubAway(thrown) && thrown.reason !== 'github-rate-limited'
}

async function madeOnce(github: GitHubClient, wish: NewDeployment, making: Making): Promise<DeploymentRecord> {
  try {
    return await createDeployment(github, wish)
  } catch (thrown) {
    if (!isAnswerLost(thrown)) throw thrown
    const made = await foundAgain(github, wish.environment, making)
    if (made !== undefined) return made
    throw thrown
  }
}

/** The record that this attempt has made. What cannot be read is not seen. */
async function foundAgain(
  github: GitHubClient,
  environment: string,
  { number, by }: Making,
): Promise<DeploymentRecord | undefined> {
  try {
    const recent = await recentDeployments(github, environment)
    return recent.find(one => {
      const maker = rollbackMakerOf(one)
      return storedReleaseOf(one) === number && maker?.runId === by.runId && maker.attempt === by.attempt
    })
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    return undefined
  }
}

/** An App may have started the run. */
function isPerson(login: string): boolean {
  return login !== '' && !login.toLowerCase().endsWith('[bot]')
}
