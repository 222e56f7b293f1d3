import { isListed } from '../../domain/deployment-origin.ts'
import { UserError } from '../../errors.ts'
import type { GitHubClient } from '../../github/client.ts'
import type { Role } from '../../policy/deploy-rules.ts'
import { canonicalName } from '../../text/canonical-name.ts'
import type { Actor } from '../ask.ts'
import type { Stand } from '../facts/stand.ts'
import { isAtLeast, roleOf } from '../permission.ts'

const LEAST = 'write'

/**
 * The role of who asks, by GitHub's API. Refuses one that may not write. Undefined for an App that asks with a token of its own:
 * it has no role, and GitHub judges its token. Throws a `UserError`: `role-too-low`.
 */
export async function roleOfActor(
  github: GitHubClient,
  { login, proof, role: known }: Actor,
): Promise<Role | undefined> {
  const role = known ?? (await roleOf(github, login))
  if (role === undefined && proof === 'token') return undefined
  if (isAtLeast(role, LEAST)) return role
  const has = role === undefined ? 'no role' : `the role '${role}'`
  const where = `${github.repository.owner}/${github.repository.repo}`
  const text = `${login} may not deploy: they have ${has} in ${where}, and '${LEAST}' or a higher one is needed`
  throw new UserError('role-too-low', text)
}

/** Whom the rules of the deployment will go by: who makes its record, unless the policy lists that App as a door. */
export interface EffectiveAsker {
  readonly stand: Stand
  /** Whether that is who asks, a person. */
  readonly isActor: boolean
  /** What follows where it is not; undefined where it is. */
  readonly note: string | undefined
}

/** `creator`: who the token is that makes the record; `role`: that of who asks. */
export function effectiveAsker(
  stand: Stand,
  { login, proof }: Actor,
  { creator, role }: { readonly creator: string; readonly role: Role | undefined },
): EffectiveAsker {
  const isOwn = proof === 'token' || canonicalName(creator) === canonicalName(login)
  if (isOwn || isListed(creator, stand.policy.doors)) {
    const isActor = role !== undefined
    return {
      stand: {
        ...stand,
        asker: { login, role, proof: isOwn ? (isActor ? 'token' : 'app') : proof, unread: undefined },
      },
      isActor,
      note: undefined,
    }
  }
  const note = `rules about people go by ${creator}, which makes the record: the policy does not list it under 'doors'`
  return {
    stand: { ...stand, asker: { login: creator, role: undefined, proof: 'app', unread: undefined } },
    isActor: false,
    note,
  }
}
