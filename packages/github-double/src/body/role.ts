import type { RoleName } from '../state/role.ts'

const RANKS: readonly RoleName[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin']

/** What a role may do, as answers show it: each role may what those before it may. */
export function permissionsOf(role: RoleName) {
  const rank = RANKS.indexOf(role)
  return { pull: rank > 0, triage: rank > 1, push: rank > 2, maintain: rank > 3, admin: rank > 4 }
}
