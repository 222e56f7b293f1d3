import type { KubernetesError } from '../api/error.ts'
import type { KubeObject } from '../api/objects.ts'
import { isArgoRollout } from '../kinds/argo/rollout-object.ts'

/** A field that another manager owns with another value. */
export interface FieldConflict {
  /** `.spec.replicas` */
  readonly field: string
  readonly manager: string
  readonly subresource: string
}

/** The conflicts that an apply was refused for. */
export function conflictsIn({ code, details }: KubernetesError): readonly FieldConflict[] {
  if (code !== 409) return []
  return details.causes.map(({ field, message }) => {
    const [, manager = '', subresource = ''] =
      /conflict with "([^"]*)"(?: with subresource "([^"]*)")?/.exec(message) ?? []
    return { field, manager, subresource }
  })
}

/** People with kubectl, and the tools that deployed before us: the template is what is to be live from now on. */
const HANDS = /^(kubectl(-.+)?|before-first-apply|[Hh]elm)$/

/** Whether the template's value is to take the place of the other. */
export function isOverwritten({ manager, subresource }: FieldConflict): boolean {
  return HANDS.test(manager) && (subresource === '' || subresource === 'scale')
}

/** Whether an autoscaler has set the scale: its number stays. */
export function isAutoscaled({ field, manager, subresource }: FieldConflict): boolean {
  return field === '.spec.replicas' && subresource === 'scale' && !HANDS.test(manager)
}

/**
 * Whether a field is another's only because a controller writes the whole object back, in its own form: `0.5` as `500m`. The
 * template's value says the same, or is the next one.
 */
export function isWrittenBack(object: KubeObject, { manager, subresource }: FieldConflict): boolean {
  return isArgoRollout(object) && manager === 'rollouts-controller' && subresource === ''
}
