import { groupOf, type KubeObject } from '../api/objects.ts'

/** The order of writes: each stage is there before the next begins. */
export const STAGES = ['namespaces', 'definitions', 'configuration', 'workloads'] as const

export type Stage = (typeof STAGES)[number]

/** Whether the object defines a custom resource. */
export function isDefinition(object: KubeObject): boolean {
  return object.kind === 'CustomResourceDefinition' && groupOf(object.apiVersion) === 'apiextensions.k8s.io'
}

/** Whether the object is a namespace. */
export function isNamespace(object: KubeObject): boolean {
  return object.kind === 'Namespace' && object.apiVersion === 'v1'
}

/** Whether the object is a Deployment, whose rollout is followed. */
export function isDeployment(object: { readonly apiVersion: string; readonly kind: string }): boolean {
  return object.kind === 'Deployment' && groupOf(object.apiVersion) === 'apps'
}

/** The stage an object is applied in: what pods need to start is there before them. */
export function stageOf(object: KubeObject): Stage {
  if (isNamespace(object)) return 'namespaces'
  if (isDefinition(object)) return 'definitions'
  return isDeployment(object) ? 'workloads' : 'configuration'
}
