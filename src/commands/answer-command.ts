import type { GitHubClient } from '../github/client.ts'
import { readPolicyText } from '../github/contents.ts'
import { lockRefsOf } from '../github/locks/git-locks.ts'
import { readLogin } from '../github/locks/update-ref.ts'
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
  readonly log: Logger
  readonly clock: Clock
  /** A new claim, different each time. */
  readonly newClaim: () => string
  /** Undefined: the login of the token. */
  readonly login: string | undefined
  /** Of who asks, where it was read already. */
  readonly role?: Role | undefined
}

const PROOFS = { comment: 'comment', run: 'run', terminal: 'token' } as const

/** What a command may name. Of a policy that cannot be read `doctor` still says what is wrong with it. */
async function namesFor(verb: WrittenCommand['verb'], github: GitHubClient) {
  if (verb === 'doctor') return { services: [], environments: [], locks: lockPlace(undefined) }
  return parsePolicy(await readPolicyText(github), { repository: github.repository.repo })
}

/** Reads a command by the policy of the repository, and carries it out. Throws a `UserError` where it comes to nothing. */
export async function answerCommand(written: WrittenCommand, at: CommandDoor): Promise<Answer> {
  const { github, log, clock, newClaim, door, intent, link } = at
  const { owner, repo } = github.repository
  const { services, environments, locks: kept } = await namesFor(written.verb, github)
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
  const ports = {
    ...{ github, log, clock, newClaim, repository, locks: lockRefsOf(github, github.repository, kept) ?? NO_LOCKS },
    ...{ page, onPlan, onStep, isFollowed, carryOutHere, later, cluster },
  }
  return runCommand({ command, actor, door, intent, link }, ports)
}
