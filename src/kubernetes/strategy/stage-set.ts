import type { DeploymentHold } from '../../domain/deployment/hold.ts'
import { groupOf, isMapping, type KubeObject, mappingAt } from '../api/objects.ts'
import { withHashOf } from '../apply/config-hash.ts'
import type { Plan, PlannedObject } from '../apply/plan.ts'
import { STAGES, stageOf } from '../apply/stages.ts'
import { isRoute } from '../kinds/routes.ts'
import type { ObjectSet } from '../manifests/manifest.ts'
import { withFieldChanged } from '../manifests/pod-templates.ts'
import { heldObject } from './held-object.ts'
import type { StagedWorkload } from './staged-workloads.ts'
import type { PodStage } from './stages.ts'

/** What is applied at a stage. */
interface StageOrder {
  readonly workloads: readonly StagedWorkload[]
  readonly step: PodStage['step']
  readonly surge: boolean
  readonly hold: DeploymentHold
  /** Whether nothing of the set has been applied before. */
  readonly isFirst: boolean
}

/** What says how many pods there are, and which may go: for the old ones as for the new ones. */
const SHARED_GROUPS = /^(?:autoscaling|policy|keda\.sh)$/

/**
 * The set as it is applied at a stage: the workloads that are held and, at the first one, what their new pods need, Jobs before
 * them included. What is there already and about old and new pods alike waits until all are new, and so does every other workload.
 * `set` and `plan` have the same objects in the same order.
 */
export function stageSet(set: ObjectSet, plan: Plan, { workloads, isFirst, ...at }: StageOrder): ObjectSet {
  const manifests = set.manifests.flatMap((manifest, index) => {
    const planned = plan.objects[index]
    if (planned === undefined) return []
    const workload = workloads.find(one => one.planned.manifest === planned.manifest)
    if (workload !== undefined) {
      const object = withHashOf(asScaled(manifest.object, planned), planned.manifest.object)
      return [{ ...manifest, object: heldObject(object, { ...at, workload }) }]
    }
    return isFirst && isNeeded(planned) ? [manifest] : []
  })
  return { manifests, warnings: [] }
}

/** What is applied when all pods are to be new: the Jobs before them have run. */
export function completionSet({ manifests }: ObjectSet, plan: Plan): ObjectSet {
  return {
    manifests: manifests.flatMap((manifest, index) => {
      const planned = plan.objects[index]
      if (stageOf(manifest.object) === 'jobs-before') return []
      // The pods that were looked at are those that stay.
      return [
        planned === undefined
          ? manifest
          : { ...manifest, object: withHashOf(manifest.object, planned.manifest.object) },
      ]
    }),
    warnings: [],
  }
}

/** Where the plan leaves the number of pods to an autoscaler, which is not among what is applied at a stage, it stays. */
function asScaled(object: KubeObject, { manifest }: PlannedObject): KubeObject {
  if (mappingAt(object, 'spec') === undefined || mappingAt(manifest.object, 'spec')?.replicas !== undefined)
    return object
  return withFieldChanged(object, ['spec'], spec =>
    Object.fromEntries(Object.entries(isMapping(spec) ? spec : {}).filter(([field]) => field !== 'replicas')),
  )
}

function isNeeded({ stage, manifest: { object }, live }: PlannedObject): boolean {
  if (STAGES.indexOf(stage) >= STAGES.indexOf('workloads')) return false
  const isService = object.kind === 'Service' && object.apiVersion === 'v1'
  const isShared = isService || isRoute(object) || SHARED_GROUPS.test(groupOf(object.apiVersion))
  return live === undefined || !isShared
}
