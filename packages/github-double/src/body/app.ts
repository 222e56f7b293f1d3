import { nodeId } from '../ids.ts'
import type { Schema } from '../schema.ts'
import { ACTIONS_APP, type App } from '../state/account.ts'
import type { Place } from './links.ts'
import { userBody } from './user.ts'

/** An App as it is shown with what it made; null for what a person made. */
export function appBody(place: Place, app: App | undefined): Schema['nullable-integration'] {
  if (app === undefined) return null
  const ofGithub = app.id === ACTIONS_APP.id
  const owner = ofGithub ? { login: 'github', id: 9919 } : { login: `${app.slug}-owner`, id: app.id + 1 }
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId('A', app.id),
    owner: userBody(place, { ...owner, type: 'Organization' }),
    name: app.name,
    description: null,
    external_url: `${place.server}/apps/${app.slug}`,
    html_url: `${place.server}/apps/${app.slug}`,
    created_at: '2018-07-30T09:30:17Z',
    updated_at: '2024-04-10T20:33:16Z',
    permissions: { checks: 'write', contents: 'read', deployments: 'write', metadata: 'read', statuses: 'write' },
    events: [],
  }
}
