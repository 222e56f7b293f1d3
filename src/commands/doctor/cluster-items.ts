import type { DoctorItem } from '../answer/doctor.ts'
import type { DoctorFacts } from './facts.ts'
import { good, notShown, skipped, stops, warning } from './item.ts'

/** What the credentials may do in the cluster. */
export function clusterItems({ cluster, door }: Pick<DoctorFacts, 'cluster' | 'door'>): readonly DoctorItem[] {
  const about = { area: 'cluster', object: 'cluster' } as const
  if (cluster === undefined) {
    const how = door === 'terminal' ? 'add --cluster' : 'a terminal with a kubeconfig can, by --cluster'
    return [skipped(about, `not looked at: ${how}`)]
  }
  if (!cluster.isRead) {
    const { reason, text } = cluster.finding
    return [stops(about, { code: reason, text, fix: 'see what this reason means' })]
  }
  const { server, version, namespace, missing, kinds, isListWhole } = cluster.value
  const where = { area: 'cluster', object: `namespace ${namespace}` } as const
  const code = 'cluster-role-lacks'
  const fix = 'add this to the rules of the Role; docs/permissions.md has a whole one'
  return [
    good(about, `${server}, Kubernetes ${version}`),
    ...(kinds.length > 0 ? [good(where, `may apply ${kinds.join(', ')}`)] : []),
    ...(kinds.length === 0 && isListWhole
      ? [
          stops(where, {
            code,
            text: 'may not create and patch any kind: nothing can be applied',
            fix: 'bind the Role of docs/permissions.md to these credentials',
          }),
        ]
      : []),
    ...(isListWhole ? [] : [notShown(where, 'the API server says that its list of what may be applied is not whole')]),
    ...missing.map(({ group, resource, verbs, what, isNeeded }) => {
      const text = `may not ${verbs.join(', ')} ${resource}${group === '' ? '' : ` of ${group}`}: ${what}`
      const copy = `- { apiGroups: ['${group}'], resources: [${resource}], verbs: [${verbs.join(', ')}] }`
      return (isNeeded ? stops : warning)(where, { code, text, fix, copy })
    }),
  ]
}
