import { groupOf, mappingAt } from '../api/objects.ts'
import { isArgoRollout, templateSource } from '../kinds/argo/rollout-object.ts'
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

/** The Deployments of a set that Rollouts have taken over: the controller of Argo Rollouts scales them down to 0, to stay so. */
export function scaledDownIn(objects: readonly PlannedObject[]): ReadonlySet<string> {
  return new Set(
    objects.flatMap(({ manifest: { object }, namespace }) => {
      const { kind, name, scaleDown } = (isArgoRollout(object) ? templateSource(object) : undefined) ?? {}
      const isScaled = name !== undefined && /^(onsuccess|progressively)$/.test(scaleDown ?? '')
      return isScaled ? [autoscaledKey(String(kind), namespace, name)] : []
    }),
  )
}
