import { UserError } from '../errors.ts'
import type { GitHubClient, Repository } from '../github/client.ts'
import { ownerAndName } from '../github/repository.ts'
import { readRole } from '../github/role.ts'
import type { Role } from '../policy/deploy-rules.ts'
import { ROLES } from '../policy/deploy-rules-schema.ts'
import type { Command } from './command.ts'

/** Who asks through a door where more people write than may deploy. */
interface Commenter {
  readonly login: string
  /** Everybody has the role `read` in a public repository. */
  readonly isPublic: boolean
}

/** The role of a person in the repository, by GitHub's API: what a comment says of its author is not that. */
export async function roleOf(github: GitHubClient, login: string, repository?: Repository): Promise<Role | undefined> {
  try {
    return await readRole(github, login, repository)
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.reason === 'github-not-found') return undefined
    throw thrown
  }
}

/** Whether somebody is one of the repository's people at all: others get no answer in it. */
export function isStranger(role: Role | undefined, { isPublic }: Commenter): boolean {
  return !isAtLeast(role, isPublic ? 'triage' : 'read')
}

/**
 * Refuses who may not give a command. What changes something needs `write`, as a lock or a deployment by other ways does; per
 * environment the policy may ask for more. Throws a `UserError` (`command-not-permitted`).
 */
export function refuseUnpermitted(verb: Command['verb'] | 'help', role: Role | undefined, asker: Commenter): void {
  // What `doctor` shows is for those who set things up: names of secrets, rules, who reviews.
  const reads = ['status', 'history', 'help'].includes(verb)
  const least = reads ? (asker.isPublic ? 'triage' : 'read') : 'write'
  if (isAtLeast(role, least)) return
  throw new UserError(
    'command-not-permitted',
    `'${verb}' needs the role ${least}; ${asker.login} has ${roleText(role)}`,
  )
}

/**
 * Locks that another repository keeps hold what is not this one's: the token of a door may write them, and who asks has to be
 * let by that repository too. Throws a `UserError` (`command-not-permitted`).
 */
export async function refuseSharedLock(github: GitHubClient, login: string, keptIn: string): Promise<void> {
  const role = await roleOf(github, login, ownerAndName(keptIn))
  if (isAtLeast(role, 'write')) return
  const text = `the locks are kept in ${keptIn}: to change them needs the role write there; ${login} has ${roleText(role)}`
  throw new UserError('command-not-permitted', text)
}

function roleText(role: Role | undefined): string {
  return role === undefined ? 'no role' : `the role ${role}`
}

/** Whether a role is this one, or a higher one. */
export function isAtLeast(role: Role | undefined, least: Role): boolean {
  return role !== undefined && ROLES.indexOf(role) >= ROLES.indexOf(least)
}
