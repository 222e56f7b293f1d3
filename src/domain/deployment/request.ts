import { UserError } from '../../errors.ts'
import type { LockPlace } from '../../policy/locks.ts'
import type { PathPattern } from '../../policy/path-patterns.ts'
import { type EnvironmentPolicy, environmentOf, type Policy, serviceOf } from '../../policy/policy.ts'
import type { SlackPolicy } from '../../policy/slack.ts'
import { didYouMean } from '../../text/suggestion.ts'
import { foreignOrigin, isOurs } from '../deployment-origin.ts'
import { TASK, TASK_OF_SERVICE } from '../deployment-task.ts'
import { fullSha } from '../sha.ts'
import { type DeploymentPayload, readPayload } from './payload.ts'
import type { DeploymentRecord } from './record.ts'
import { type Requester, requesterOf } from './requester.ts'

/** A deployment of ours, and what the policy says about it. */
export interface DeployRequest {
  readonly kind: 'ours'
  readonly deployment: DeploymentRecord
  readonly requester: Requester
  /** What of the payload concerns the deployment itself. */
  readonly payload: DeploymentPayload | undefined
  readonly service: string
  readonly environment: EnvironmentPolicy
  /** All services of the policy. */
  readonly services: readonly string[]
  /** Those of the service; undefined where every commit belongs to it. */
  readonly paths?: readonly PathPattern[] | undefined
  /** Apps whose deployments are ours without a mark. */
  readonly apps: readonly string[]
  /** Who is who in Slack. */
  readonly slack: SlackPolicy
  readonly locks: LockPlace
  /** It asks for all pods at once where the policy has stages. */
  readonly atOnce?: boolean
  /** Apps of doors: whom they name is who asked. */
  readonly doors?: readonly string[]
  /** The commit, in full and in lower case. */
  readonly sha: string
}

/** A deployment of another tool: one notice with `why`, no status. */
export interface ForeignDeployment {
  readonly kind: 'foreign'
  readonly why: string
}

/** Why a task is none of ours, whatever the policy says; undefined for one that may be. */
export function foreignTask(task: string): string | undefined {
  if (task === TASK || task.startsWith(TASK_OF_SERVICE)) return undefined
  return `its task is '${task}', not '${TASK}' or '${TASK_OF_SERVICE}<service>'`
}

/**
 * Whether a deployment is ours. It is when it was made for us, the policy names its environment and its task is `deploy`, or
 * `deploy:<service>` with a service of the policy. Throws a `UserError` (refused) for a deployment of ours that is
 * ambiguous or not valid: `service-unclear`, `sha-invalid`.
 */
export function readRequest(deployment: DeploymentRecord, policy: Policy): DeployRequest | ForeignDeployment {
  const { task } = deployment
  const foreign = foreignTask(task)
  if (foreign !== undefined) return { kind: 'foreign', why: foreign }
  if (!isOurs(deployment, policy.apps)) return { kind: 'foreign', why: foreignOrigin(deployment) }
  const environment = environmentOf(policy, deployment.environment)
  if (environment === undefined) {
    const names = policy.environments.map(one => one.name)
    const why = `${policy.file} does not name the environment '${deployment.environment}'`
    return { kind: 'foreign', why: `${why}${didYouMean(deployment.environment, names)}` }
  }
  const [only, ...others] = policy.services
  const named = task.slice(TASK_OF_SERVICE.length)
  const service = task === TASK ? only : serviceOf(policy, named)
  if (service === undefined) {
    const why = `${policy.file} does not name the service '${named}'`
    return { kind: 'foreign', why: `${why}${didYouMean(named, policy.services)}` }
  }
  if (task === TASK && others.length > 0) {
    const tasks = policy.services.map(name => `'${TASK_OF_SERVICE}${name}'`).join(' or ')
    const message = `the task '${TASK}' names no service, and ${policy.file} has several: use task ${tasks}`
    throw new UserError('service-unclear', message)
  }
  const sha = fullSha(deployment.sha)
  if (sha === undefined) {
    const message = `'${deployment.sha}' is not a full commit SHA (40 or 64 hexadecimal digits)`
    throw new UserError('sha-invalid', message)
  }
  const { services, apps, slack, locks, doors } = policy
  const requester = requesterOf(deployment, doors)
  const payload = readPayload(deployment.payload)
  const { strategy } = environment
  const isAtOnce = payload?.strategy === 'all'
  const paths = policy.servicePaths.get(service)
  return {
    kind: 'ours',
    deployment,
    requester,
    payload,
    service,
    environment: isAtOnce ? { ...environment, strategy: { ...strategy, staging: undefined } } : environment,
    services,
    paths,
    apps,
    slack,
    locks,
    doors,
    atOnce: isAtOnce && strategy.staging !== undefined,
    sha,
  }
}
