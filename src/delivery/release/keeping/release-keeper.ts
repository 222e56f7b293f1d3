import { type Finding, messageOf } from '../../../errors.ts'
import { KubernetesError } from '../../../kubernetes/api/error.ts'
import type { Plan } from '../../../kubernetes/apply/plan.ts'
import type { Cluster } from '../../../kubernetes/connection/cluster.ts'
import { connectionProblem } from '../../../kubernetes/connection/problem.ts'
import { repositoryOfRun } from '../../../kubernetes/lease/lease.ts'
import type { ReleaseKey } from '../../../kubernetes/manifests/labels.ts'
import type { ObjectSet } from '../../../kubernetes/manifests/manifest.ts'
import { addressOf, isAmong, releasedObjects } from '../../../kubernetes/release/inventory.ts'
import { leftToTheNext, type PrunePlan, planPrune } from '../../../kubernetes/release/prune.ts'
import { checkPruneLimits, pruneLimitOf } from '../../../kubernetes/release/prune-limits.ts'
import {
  isBegunBy,
  type ReleasedObject,
  type ReleaseRecord,
  type StoredOrigin,
  type StoredRelease,
} from '../../../kubernetes/release/record.ts'
import type { ReleaseEnd } from '../../../kubernetes/release/release-secrets.ts'
import { retriedWrite } from '../../../kubernetes/release/retried-write.ts'
import { ReleaseStore } from '../../../kubernetes/release/store.ts'
import { heldLive } from '../../../kubernetes/strategy/held-live.ts'
import type { ReleasePolicy } from '../../../policy/releases.ts'
import { EarlierReleases } from './earlier-releases.ts'
import { StoreAccess } from './store-access.ts'

/** What keeping releases needs. */
export interface ReleaseKeeping {
  readonly key: ReleaseKey
  readonly policy: ReleasePolicy
  /** Whose release it is. */
  readonly about: Pick<ReleaseRecord, 'commit' | 'image' | 'deploymentId' | 'requester' | 'run'>
  /** Whether the service is held in the environment; without that another run may be changing it, and its record. */
  readonly isHeld: boolean
  /** Reports what is worth a notice. */
  readonly notice: (finding: Finding) => void
  /** Aborted when the time for the whole is up, too. */
  readonly signal: AbortSignal
  /** Aborted when the run is stopped: the end is written also after that time, as late as a restore ends. */
  readonly stop: AbortSignal
}

/** A stored release that is applied again. */
export interface BroughtBack {
  readonly origin: StoredOrigin
  /** What of it is not applied again: what runs once, and what holds data. It belongs to the release all the same. */
  readonly others: readonly ReleasedObject[]
  /** Why nothing may be removed, whatever the policy says. */
  readonly whyAllStays?: string
}

/** What a release that is not kept leaves to be pruned. */
const NOTHING: PrunePlan = { pruned: [], later: [], kept: [] }

/** Keeps a release of a service in an environment: what it removes, the record of its begin and of its end. */
export class ReleaseKeeper {
  readonly cluster: Cluster
  /** What is kept of those before it. */
  readonly earlier: EarlierReleases
  readonly #access: StoreAccess
  readonly #it: ReleaseKeeping
  #record: ReleaseRecord | undefined
  #number: number | undefined
  /** Whether it was held, and is gone on with. */
  #isResumed = false
  /** What was held, and is marked as held no more. */
  #marked: StoredRelease | undefined
  #beginning: Promise<void> = Promise.resolve()

  private constructor(cluster: Cluster, access: StoreAccess, earlier: EarlierReleases, it: ReleaseKeeping) {
    this.cluster = cluster
    this.earlier = earlier
    this.#access = access
    this.#it = it
  }

  /** Reads what is kept. To be called when the Lease is held: the one before has written its end by then. */
  static async open(cluster: Cluster, it: ReleaseKeeping): Promise<ReleaseKeeper> {
    const store = it.policy.store === 'none' ? undefined : new ReleaseStore(cluster, it.key)
    const access = new StoreAccess(store, cluster, it)
    const earlier = await EarlierReleases.read(access, { ...it, repository: repositoryOfRun(it.about.run.logUrl) })
    return new ReleaseKeeper(cluster, access, earlier, it)
  }

