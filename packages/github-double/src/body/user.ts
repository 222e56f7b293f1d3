import { nodeId } from '../ids.ts'
import type { Schema } from '../schema.ts'
import type { User } from '../state/account.ts'
import type { Place } from './links.ts'

export function userBody(place: Place, user: User): Schema['simple-user'] {
  const api = `${place.api}/users/${encodeURIComponent(user.login)}`
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId(user.type === 'Bot' ? 'BOT' : 'U', user.id),
    avatar_url: `${place.server}/avatars/u/${user.id}`,
    gravatar_id: '',
    url: api,
    html_url: `${place.server}/${user.login.replace(/^(.*)\[bot\]$/, 'apps/$1')}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: user.type,
    user_view_type: 'public',
    site_admin: false,
  }
}
