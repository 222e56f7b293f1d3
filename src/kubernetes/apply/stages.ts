import { groupOf, isCrd, isNamespace, type KubeObject } from '../api/objects.ts'

/** The order of writes: each stage is there before the next begins. */
export const STAGES = ['namespaces', 'crds', 'configuration', 'workloads'] as const

export type Stage = (typeof STAGES)[number]

/** Whether the object is a Deployment, whose rollout is followed. */
export function isDeployment(object: { readonly apiVersion: string; readonly kind: string }): boolean {
  return object.kind === 'Deployment' && groupOf(object.apiVersion) === 'apps'
}

/** The stage an object is applied in: what pods need to start is there before them. */
export function stageOf(object: KubeObject): Stage {
  if (isNamespace(object)) return 'namespaces'
  if (isCrd(object)) return 'crds'
  return isDeployment(object) ? 'workloads' : 'configuration'
}
