import type { DeploymentHold } from '../domain/deployment/hold.ts'
import type { DeploymentRecord } from '../domain/deployment/record.ts'
import type { Step } from '../domain/deployment/steps.ts'
import type { Finding } from '../errors.ts'
import type { AppliedObject } from '../kubernetes/apply/apply.ts'
import type { PlanView } from '../kubernetes/plan/plan-view.ts'
import type { ObjectAddress } from '../kubernetes/release/record.ts'
import type { FollowResult } from '../kubernetes/rollout/watch-rollouts.ts'
import type { ReasonCode } from '../reasons/registry.ts'
import type { ApplyCount } from './cluster-state.ts'

/** The time that a step took, in milliseconds. */
export interface StepTime {
  readonly step: Step
  readonly ms: number
}

/** What came of restoring the last good release after a failure. `release`: `abc1234`, as texts name it. */
export type RestoreResult =
  /** `asBefore`: its pods have been there all the time. */
  | { readonly kind: 'restored'; readonly commit: string; readonly release: string; readonly asBefore?: true }
  /** `touched`: whether it was applied, at least in part. `rollout`: as far as it was followed. */
  | {
      readonly kind: 'failed'
      readonly release: string
      readonly text: string
      readonly touched: boolean
      readonly rollout?: FollowResult
    }
  /** The cluster does not accept it any more: it has changed nothing. */
  | { readonly kind: 'refused'; readonly release: string; readonly text: string }
  /** Another deployment came in the middle, or this run was stopped. `failure`: why it was restored at all. */
  | {
      readonly kind: 'stopped'
      readonly release: string
      readonly reason: ReasonCode
      readonly text: string
      readonly failure: Finding
    }
  /** `text`: why not. */
  | { readonly kind: 'none'; readonly text: string }
  /** This one has changed nothing, and what failed before it was left to it. `text`: what is live; `wayOut`: what can be done. */
  | { readonly kind: 'left'; readonly text: string; readonly wayOut: string }

/** What is known of a deployment while it runs; `viewOf` makes plain data of it. */
export interface DeploymentProgress {
  /** 0 for a dry run without a deployment, and while a rollback has none. */
  deploymentId: number
  /** Login of who asked for it, as far as that is known: first the creator of the record. */
  requester: string
  /** Full SHA. */
  commit: string
  service?: string
  environment: string
  /** `repository@sha256:…` */
  image?: string
  /** The number of the stored release that is applied again. */
  storedRelease?: number
  /** In the order they ended. */
  readonly steps: StepTime[]
  /** What it would change, once that is known. Without secrets. */
  plan?: PlanView
  /** What was applied; absent while nothing was changed. */
  applied?: readonly AppliedObject[]
  /** How much of it has reached the cluster; absent before the apply. */
  count?: ApplyCount
  /** What left the templates and is to be removed when the rollout is complete. */
  leaving: readonly ObjectAddress[]
  /** What of it was removed. */
  readonly pruned: ObjectAddress[]
  /** True from the moment the first write may have reached the cluster. */
  touched: boolean
  rollout?: FollowResult
  /** The stage it is at, until all pods are to be new. */
  stage?: DeploymentHold | undefined
  /** Where it is held, and for how long its pods were seen to be ready there. */
  held?: { readonly hold: DeploymentHold; readonly watchedMs: number }
  /** Which deployment was held when this one went out over it. */
  over?: number
  /** Absent where nothing was to be restored. */
  restore?: RestoreResult
  readonly warnings: Finding[]
}

/** The progress of a deployment of which nothing but its record is known. */
export function progressOf({
  id,
  sha,
  environment,
  creator,
}: Pick<DeploymentRecord, 'id' | 'sha' | 'environment' | 'creator'>): DeploymentProgress {
  return {
    deploymentId: id,
    requester: creator,
    commit: sha,
    environment,
    steps: [],
    touched: false,
    leaving: [],
    pruned: [],
    warnings: [],
  }
}
