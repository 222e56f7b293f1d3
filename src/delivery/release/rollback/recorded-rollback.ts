import { readRules, ruleFacts } from '../../../deployments/rule-facts.ts'
import { ruleFindings } from '../../../domain/deployment/deploy-rules.ts'
import type { DeploymentRecord } from '../../../domain/deployment/record.ts'
import { type DeployRequest, readRequest } from '../../../domain/deployment/request.ts'
import { rollbackPayload } from '../../../domain/deployment-origin.ts'
import { taskOf } from '../../../domain/deployment-task.ts'
import { UserError } from '../../../errors.ts'
import type { GitHubClient } from '../../../github/client.ts'
import { createDeployment } from '../../../github/create-deployment.ts'
import type { Policy } from '../../../policy/policy.ts'
import type { PipelineEffects } from '../effects.ts'
import type { PlannedSubject } from '../plan/planned-subject.ts'
import type { FoundRelease } from './stored-release.ts'

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
    ...{ payload: rollbackPayload(found.origin.from), creator: actor, byPerson: true, createdAt: '', url: '' },
  }
  const request = readRequest(record, policy)
  if (request.kind === 'foreign') throw new Error(`a rollback is none of ours: ${request.why}`)
  return request
}

/**
 * Looks at the rules of the environment: locks, freezes, who may deploy, the order. The commit has passed the gate when it was
 * deployed. Throws what speaks against it, and `github-…` where that cannot be read.
 */
export async function checkRules(
  github: GitHubClient,
  request: DeployRequest,
  startedBy: string,
  { log, clock, locks }: Pick<PipelineEffects, 'log' | 'clock' | 'locks'>,
): Promise<void> {
  const read = await readRules({ github, log, clock, locks: locks(github), startedBy }, request)
  const findings = ruleFindings(request.environment.rules, ruleFacts(read, request, [], clock.now()))
  if (findings.length > 0) throw UserError.from(findings)
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
  return { ...request, deployment: { ...made, creator: actor, byPerson: true } }
}
