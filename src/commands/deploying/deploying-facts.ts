import { UserError } from '../../errors.ts'
import {
  readTokenAndWorkflows,
  readWorkflowsOf,
  type TokenAndWorkflows,
} from '../../github/workflows/read-workflows.ts'
import type { Role } from '../../policy/deploy-rules.ts'
import type { Actor, Ask } from '../ask.ts'
import type { ContinueCommand, DeployCommand, RollbackCommand } from '../command.ts'
import { type EnvironmentStand, environmentStands, missingFrom } from '../facts/environment-stand.ts'
import { readStand } from '../facts/read-stand.ts'
import type { Stand } from '../facts/stand.ts'
import type { DeployPorts } from '../ports.ts'
import { effectiveAsker, roleOfActor } from './asker.ts'
import { type WayIn, wayInFor } from './way-in.ts'

/** What was read for it, before anything is decided. */
export interface DeployingFacts {
  readonly stand: Stand
  readonly at: EnvironmentStand
  /** Who the token is, and the workflows of the default branch. */
  readonly token: TokenAndWorkflows
  /** Whether a person asks, and not an App. */
  readonly isPerson: boolean
  /** Whether the rules about people go by them. */
  readonly isActor: boolean
  readonly notes: readonly string[]
}

/** Commits that are read in detail beside those that wait. */
const NEWEST = 25

/** Reads what a deployment is decided by. Refuses who may not write to the repository. */
export async function readDeployingFacts(
  { command, actor }: Ask<DeployCommand | RollbackCommand | ContinueCommand>,
  ports: DeployPorts,
): Promise<DeployingFacts> {
  const { service, environment } = command
  const reads = [
    readStand(ports, { service, newest: NEWEST, login: '' }),
    roleOfActor(ports.github, actor),
    readTokenAndWorkflows(ports, actor.proof === 'token' ? actor.login : undefined),
  ] as const
  // A refusal leaves no request behind.
  await Promise.allSettled(reads)
  const [stand, role, token] = await Promise.all(reads)
  return factsOf(stand, { service, environment }, { actor, role, token })
}

function factsOf(
  read: Stand,
  { service, environment }: Pick<DeployCommand, 'service' | 'environment'>,
  { actor, role, token }: { actor: Actor; role: Role | undefined; token: TokenAndWorkflows },
): DeployingFacts {
  const { stand, isActor, note } = effectiveAsker(read, actor, { creator: token.login, role })
  const at = environmentStands(stand).find(one => one.service === service && one.environment.name === environment)
  if (at === undefined) {
    throw new UserError('command-invalid', `the policy has no environment '${environment}' of '${service}' any more`)
  }
  // What is live is what everything else goes by.
  const missing = missingFrom(stand, at)
  if (missing !== undefined && at.deployments === undefined) throw new UserError(missing.reason, missing.text)
  return { stand, at, token, isActor, isPerson: role !== undefined, notes: note === undefined ? [] : [note] }
}

/** How a deployment of this commit gets its run. */
export async function wayFor({ token, stand }: DeployingFacts, sha: string, ports: DeployPorts): Promise<WayIn> {
  if (ports.carryOutHere !== undefined) return { kind: 'here' }
  const isHead = stand.facts.head.head?.toLowerCase() === sha
  const commit = isHead ? token.branch : await readWorkflowsOf(ports, sha)
  return wayInFor(token, commit, sha)
}
