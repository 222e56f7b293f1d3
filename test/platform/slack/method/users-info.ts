import type { UsersInfoResponse } from '@slack/web-api'
import { Problem } from '../problem.ts'
import { method } from './method.ts'

/** https://docs.slack.dev/reference/methods/users.info: a member; a deactivated one is `deleted`. */
export const usersInfo = method({
  name: 'users.info',
  arguments: { user: 'string' },
  scope: 'users:read',
  handle({ store, given }) {
    const found = store.people.find(({ id }) => id === given.required('user'))
    if (found === undefined) throw new Problem('user_not_found')
    const { id, name, deactivated = false } = found
    return { user: { id, team_id: 'T0ACME', name, deleted: deactivated } } satisfies Partial<UsersInfoResponse>
  },
})
