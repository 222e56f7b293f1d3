import { type DeploymentHold, serializeHold } from '../../domain/deployment/hold.ts'
import { isMapping, type KubeObject } from '../api/objects.ts'
import { HELD_ANNOTATION } from '../kinds/held.ts'
import { withFieldChanged } from '../manifests/pod-templates.ts'
import type { StagedWorkload } from './staged-workloads.ts'
import { newPodsOf, type PodStage, shareOrPods } from './stages.ts'

/** Pods that are ready count as available only after so long: the controller stops at those of the stage. The largest there is, less one. */
const NEVER_AVAILABLE = 2_147_483_646
/** It has to be longer: no deadline. */
const NO_DEADLINE = 2_147_483_647

/** What a stage adds to a workload. */
interface HeldAt {
  readonly workload: Pick<StagedWorkload, 'kind' | 'replicas'>
  readonly step: PodStage['step']
  readonly surge: boolean
  readonly hold: DeploymentHold
}

/**
 * The workload as it is applied at a stage: its controller makes the pods of the stage and then goes no further, with no
 * controller of ours, no copy of it and no run that waits. Applied without what is added it goes on to all pods.
 */
export function heldObject(object: KubeObject, { workload, step, surge, hold }: HeldAt): KubeObject {
  const marked = withFieldChanged(object, ['metadata', 'annotations'], value => ({
    ...(isMapping(value) ? value : {}),
    [HELD_ANNOTATION]: serializeHold(hold),
  }))
  return withFieldChanged(marked, ['spec'], value => {
    const spec = isMapping(value) ? value : {}
    if (workload.kind === 'StatefulSet') {
      const partition = workload.replicas - newPodsOf(workload, step, surge)
      return { ...spec, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition } } }
    }
    // A share stays one, so that an autoscaler keeps it.
    const rollingUpdate = surge
      ? { maxSurge: shareOrPods(step), maxUnavailable: 0 }
      : { maxSurge: 0, maxUnavailable: shareOrPods(step) }
    return {
      ...spec,
      strategy: { type: 'RollingUpdate', rollingUpdate },
      minReadySeconds: NEVER_AVAILABLE,
      progressDeadlineSeconds: NO_DEADLINE,
    }
  })
}
