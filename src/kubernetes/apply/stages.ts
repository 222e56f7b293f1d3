import { isCrd, isNamespace, type KubeObject } from '../api/objects.ts'
import { followedKindOf } from '../kinds/followed-kinds.ts'

/** The order of writes: each stage is complete before the next begins. */
export const STAGES = ['namespaces', 'crds', 'configuration', 'workloads'] as const

export type Stage = (typeof STAGES)[number]

/** The stage an object is applied in: what pods need is applied before the workloads. */
export function stageOf(object: KubeObject): Stage {
  if (isNamespace(object)) return 'namespaces'
  if (isCrd(object)) return 'crds'
  return followedKindOf(object) === undefined ? 'configuration' : 'workloads'
}
