import type { Ending } from '../domain/deployment/ending.ts'
import type { Step } from '../domain/deployment/steps.ts'
import type { Finding } from '../errors.ts'
import type { AppliedObject } from '../kubernetes/apply/apply.ts'
import type { FollowResult } from '../kubernetes/rollout/watch-rollouts.ts'

/** What is known of a deployment while it goes on; the summary and the outputs are made from it at the end. */
export interface Report {
  readonly deploymentId: number
  commit: string
  commitUrl: string
  service?: string
  environment: string
  /** `repository@sha256:…` */
  image?: string
  /** Time a step took, in milliseconds, in the order they ended. */
  readonly steps: { readonly step: Step; readonly ms: number }[]
  /** What was applied; absent while nothing was touched. */
  applied?: readonly AppliedObject[]
  /** True from the moment the first write may have reached the cluster. */
  touched: boolean
  rollout?: FollowResult
  readonly warnings: Finding[]
}

/** How a run of the action ended: a deployment of ours with its report, or one that is left alone. */
export type DeployResult =
  | {
      readonly kind: 'ours'
      readonly report: Report
      readonly ending: Ending
      readonly ms: number
      /** Why the last status could not be written: GitHub still shows the deployment as under way. */
      readonly unwritten?: string
    }
  | {
      readonly kind: 'left'
      readonly deploymentId: number
      readonly environment: string
      /** `foreign`, `duplicate`, `under-way`, `stale-rerun`. */
      readonly reason: string
      readonly why: string
      /** Nothing to worry about: a notice, no red. */
      readonly expected: boolean
    }
