import { type Finding, messageOf, UserError } from '../../errors.ts'
import { concurrently } from '../api/concurrently.ts'
import { KubernetesError } from '../api/error.ts'
import { ourApplyOf, sameOwnFields } from '../api/managed-fields.ts'
import { type KubeObject, nameOf } from '../api/objects.ts'
import type { Cluster } from '../connection/cluster.ts'
import { locationOf, type Manifest } from '../manifests/manifest.ts'
import { findingsFrom } from './api-findings.ts'
import { warningFinding } from './api-warnings.ts'
import { untilEstablished } from './crds.ts'
import type { Plan, PlannedObject } from './plan.ts'
import { removeFirst } from './recreation.ts'
import { adopt, serverSideApply } from './server-side-apply.ts'
import { STAGES, type Stage } from './stages.ts'

/** One object as it is in the cluster after the apply. */
export interface AppliedObject {
  readonly manifest: Manifest
  readonly action: 'created' | 'changed' | 'unchanged'
  readonly kind: string
  readonly name: string
  readonly namespace?: string
  readonly uid: string
  /** 0 for kinds that count no generations. */
  readonly generation: number
  readonly resourceVersion: string
  /** As the server gave it back, defaults filled in. */
  readonly object: KubeObject
  /** The server's time of the change (of the look, where nothing changed), milliseconds since the epoch, to the second. */
  readonly at: number
  /** What the server warned of; the dry run has given most of it before. */
  readonly warnings: readonly Finding[]
}

export interface ApplyOptions {
  readonly signal?: AbortSignal
  /** Called with each object as soon as it is applied, so that it is known also when the apply fails half-way. */
  readonly onApplied?: (object: AppliedObject) => void
}

/**
 * Applies a planned set, stage by stage, everything within a stage at the same time. Throws a `UserError`
 * (failed, `apply-failed`) with a finding for each object that was not applied; later stages are then left out.
 * Nothing is sent any more after a call has settled.
 */
export class StagedApply {
  readonly #cluster: Cluster
  readonly #plan: Plan
  readonly #options: ApplyOptions
  readonly #applied = new Map<PlannedObject, AppliedObject>()
  readonly #unanswered = new Set<PlannedObject>()
  #next = 0

  constructor(cluster: Cluster, plan: Plan, options: ApplyOptions = {}) {
    this.#cluster = cluster
    this.#plan = plan
    this.#options = options
  }

  /** Everything that was applied, in the order of the set. */
  get applied(): readonly AppliedObject[] {
    return this.#plan.objects.flatMap(planned => this.#applied.get(planned) ?? [])
  }

  /** What was not applied, in the order of the set. */
  get remaining(): readonly PlannedObject[] {
    return this.#plan.objects.filter(planned => !this.#applied.has(planned))
  }

  /** How many were sent without an answer that says what became of them: they may have been applied or not. */
  get unanswered(): number {
    return this.#unanswered.size
  }

