import type { Ending } from '../domain/deployment/ending.ts'
import type { Finding } from '../errors.ts'
import { nameOf } from '../kubernetes/api/objects.ts'
import type { AppliedObject } from '../kubernetes/apply/apply.ts'
import type { PlanView } from '../kubernetes/plan/plan-view.ts'
import type { Cause, FollowResult, WorkloadReport } from '../kubernetes/rollout/watch-rollouts.ts'
import type { ApplyCount } from './cluster-state.ts'
import type { DeployContext } from './context.ts'
import { redactedFinding } from './endings.ts'
import type { DeploymentProgress, RestoreResult, StepTime } from './progress.ts'

/** Why a rollout is not complete. */
type CauseView = Pick<Cause, 'code' | 'object' | 'text' | 'advice'> & { readonly container?: string }

/** One followed workload at the end. */
export type WorkloadView = Omit<WorkloadReport, 'name'>

/** One object that was applied, or that left the templates: then it was removed, or the deployment did not come so far. */
export interface ObjectView {
  /** `Deployment/web` */
  readonly object: string
  /** Absent for objects of the whole cluster. */
  readonly namespace?: string
  readonly action: AppliedObject['action'] | 'removed' | 'not removed'
}

/** The last lines of the container that failed. */
interface ContainerLogView {
  readonly pod: string
  readonly container: string
  readonly lines: readonly string[]
}

/** What came of restoring the last good release. */
export type RestoreView =
  | { readonly kind: 'restored'; readonly release: string }
  | { readonly kind: 'refused'; readonly release: string; readonly text: string }
  /** `workloads`: as they were last seen, where they were followed; absent where it has changed nothing. */
  | {
      readonly kind: 'failed' | 'stopped'
      readonly release: string
      readonly text: string
      readonly workloads?: readonly WorkloadView[]
    }
  | { readonly kind: 'none'; readonly text: string }
  | { readonly kind: 'left'; readonly text: string; readonly wayOut: string }

/**
 * A deployment as it is shown everywhere: log, job summary, outputs, Slack. Plain data that survives JSON,
 * and without secrets: what renders it has nothing to hide any more.
 */
export interface DeploymentView {
  /** GitHub's id of the deployment; 0 where it has none: a dry run, or a rollback without GitHub. */
  readonly id: number
  /** `owner/name` */
  readonly repository: string
  /** Absent while it is not known which one is meant. */
  readonly service?: string
  readonly environment: string
  /** Login of the person who asked for it; empty when GitHub does not say. */
  readonly requester: string
  /** Full SHA; empty where a rollback has not found its release. */
  readonly commit: string
  /** `repository@sha256:…`, once it was found. */
  readonly image?: string
  /** The number of the stored release that a rollback brings back. */
  readonly storedRelease?: number
  /** In the order they ended. */
  readonly steps: readonly StepTime[]
  /** Milliseconds that the run took; absent while it runs, and where it did not live to say so. */
  readonly ms?: number
  /** Whether a write may have reached the cluster. */
  readonly touched: boolean
  /** How much of the release has reached the cluster; absent before the apply. */
  readonly count?: ApplyCount
  /** Absent while it runs. */
  readonly ending?: Ending
  /** What came of restoring the last good release after the failure; absent where that was not tried. */
  readonly restore?: RestoreView
  /** The cause that ended the rollout. */
  readonly cause?: CauseView
  /** Every cause known at the end, worst first. */
  readonly causes: readonly CauseView[]
  readonly containerLog?: ContainerLogView
  readonly workloads: readonly WorkloadView[]
  /** What it was to change, once that was known. */
  readonly plan?: PlanView
  /** What was applied, in that order, and what left the templates. */
  readonly objects: readonly ObjectView[]
  readonly warnings: readonly Finding[]
  readonly links: {
    /** The repository's page. */
    readonly repository: string
    readonly commit: string
    /** The log of the run. */
    readonly log: string
  }
}

