import { isDeepStrictEqual } from 'node:util'
import type { DeploymentHold } from '../../domain/deployment/hold.ts'
import { type Finding, UserError } from '../../errors.ts'
import type { Staging, StagingStep } from '../../policy/strategy.ts'
import { nameOf } from '../api/objects.ts'
import { locationOf } from '../manifests/manifest.ts'
import type { StagedWorkload } from './staged-workloads.ts'

/** One stage before all pods are new. */
export interface PodStage {
  readonly step: StagingStep
  /** New pods, over all workloads, and how many are wanted. */
  readonly ready: number
  readonly pods: number
}

/**
 * The stages of some workloads; steps that come to the same pods are one. Throws a `UserError` (refused, `strategy-impossible`)
 * where a step has more pods than a workload, or leaves none of its old ones.
 */
export function stagesOf(
  workloads: readonly StagedWorkload[],
  { steps, surge }: Pick<Staging, 'steps' | 'surge'>,
): readonly PodStage[] {
  const findings = steps.flatMap(step => workloads.flatMap(workload => problemOf(workload, step, surge) ?? []))
  if (findings.length > 0) throw UserError.from(findings)
  const pods = workloads.reduce((sum, { replicas }) => sum + replicas, 0)
  const all = steps.map(step => {
    const each = workloads.map(workload => newPodsOf(workload, step, surge))
    return { step, each, ready: each.reduce((sum, one) => sum + one, 0), pods }
  })
  return all
    .filter(({ each }, index) => !isDeepStrictEqual(each, all[index - 1]?.each))
    .map(({ step, ready }) => ({ step, ready, pods }))
}

/**
 * The stages after one that was looked at, by its step: the number of pods that are wanted may be another by now, and the steps those of
 * another policy. Throws as `stagesOf`, about those that are left alone.
 */
export function stagesAfter(
  { step: at, stage }: Pick<DeploymentHold, 'step' | 'stage'>,
  workloads: readonly StagedWorkload[],
  { steps, surge }: Pick<Staging, 'steps' | 'surge'>,
): readonly PodStage[] {
  // Of a policy with another kind of steps, and of a record without one, as many as were looked at are done.
  const isKnown = at !== undefined && steps.every(step => typeof shareOrPods(step) === typeof at)
  const left = isKnown ? steps.filter(step => sizeOf(shareOrPods(step)) > sizeOf(at)) : steps.slice(stage)
  const looked = typeof at === 'number' ? { pods: at } : { percent: sizeOf(at ?? '0%') }
  const isNew = ({ step }: PodStage): boolean =>
    at === undefined || workloads.some(one => newPodsOf(one, step, surge) > newPodsOf(one, looked, surge))
  return stagesOf(workloads, { steps: left, surge }).filter(isNew)
}

/** A step as the policy says it: `1`, `25%`. */
export function shareOrPods(step: StagingStep): number | string {
  return 'pods' in step ? step.pods : `${step.percent}%`
}

function sizeOf(step: number | string): number {
  return Number.parseInt(String(step), 10)
}

/** How many pods of a workload are new at a step. A controller rounds a share that comes on top up, and one that is missing down. */
export function newPodsOf(
  { kind, replicas }: Pick<StagedWorkload, 'kind' | 'replicas'>,
  step: StagingStep,
  surge: boolean,
): number {
  if ('pods' in step) return step.pods
  const share = (step.percent * replicas) / 100
  return kind === 'Deployment' && surge ? Math.ceil(share) : Math.max(1, Math.floor(share))
}

function problemOf(workload: StagedWorkload, step: StagingStep, surge: boolean): Finding | undefined {
  const { planned, kind, replicas } = workload
  const pods = newPodsOf(workload, step, surge)
  const inPlace = kind === 'StatefulSet' || !surge
  if (pods < replicas || (pods === replicas && !inPlace)) return undefined
  const said = 'pods' in step ? `${step.pods}` : `${step.percent}%`
  const has = `it has ${replicas} ${replicas === 1 ? 'replica' : 'replicas'}`
  const left = pods === replicas ? ', so that no old pod would be left' : ''
  const text = `${nameOf(planned.manifest.object)}: strategy.steps has ${said}, and ${has}${left}; lower the step, or raise replicas`
  return { reason: 'strategy-impossible', text, where: locationOf(planned.manifest) }
}
