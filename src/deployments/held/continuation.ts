import { askedFor } from '../../domain/claims/asked.ts'
import type { Continuation } from '../../domain/claims/continuation.ts'
import { ruleFindings } from '../../domain/deployment/deploy-rules.ts'
import type { DeploymentStatus } from '../../domain/deployment/record.ts'
import type { DeployRequest } from '../../domain/deployment/request.ts'
import type { Requester } from '../../domain/deployment/requester.ts'
import { isListed } from '../../domain/deployment-origin.ts'
import { UserError } from '../../errors.ts'
import { readRules, ruleFacts } from '../rule-facts.ts'

/** Who asked to go on with what is held. */
interface Asker {
  /** As rules about people go by it. */
  readonly requester: Requester
  /** As texts name it; empty where it is not known. */
  readonly by: string
}

/**
 * Who asked: the person who started the run; of a run that an App started which the policy lists under `doors`, whom the door has
 * named for it, also where the same door has made the deployment; of a job of the deployment's own run, who asked for the
 * deployment, since a reviewer has let it go on.
 */
export function askerOf(
  { deployment, requester, doors = [] }: DeployRequest,
  startedBy: string,
  how: Continuation,
  statuses: readonly DeploymentStatus[],
): Asker {
  const asked = askedFor(
    statuses.map(one => ({ ...one, createdAt: Date.parse(one.createdAt) })),
    how,
  )
  const [, named = '', why = ''] = /(?:asked by (\S+)|: (.+))$/.exec(asked?.said ?? '') ?? []
  const isApp = startedBy === '' || startedBy.endsWith('[bot]')
  const by = named === '' ? (why === '' ? startedBy : `reconcile (${why})`) : named
  // The door has judged how it knows who asked; its status does not say it.
  if (isApp && named !== '' && isListed(startedBy, doors))
    return { requester: { login: named, isPerson: true, proof: 'app' }, by }
  if (startedBy !== '' && isListed(startedBy, [deployment.creator])) return { requester, by }
  if (!isApp) return { requester: { login: startedBy, isPerson: true, proof: 'run' }, by: startedBy }
  return { requester: { login: startedBy, isPerson: false, proof: 'app' }, by }
}

/**
 * Refuses who may not go on: a lock, a freeze and who may deploy count as for a deployment. To abort brings back what is live, and
 * is never refused. Throws a `UserError`.
 */
export async function refuseContinuation(
  how: Continuation,
  request: DeployRequest,
  { requester }: Asker,
  tools: Parameters<typeof readRules>[0],
): Promise<void> {
  if (how === 'abort') return
  const { environment, deployment } = request
  const asking = {
    ...{ ...request, requester, payload: undefined },
    deployment: { ...deployment, creator: tools.startedBy },
    environment: { ...environment, rules: { ...environment.rules, order: undefined } },
  }
  const facts = ruleFacts(await readRules(tools, asking), asking, [], tools.clock.now())
  const findings = ruleFindings(asking.environment.rules, facts)
  if (findings.length > 0) throw UserError.from(findings)
}
