import { groupOf, isCrd, isNamespace, type KubeObject } from '../api/objects.ts'
import { runOf } from '../kinds/annotations.ts'
import { followedKindOf } from '../kinds/followed-kinds.ts'
import { podSpecs } from '../manifests/pod-templates.ts'

/** The order of writes: each stage is complete before the next begins, and the Jobs of a stage have succeeded. */
export const STAGES = [
  'namespaces',
  'crds',
  'configuration',
  'jobs-before',
  'workloads',
  // What leads traffic to pods that come with the set: they have to be ready by then.
  'switched',
  'jobs-after',
  // What the API server calls: the workloads have to answer by then.
  'called',
] as const

export type Stage = (typeof STAGES)[number]

const CALLED: ReadonlySet<string> = new Set(['admissionregistration.k8s.io', 'apiregistration.k8s.io'])

/** The stage an object is applied in: what pods need is applied before the workloads. */
export function stageOf(object: KubeObject): Stage {
  if (isNamespace(object)) return 'namespaces'
  if (isCrd(object)) return 'crds'
  if (CALLED.has(groupOf(object.apiVersion))) return 'called'
  const kind = followedKindOf(object)
  const run = kind?.kind === 'Job' ? runOf(object) : undefined
  if (run !== undefined) return run === 'before' ? 'jobs-before' : 'jobs-after'
  const runsPods = kind?.newPods !== undefined || (kind === undefined && podSpecs(object).length > 0)
  return runsPods ? 'workloads' : 'configuration'
}