  /** Applies what is left of the stages up to this one; gives the objects of this one. */
  async through(last: Stage): Promise<readonly AppliedObject[]> {
    const end = STAGES.indexOf(last) + 1
    while (this.#next < end) await this.#applyStage(STAGES[this.#next++] ?? last)
    return this.#plan.objects.filter(({ stage }) => stage === last).flatMap(planned => this.#applied.get(planned) ?? [])
  }

  async #applyStage(stage: Stage): Promise<void> {
    const { signal, onApplied } = this.#options
    const findings: Finding[] = []
    const objects = this.#plan.objects.filter(planned => planned.stage === stage)
    await concurrently(objects, async planned => {
      signal?.throwIfAborted()
      this.#unanswered.add(planned)
      try {
        const object = await applyOne(this.#cluster, planned, signal)
        this.#applied.set(planned, object)
        this.#unanswered.delete(planned)
        onApplied?.(object)
      } catch (thrown) {
        // What came before the refused request has changed the object: it was deleted, or its fields have another owner.
        const isAsBefore = planned.recreated !== true && planned.adoption === undefined
        if (isAsBefore && isRefusal(thrown)) this.#unanswered.delete(planned)
        signal?.throwIfAborted()
        findings.push(...problemsOf(thrown, planned))
      }
    })
    if (findings.length > 0) throw failure(findings, this.#applied.size, this.#plan.objects.length)
    if (stage === 'crds' && objects.length > 0) await untilEstablished(this.#cluster, objects, signal)
  }
}

async function applyOne(
  cluster: Cluster,
  planned: PlannedObject,
  signal: AbortSignal | undefined,
): Promise<AppliedObject> {
  const { manifest, path, adoption, force = false } = planned
  if (planned.recreated === true && planned.live !== undefined) {
    await removeFirst(cluster, planned, planned.live, signal)
  }
  if (planned.unchanged !== undefined) return appliedObject(manifest, 'unchanged', planned.unchanged)
  if (adoption !== undefined) {
    await adopt(cluster.client, { path, object: manifest.object }, adoption, signal)
  }
  const {
    code,
    body,
    at,
    warnings = [],
  } = await serverSideApply(cluster.client, path, manifest.object, {
    ...{ dryRun: false, force, signal },
  })
  const object = body as KubeObject
  const same = adoption === undefined && isSame(planned.live, object)
  const action = code === 201 ? 'created' : same ? 'unchanged' : 'changed'
  const changed = same ? at : changedAt(object, planned, { at, created: code === 201 })
  return appliedObject(manifest, action, { object, at: changed, warnings })
}

/**
 * When an apply changed an object, as the object says. An answer is dated when it is sent: that can be a second later, and
 * what controllers make of the change at once would be from before it. What is dated before the dry run is no change of
 * this apply: the fields of an adopted object keep the time of their owner before.
 */
function changedAt(
  object: KubeObject,
  { live, seenAt }: PlannedObject,
  { at, created }: { readonly at: number; readonly created: boolean },
): number {
  const written = ourApplyOf(object)?.time
  if (!created && written === ourApplyOf(live)?.time) return at
  const times = [written, ...(created ? [object.metadata.creationTimestamp] : [])].map(time => Date.parse(time ?? ''))
  const changed = Math.min(at, ...times.filter(Number.isFinite))
  return created || (seenAt !== undefined && changed >= seenAt) ? changed : at
}

/** Whether an apply has changed nothing: neither what is ours, nor the object by a webhook that looks at each apply. */
function isSame(live: KubeObject | undefined, object: KubeObject): boolean {
  return live?.metadata.generation === object.metadata.generation && sameOwnFields(live, object)
}

function appliedObject(
  manifest: Manifest,
  action: AppliedObject['action'],
  { object, at, warnings = [] }: Pick<AppliedObject, 'object' | 'at'> & { readonly warnings?: readonly string[] },
): AppliedObject {
  const { uid = '', generation = 0, resourceVersion = '', namespace, name } = object.metadata
  return {
    ...{ manifest, action, kind: object.kind, name, uid, generation, resourceVersion, object, at },
    ...(namespace === undefined ? {} : { namespace }),
    warnings: warnings.map(warning => warningFinding(manifest, warning)),
  }
}

/** Whether the server has said no. Where it failed, or did not answer, it may have stored the object. */
function isRefusal(thrown: unknown): boolean {
  return thrown instanceof KubernetesError && thrown.code >= 400 && thrown.code < 500
}

function problemsOf(thrown: unknown, { manifest, recreated }: PlannedObject): readonly Finding[] {
  if (thrown instanceof UserError) return thrown.findings
  if (!(thrown instanceof KubernetesError)) throw thrown
  const gone = recreated === true ? '; it may have been deleted already, to be created again: look for it' : ''
  if (thrown.reason !== 'Transport') {
    return findingsFrom(thrown, manifest).map(finding => ({ ...finding, text: `${finding.text}${gone}` }))
  }
  const text = `${nameOf(manifest.object)}: no answer from the cluster (${messageOf(thrown)}); it may have been applied or not${gone}`
  return [{ reason: 'cluster-unreachable', where: locationOf(manifest), text }]
}

function failure(findings: readonly Finding[], done: number, all: number): UserError {
  const text = findings[0]?.text ?? ''
  const message = `${text} (${done} of ${all} objects applied)`
  return new UserError('apply-failed', message, { findings })
}