  /** Goes on with a release that is held: what is written of it is written to its record. `record`: undefined where it cannot be read. */
  resume(held: StoredRelease, record: ReleaseRecord | undefined): void {
    this.#number = held.number
    this.#record = record
    this.#isResumed = true
  }

  /** Whether another run has begun it, and held it. */
  get isResumed(): boolean {
    return this.#isResumed
  }

  /** Whether releases are kept: an error may have ended it. */
  get keeps(): boolean {
    return this.#access.keeps
  }

  /** The objects of this release. */
  get objects(): ReleaseRecord['objects'] {
    return this.#record?.objects ?? []
  }

  /** Whether no other release has begun since this one. What came after one that is held, and has left nothing, is none. */
  async isNewest(signal: AbortSignal): Promise<boolean> {
    const stored = (await this.#access.store?.list(signal)) ?? []
    const isOver = ({ undone }: StoredRelease): boolean => this.#isResumed && undone === true
    return stored.every(one => one.number <= (this.#number ?? this.earlier.next - 1) || isOver(one))
  }

  /** The workloads that the cluster holds for a deployment, whatever the records say; undefined where that cannot be seen. */
  async heldLive(deploymentId: number, signal: AbortSignal = this.#it.signal): Promise<readonly string[] | undefined> {
    const had = [...this.earlier.objects, ...this.objects].flatMap(({ namespace }) => namespace ?? [])
    const namespaces = new Set([this.cluster.namespace, ...had])
    return heldLive(this.cluster, this.#it.key, { deploymentId, namespaces }, signal)
  }

  /**
   * What this release removes at its end. Throws `prune-limit` (refused) where that is more than the policy allows; a stored
   * release is no mistake of templates: then that stays, and is left to the next deployment.
   */
  async planPrune({ objects }: Plan, brought?: BroughtBack): Promise<PrunePlan> {
    const { key, policy, signal } = this.#it
    if (policy.prune === undefined) return NOTHING
    const addresses = objects.map(planned => addressOf({ ...planned, object: planned.manifest.object }))
    const { earlier } = this
    // Of one that is held, what ran before its stages is no more applied, and belongs to it all the same.
    const left = earlier.leftBeside([...addresses, ...(brought?.others ?? []), ...this.objects])
    const elsewhere = earlier.whoElseHas.bind(earlier)
    const question = { key, planned: objects, signal, elsewhere }
    const plan = await planPrune(this.cluster, left, question).catch((thrown: unknown) => {
      throw connectionProblem(thrown, this.cluster.server) ?? thrown
    })
    // What earlier ones could not remove was counted then, and what a failed one made is not missed.
    const had = earlier.lastGood?.objects ?? []
    const [counted, of] = [plan.pruned.filter(isAmong(had)), { all: had.length, planned: objects.length }]
    const whyStays = brought?.whyAllStays ?? (brought && pruneLimitOf(counted, of, policy.prune)?.limit)
    if (whyStays !== undefined) return leftToTheNext(plan, whyStays)
    checkPruneLimits(counted, of, policy.prune)
    return { ...plan, whyNot: it => this.whyNotRemoved(it) }
  }

  /** Without a Lease, a newer deployment may have found there what this one is about to remove. */
  async whyNotRemoved(signal: AbortSignal): Promise<string | undefined> {
    try {
      return (await this.isNewest(signal)) ? undefined : 'a newer release has begun'
    } catch (thrown) {
      signal.throwIfAborted()
      return `it cannot be seen whether a newer release has begun (${messageOf(thrown)})`
    }
  }

  /** Writes that the release begins, or goes on where it was held; to be awaited before anything is changed. */
  async begin(
    { set, brought }: { readonly set: ObjectSet; readonly brought?: BroughtBack },
    { objects }: Plan,
    { pruned, later }: PrunePlan,
  ): Promise<void> {
    if (this.#isResumed) return this.goOn()
    const { key, about } = this.#it
    const begun = this.#now()
    const leaving = [...pruned, ...later]
    const others = brought?.others.map(one => ({ ...one, existed: true })) ?? []
    const stored = brought === undefined ? {} : { stored: brought.origin }
    this.#record = {
      ...key,
      ...about,
      begun,
      objects: [...releasedObjects(set, objects), ...others],
      leaving,
      ...stored,
    }
    this.#beginning = this.#write(this.#record)
    await this.#beginning
    const { held } = this.earlier
    if (held !== undefined) await this.#mark(held, store => this.#endHeld(store, held))
  }

  /** Writes that what is held is gone on with, so that a run that dies leaves no hold behind that is none. */
  async goOn(): Promise<void> {
    const number = this.#number
    const held = this.earlier.stored.find(one => one.number === number)
    if (held !== undefined) await this.#mark(held, store => store.resume(held.number))
  }

  /** Nothing was changed: what was held still is. Never rejects. */
  async heldAgain(): Promise<void> {
    const { store } = this.#access
    const marked = this.#marked
    if (store === undefined || marked?.hold === undefined) return
    const { number, hold } = marked
    const end = { state: 'held', outcome: 'held', reason: 'held', hold, at: this.#now() } as const
    try {
      await retriedWrite(() => store.end(number, end), { clock: this.cluster.clock, signal: this.#it.stop })
    } catch (thrown) {
      this.cluster.log.info(`That release ${number} is still held could not be recorded (${messageOf(thrown)})`)
    }
  }

  async #mark(held: StoredRelease, write: (store: ReleaseStore) => Promise<void>): Promise<void> {
    this.#marked = held
    await this.#access.tried(write)
  }

  /** Another release goes over it. */
  async #endHeld(store: ReleaseStore, { number }: StoredRelease): Promise<void> {
    await store.end(number, { state: 'failed', outcome: 'superseded', reason: 'hold-replaced', at: this.#now() })
  }

  #now(): string {
    return new Date(this.cluster.clock.now()).toISOString()
  }

  /** Writes how the release ended, and deletes the records that are no longer kept. Gives whether it is written; never rejects. */
  async end(end: Omit<ReleaseEnd, 'at'>): Promise<boolean> {
    const { store } = this.#access
    if (store === undefined) return false
    try {
      await this.#close(store, end)
    } catch (thrown) {
      const said = `The end of this release could not be recorded in the cluster (${messageOf(thrown)})`
      if (this.#it.stop.aborted) {
        this.cluster.log.info(said)
        return false
      }
      const text = end.state === 'good' ? `${said}: later deployments do not restore it` : said
      this.#it.notice({ reason: 'release-end-unrecorded', text })
      return false
    }
    // Who is stopped has no time for it.
    if (this.#number !== undefined && end.outcome !== 'cancelled') await this.#removeOutdated(store, this.#number)
    return true
  }

  async #close(store: ReleaseStore, end: Omit<ReleaseEnd, 'at'>): Promise<void> {
    const within = { clock: this.cluster.clock, signal: this.#it.stop }
    const hasBegun = await this.#beginning.then(
      () => true,
      () => false,
    )
    if (!hasBegun) return retriedWrite(() => this.#removeUnanswered(store), within)
    // Its namespace is one of its own objects.
    this.#number ??= this.#record && (await store.begin(this.#record, this.earlier.next, this.#it.stop))
    const number = this.#number
    if (number === undefined) return
    const at = this.#now()
    await retriedWrite(() => store.end(number, { ...end, at }), within)
  }

  /** The answer to its begin never came, and so nothing was changed: the cluster may have its record all the same. */
  async #removeUnanswered(store: ReleaseStore): Promise<void> {
    const { about } = this.#it
    const isOurs = isBegunBy({ ...about, repository: repositoryOfRun(about.run.logUrl) })
    await store.remove((await store.list(this.#it.stop)).filter(isOurs))
  }

  /** Old records that stay do no harm: this release is kept all the same. */
  async #removeOutdated(store: ReleaseStore, number: number): Promise<void> {
    try {
      await store.remove(this.earlier.outdatedBeside(number))
    } catch (thrown) {
      const text = `Old releases could not be deleted from the cluster, and stay (${messageOf(thrown)})`
      this.#it.notice({ reason: 'release-outdated', text })
    }
  }

  async #write(record: ReleaseRecord): Promise<void> {
    await this.#access.tried(async store => {
      try {
        this.#number = await store.begin(record, this.earlier.next, this.#it.signal)
      } catch (thrown) {
        // Then it is written at the end.
        if (!isNamespaceMissing(thrown)) throw thrown
      }
    })
  }
}

function isNamespaceMissing(thrown: unknown): boolean {
  return thrown instanceof KubernetesError && thrown.code === 404 && thrown.details.kind === 'namespaces'
}
