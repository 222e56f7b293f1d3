import { isDeepStrictEqual } from 'node:util'
import { parseHold } from '../../domain/deployment/hold.ts'
import { type Finding, UserError } from '../../errors.ts'
import type { Staging } from '../../policy/strategy.ts'
import { groupOf, type KubeObject, mappingAt, mappingsIn, nameOf } from '../api/objects.ts'
import type { Plan, PlannedObject } from '../apply/plan.ts'
import { HELD_ANNOTATION } from '../kinds/held.ts'
import { podTemplatePath } from '../kinds/pod-workloads.ts'
import { locationOf } from '../manifests/manifest.ts'
import { isServed, serviceSelectors } from './served.ts'

/** A workload that is carried out in stages. */
export interface StagedWorkload {
  readonly planned: PlannedObject
  readonly kind: 'Deployment' | 'StatefulSet'
  /** Pods that are wanted; at least one. */
  readonly replicas: number
}

/** What of a planned set is carried out in stages. */
interface StagedWorkloads {
  readonly workloads: readonly StagedWorkload[]
  /** One line each about what is not. */
  readonly left: readonly string[]
}

/** What choosing needs. */
interface Choice {
  readonly staging: Pick<Staging, 'workloads' | 'surge'>
  /** Of objects that name none. */
  readonly namespace: string
}

/**
 * Chooses the workloads: by default the Deployments that a Service of the set sends requests to. Throws a `UserError` (refused,
 * `strategy-impossible`) with every workload that cannot be carried out in stages.
 */
export function stagedWorkloads(plan: Plan, { staging, namespace }: Choice): StagedWorkloads {
  const manifests = plan.objects.map(({ manifest }) => manifest)
  const selectors = serviceSelectors({ manifests, warnings: [] }, namespace)
  const isDefault = ({ object }: { object: KubeObject }): boolean =>
    object.kind === 'Deployment' && isServed(object, ['spec', 'template'], selectors, namespace)
  const { workloads: named } = staging
  const candidates = plan.objects.filter(({ manifest: { object } }) => {
    if (podTemplatePath(object) === undefined || groupOf(object.apiVersion) === 'batch') return false
    return named === undefined ? isDefault({ object }) : named.includes(object.metadata.name)
  })
  const names = new Set(candidates.map(({ manifest }) => manifest.object.metadata.name))
  const findings: Finding[] = (named ?? [])
    .filter(name => !names.has(name))
    .map(name => impossible(`policy: strategy.workloads names '${name}', which is no workload of the templates`))
  const workloads: StagedWorkload[] = []
  const left: string[] = []
  for (const planned of candidates) {
    const { object } = planned.manifest
    const why = whyNoStage(planned)
    if (why !== undefined) {
      left.push(`${nameOf(object)}: ${why}`)
      continue
    }
    const kind = object.kind === 'StatefulSet' ? 'StatefulSet' : 'Deployment'
    const problem = problemOf(planned, staging)
    if (problem === undefined) workloads.push({ planned, kind, replicas: replicasOf(planned) })
    else findings.push({ ...impossible(`${nameOf(object)}: ${problem}`), where: locationOf(planned.manifest) })
  }
  if (findings.length > 0) throw UserError.from(findings)
  if (candidates.length === 0) left.push('no Service of the templates sends requests to a Deployment')
  return { workloads, left }
}

/** The workloads of a planned set that are held for a deployment, as the cluster has them. */
export function heldWorkloads(plan: Plan, deploymentId: number): readonly StagedWorkload[] {
  return plan.objects.flatMap(planned => {
    const { kind } = planned.manifest.object
    const isWorkload = kind === 'Deployment' || kind === 'StatefulSet'
    const hold = parseHold(planned.live?.metadata.annotations?.[HELD_ANNOTATION] ?? '')
    if (!isWorkload || hold?.deployment !== deploymentId) return []
    return [{ planned, kind, replicas: replicasOf(planned) } as const]
  })
}

/** What is no one's mistake: there is nothing that could be looked at beside what is live. */
function whyNoStage(planned: PlannedObject): string | undefined {
  if (planned.live === undefined) return 'it is new, so that it runs nothing beside which it could be watched'
  if (replicasOf(planned) === 0) return 'it is scaled to 0'
  return isSameTemplate(planned) ? 'its pods stay as they are' : undefined
}

function isSameTemplate({ manifest, live, answer, unchanged }: PlannedObject): boolean {
  if (unchanged !== undefined) return true
  const path = podTemplatePath(manifest.object) ?? []
  return answer !== undefined && isDeepStrictEqual(mappingAt(live, ...path), mappingAt(answer.object, ...path))
}

function problemOf(planned: PlannedObject, { surge }: Pick<Staging, 'surge'>): string | undefined {
  const { object } = planned.manifest
  const spec = mappingAt(object, 'spec') ?? {}
  if (planned.recreated === true)
    return 'it would be deleted and created again, which leaves no old pods beside the new ones'
  if (object.kind === 'Deployment' && mappingAt(spec, 'strategy')?.type === 'Recreate') {
    return 'its strategy is Recreate, which stops all pods before new ones start; set RollingUpdate, or leave it out of strategy.workloads'
  }
  if (object.kind === 'StatefulSet') {
    const { type, rollingUpdate } = mappingAt(spec, 'updateStrategy') ?? {}
    if (type === 'OnDelete') return 'its update strategy is OnDelete, so that no stage would begin by itself'
    if ((mappingAt({ rollingUpdate }, 'rollingUpdate')?.partition ?? 0) !== 0)
      return 'it has a partition of its own; remove it'
  } else if (object.kind !== 'Deployment') {
    return `a ${object.kind} cannot be held at a stage; leave it out of strategy.workloads`
  }
  const template = podTemplatePath(object) ?? []
  const containers = mappingsIn(mappingAt(object, ...template, 'spec')?.containers)
  if (containers.every(({ readinessProbe }) => readinessProbe === undefined || readinessProbe === null)) {
    return 'no container has a readinessProbe, so that a broken version would look healthy; add one'
  }
  const inPlace = object.kind === 'StatefulSet' || !surge
  return inPlace && replicasOf(planned) === 1
    ? 'it has 1 replica, and a stage would replace it whole; raise replicas, or leave it out of strategy.workloads'
    : undefined
}

/** The number of pods that are wanted when it is applied. */
function replicasOf({ manifest, live, answer }: PlannedObject): number {
  const said = [answer?.object, live, manifest.object].map(one => mappingAt(one, 'spec')?.replicas)
  const [replicas = 1] = said.filter(one => typeof one === 'number')
  return replicas
}

function impossible(text: string): Finding {
  return { reason: 'strategy-impossible', text }
}
