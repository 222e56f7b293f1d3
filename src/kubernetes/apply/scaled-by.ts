import { groupOf, mappingAt } from '../api/objects.ts'
import type { PlannedObject } from './plan.ts'

/** `Deployment shop web` */
export function autoscaledKey(kind: string, namespace: string | undefined, name: string): string {
  return `${kind} ${namespace ?? ''} ${name}`
}

/** What the autoscalers of a set scale: those of Kubernetes, and those of KEDA, which make one. */
export function autoscaledIn(objects: readonly PlannedObject[]): ReadonlySet<string> {
  return new Set(
    objects.flatMap(({ manifest: { object }, namespace }) => {
      const isAutoscaler = object.kind === 'HorizontalPodAutoscaler' && groupOf(object.apiVersion) === 'autoscaling'
      const isScaled = object.kind === 'ScaledObject' && groupOf(object.apiVersion) === 'keda.sh'
      const { kind = 'Deployment', name } = mappingAt(object, 'spec', 'scaleTargetRef') ?? {}
      if (!(isAutoscaler || isScaled) || name === undefined) return []
      return [autoscaledKey(String(kind), namespace, String(name))]
    }),
  )
}
