import { type ReadRules, readRules, refuseLocked, ruleFacts } from '../../../deployments/rule-facts.ts'
import { ruleFindings } from '../../../domain/deployment/deploy-rules.ts'
import type { DeploymentRecord } from '../../../domain/deployment/record.ts'
import { type DeployRequest, readRequest } from '../../../domain/deployment/request.ts'
import { rollbackPayload } from '../../../domain/deployment-origin.ts'
import { taskOf } from '../../../domain/deployment-task.ts'
import type { LockReader } from '../../../domain/history/lock.ts'
import { UserError } from '../../../errors.ts'
import type { GitHubClient } from '../../../github/client.ts'
import { createDeployment } from '../../../github/create-deployment.ts'
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
}

/** The request for a rollback, as if its deployment were there; it has no id yet. */
export function rollbackRequest({ policy, subject, found, actor }: RollbackRequest): DeployRequest {
  const { commit: sha } = found.record
  const record: DeploymentRecord = {
    ...{ id: 0, sha, ref: sha, task: taskOf(subject.service, policy.services), environment: subject.environment.name },
    ...{
      payload: rollbackPayload(found.origin.from),
      creator: actor,
      byPerson: isPerson(actor),
      createdAt: '',
      url: '',
    },
  }
  const request = readRequest(record, policy)
  if (request.kind === 'foreign') throw new Error(`a rollback is none of ours: ${request.why}`)
  return request
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

/** Makes the deployment of the rollback. Workflows on `deployment` leave it alone. */
export async function recordRollback(
  github: GitHubClient,
  request: DeployRequest,
  { number, actor }: { readonly number: number; readonly actor: string },
): Promise<DeployRequest> {
  const { sha, task, environment } = request.deployment
  const by = actor === '' ? '' : `, asked for by ${actor}`
  const description = `Rollback to the stored release ${number}${by}`
  const made = await createDeployment(github, { sha, task, environment, payload: rollbackPayload(number), description })
  return { ...request, deployment: { ...made, creator: actor, byPerson: isPerson(actor) } }
}

/** An App may have started the run. */
function isPerson(login: string): boolean {
  return login !== '' && !login.toLowerCase().endsWith('[bot]')
}
