import { permissionsOf } from '../body/role.ts'
import { userBody } from '../body/user.ts'
import { json, type Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import type { Schema } from '../schema.ts'
import type { RoleName } from '../state/role.ts'

/** What a role is in the older words: `triage` reads, `maintain` writes. */
const PERMISSIONS: Readonly<Record<RoleName, string>> = {
  ...{ admin: 'admin', maintain: 'write', write: 'write' },
  ...{ triage: 'read', read: 'read', none: 'none' },
}

function permission({ store, repository, place, param }: ApiRequest): Reply {
  const login = param('username')
  const role = repository.roles.get(login.toLowerCase()) ?? 'none'
  const body: Schema['repository-collaborator-permission'] = {
    permission: PERMISSIONS[role],
    role_name: role,
    user: {
      ...userBody(place, store.person(login).user),
      role_name: role,
      permissions: permissionsOf(role),
    },
  }
  return json(body)
}

export const collaboratorRoutes: readonly Route[] = [
  {
    operationId: 'repos/get-collaborator-permission-level',
    method: 'GET',
    path: '/repos/{owner}/{repo}/collaborators/{username}/permission',
    query: [],
    handle: permission,
  },
]
