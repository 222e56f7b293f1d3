import { groupOf, type KubeObject } from '../api/objects.ts'
import { followedKindOf } from './followed-kinds.ts'

interface PodWorkload {
  /** The path of its pod template, where it has one. */
  readonly podTemplate?: readonly string[]
  /** Whether pods run as soon as it is applied. */
  readonly runs: boolean
}

/** The built-in kinds that make pods and are not followed; a kind that is followed needs no row here. */
const OTHER_POD_WORKLOADS: Readonly<Record<string, PodWorkload>> = {
  'apps/StatefulSet': { podTemplate: ['spec', 'template'], runs: true },
  'apps/DaemonSet': { podTemplate: ['spec', 'template'], runs: true },
  'apps/ReplicaSet': { podTemplate: ['spec', 'template'], runs: true },
  'batch/Job': { podTemplate: ['spec', 'template'], runs: true },
  'batch/CronJob': { podTemplate: ['spec', 'jobTemplate', 'spec', 'template'], runs: false },
  '/Pod': { runs: true },
  '/ReplicationController': { runs: true },
}

/** The path of the object's pod template, or undefined if its kind is not built-in or has none. */
export function podTemplatePath(object: KubeObject): readonly string[] | undefined {
  return (followedKindOf(object) ?? otherWorkload(object))?.podTemplate
}

/** Whether applying the object runs pods whose rollout is not followed: to apply it and report success would be a guess. */
export function runsUnfollowed(object: KubeObject): boolean {
  return followedKindOf(object) === undefined && otherWorkload(object)?.runs === true
}

function otherWorkload({ apiVersion, kind }: KubeObject): PodWorkload | undefined {
  return OTHER_POD_WORKLOADS[`${groupOf(apiVersion)}/${kind}`]
}
