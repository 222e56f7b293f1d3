import { Budget } from '../github/budget.ts'
import type { GitHubClient } from '../github/client.ts'
import { policyMissing, readPolicyText } from '../github/contents.ts'
import { lockRefsOf } from '../github/locks/git-locks.ts'
import { readLogin } from '../github/locks/update-ref.ts'
import { readRepositoryHead } from '../github/scan/one-repository.ts'
import type { Logger } from '../log/logger.ts'
import type { Role } from '../policy/deploy-rules.ts'
import { lockPlace } from '../policy/locks.ts'
import { parsePolicy } from '../policy/policy.ts'
import type { Clock } from '../time/clock.ts'
import type { Answer } from './answer/answer.ts'
import type { Ask } from './ask.ts'
import { readCommand, type WrittenCommand } from './grammar/command-words.ts'
import { NO_LOCKS } from './locks/no-locks.ts'
import { refuseSharedLock } from './permission.ts'
import type { DeployPorts, DoctorPorts } from './ports.ts'
import { runCommand } from './run.ts'

/** What a door has, and what it knows of who asks. */
export interface CommandDoor
  extends Pick<Ask, 'door' | 'intent' | 'link'>,
    Pick<DeployPorts, 'page' | 'onPlan' | 'onStep' | 'isFollowed' | 'carryOutHere' | 'later'>,
    Pick<DoctorPorts, 'cluster'> {
  readonly github: GitHubClient
  /** The same, not ended when the command is stopped. */
  readonly afterStop?: GitHubClient | undefined
  readonly log: Logger
  readonly clock: Clock
  /** A new claim, different each time. */
  readonly newClaim: () => string
  /** Undefined: the login of the token. */
  readonly login: string | undefined
  /** Of who asks, where it was read already. */
  readonly role?: Role | undefined
}

/** Points and requests for the head: far more than it takes. */
const HEAD_BUDGET = 10

const PROOFS = { comment: 'comment', run: 'run', terminal: 'token' } as const

/**
 * What a command may name, and the head that it was read with, for those that go on with it. Of a policy that cannot be read
 * `doctor` still says what is wrong with it.
 */
async function namesFor(verb: WrittenCommand['verb'], { github, log, clock }: CommandDoor) {
  const { owner, repo } = github.repository
  if (verb === 'doctor') {
    return { names: { services: [], environments: [], locks: lockPlace(undefined) }, head: undefined }
  }
  if (verb === 'lock' || verb === 'unlock') {
    return { names: parsePolicy(await readPolicyText(github), { repository: repo }), head: undefined }
  }
  const head = await readRepositoryHead({ github, log, clock, budget: new Budget(HEAD_BUDGET) }, `${owner}/${repo}`)
  if (head.policyText === undefined) throw policyMissing(github)
  return { names: parsePolicy(head.policyText, { repository: repo }), head }
}

/** Reads a command by the policy of the repository, and carries it out. Throws a `UserError` where it comes to nothing. */
export async function answerCommand(written: WrittenCommand, at: CommandDoor): Promise<Answer> {
  const { github, log, clock, newClaim, door, intent, link } = at
  const { owner, repo } = github.repository
  const { names, head } = await namesFor(written.verb, at)
  const { services, environments, locks: kept } = names
  const known = {
    ...{ services, environments: environments.map(({ name }) => name), locks: kept },
    repository: `${owner}/${repo}`,
  }
  const command = readCommand(written, known)
  const repository = kept.repository ?? `${owner}/${repo}`
  const login = at.login ?? (await readLogin(github))
  const isLock = command.verb === 'lock' || command.verb === 'unlock'
  // At a terminal the token is the person's own, and GitHub judges it.
  if (isLock && kept.repository !== undefined && door !== 'terminal') {
    await refuseSharedLock(github, login, kept.repository)
  }
  const actor = { login, proof: PROOFS[door], role: at.role }
  const { page, onPlan, onStep, isFollowed, carryOutHere, later, cluster } = at
  const locksBy = (by: GitHubClient) => lockRefsOf(by, github.repository, kept) ?? NO_LOCKS
  const ports = {
    ...{ github, head, log, clock, newClaim, repository },
    locks: locksBy(github),
    afterStop: at.afterStop && { github: at.afterStop, locks: locksBy(at.afterStop) },
    ...{ page, onPlan, onStep, isFollowed, carryOutHere, later, cluster },
  }
  return runCommand({ command, actor, door, intent, link }, ports)
}
