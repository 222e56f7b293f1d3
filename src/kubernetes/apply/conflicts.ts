import type { KubernetesError } from '../api/error.ts'

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
