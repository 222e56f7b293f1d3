import type { AccessNeed } from './own-access.ts'

const WATCHED = ['get', 'list', 'watch'] as const
const CHANGED = [...WATCHED, 'create', 'patch', 'delete'] as const

/** What the deploying account needs for a usual set: the Role of `docs/permissions.md`. */
export const DEPLOY_NEEDS: readonly AccessNeed[] = [
  { ...core('configmaps', CHANGED), what: 'ConfigMaps of the templates' },
  { ...core('secrets', CHANGED), what: 'Secrets of the templates, and the records of releases' },
  { ...core('services', CHANGED), what: 'Services of the templates' },
  { ...core('pods', WATCHED), what: 'rollouts are followed by their pods', isNeeded: true },
  { ...core('events', WATCHED), what: 'without them the diagnosis is weaker' },
  { ...core('pods/log', ['get']), what: 'the last lines of a container that cannot start' },
  { ...apps('deployments', CHANGED), what: 'Deployments of the templates' },
  { ...apps('replicasets', WATCHED), what: 'rollouts of Deployments are followed by them' },
  {
    ...{ group: 'coordination.k8s.io', resource: 'leases', verbs: ['get', 'create', 'update'], isNeeded: false },
    what: 'one deployment at a time, from whichever door',
  },
]

function core(resource: string, verbs: readonly string[]) {
  return { group: '', resource, verbs, isNeeded: false }
}

function apps(resource: string, verbs: readonly string[]) {
  return { group: 'apps', resource, verbs, isNeeded: false }
}