/** The view of a deployment that has ended. */
export type EndedView = DeploymentView & { readonly ending: Ending }

/** What a view says about the end. */
interface EndOfDeployment {
  /** Without secrets. */
  readonly ending: Ending
  readonly ms: number
}

type Redact = (text: string) => string

/** The view of a deployment at its end. `redact` hides secrets in texts that come from the cluster and the templates. */
export function viewOf(
  progress: DeploymentProgress,
  { ending, ms }: EndOfDeployment,
  { owner, repository, page, logUrl }: Pick<DeployContext, 'owner' | 'repository' | 'page' | 'logUrl'>,
  redact: Redact,
): EndedView {
  const { deploymentId, requester, commit, service, environment, image, steps, touched, applied = [] } = progress
  const { leaving, pruned } = progress
  return {
    id: deploymentId,
    repository: `${owner}/${repository}`,
    ...(service === undefined ? {} : { service }),
    ...{ environment, requester, commit },
    ...(image === undefined ? {} : { image }),
    ...(progress.storedRelease === undefined ? {} : { storedRelease: progress.storedRelease }),
    ...{ steps: [...steps], ms, touched, ending },
    ...(progress.count === undefined ? {} : { count: progress.count }),
    ...(progress.restore === undefined ? {} : { restore: restoreView(progress.restore, redact) }),
    ...rolloutView(progress.rollout, redact),
    ...(progress.plan === undefined ? {} : { plan: progress.plan }),
    objects: [
      ...applied.map(({ manifest, namespace, action }) => objectView(nameOf(manifest.object), namespace, action)),
      ...leaving.map(address => {
        const name = nameOf({ kind: address.kind, metadata: address })
        return objectView(name, address.namespace, pruned.includes(address) ? 'removed' : 'not removed')
      }),
    ],
    warnings: progress.warnings.map(warning => redactedFinding(warning, redact)),
    links: { repository: page, commit: `${page}/commit/${commit}`, log: logUrl },
  }
}

function objectView(object: string, namespace: string | undefined, action: ObjectView['action']): ObjectView {
  return { object, ...(namespace === undefined ? {} : { namespace }), action }
}

function rolloutView(
  rollout: FollowResult | undefined,
  redact: Redact,
): Pick<DeploymentView, 'cause' | 'causes' | 'containerLog' | 'workloads'> {
  if (rollout === undefined) return { causes: [], workloads: [] }
  const { cause, causes, logs, workloads } = rollout
  return {
    ...(cause === undefined ? {} : { cause: causeView(cause, redact) }),
    causes: causes.map(one => causeView(one, redact)),
    ...(logs === undefined
      ? {}
      : { containerLog: { pod: logs.pod, container: logs.container, lines: logs.lines.map(redact) } }),
    workloads: workloadViews(workloads, redact),
  }
}

function workloadViews(workloads: readonly WorkloadReport[], redact: Redact): readonly WorkloadView[] {
  return workloads.map(({ name: _, ...workload }) => ({ ...workload, text: redact(workload.text) }))
}

function restoreView(restore: RestoreResult, redact: Redact): RestoreView {
  if (restore.kind === 'restored') return { kind: 'restored', release: restore.release }
  const text = redact(restore.text)
  if (restore.kind === 'none') return { kind: 'none', text }
  if (restore.kind === 'left') return { kind: 'left', text, wayOut: redact(restore.wayOut) }
  const { kind, release } = restore
  if (kind === 'refused') return { kind, release, text }
  if (kind === 'failed' && !restore.touched) return { kind, release, text }
  const workloads = kind === 'failed' ? (restore.rollout?.workloads ?? []) : []
  return { kind, release, text, workloads: workloadViews(workloads, redact) }
}

function causeView({ code, object, container, text, advice }: Cause, redact: Redact): CauseView {
  return { code, object, ...(container === undefined ? {} : { container }), text: redact(text), advice: redact(advice) }
}
