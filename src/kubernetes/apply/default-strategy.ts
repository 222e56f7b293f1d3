import type { FieldPath } from '../api/managed-fields.ts'
import { groupOf, type KubeObject, mappingAt } from '../api/objects.ts'

/** The field of each kind that has a strategy. */
const STRATEGIES: ReadonlyMap<string, string> = new Map([
  ['Deployment', 'strategy'],
  ['StatefulSet', 'updateStrategy'],
  ['DaemonSet', 'updateStrategy'],
])

/**
 * The fields that have to go when the template names another strategy than the default one (`Recreate`, `OnDelete`): the
 * API server has filled them in, they have no owner, and it refuses the other strategy beside them.
 */
export function defaultStrategyFields(live: KubeObject, template: KubeObject): readonly FieldPath[] {
  const field = groupOf(template.apiVersion) === 'apps' ? STRATEGIES.get(template.kind) : undefined
  if (field === undefined) return []
  const { type, rollingUpdate } = mappingAt(template, 'spec', field) ?? {}
  const filledIn = mappingAt(live, 'spec', field, 'rollingUpdate')
  const stays = rollingUpdate !== undefined || type === undefined || type === 'RollingUpdate'
  if (filledIn === undefined || stays) return []
  const at = ['f:spec', `f:${field}`, 'f:rollingUpdate']
  return [[...at, '.'], ...Object.keys(filledIn).map(key => [...at, `f:${key}`])]
}
