import { type Finding, messageOf } from '../../errors.ts'
import { KubernetesError } from '../../kubernetes/api/error.ts'
import type { Plan } from '../../kubernetes/apply/plan.ts'
import type { Cluster } from '../../kubernetes/connection/cluster.ts'
import { connectionProblem } from '../../kubernetes/connection/problem.ts'
import { repositoryOfRun } from '../../kubernetes/lease/lease.ts'
import type { ReleaseKey } from '../../kubernetes/manifests/labels.ts'
import type { ObjectSet } from '../../kubernetes/manifests/manifest.ts'
import { addressOf, leftOf, ownDoing, partOf, releasedObjects } from '../../kubernetes/release/inventory.ts'
import { type PrunePlan, planPrune } from '../../kubernetes/release/prune.ts'
import { checkPruneLimits } from '../../kubernetes/release/prune-limits.ts'
import {
  historyOf,
  isBegunBy,
  type ObjectAddress,
  outdated,
  type ReleaseRecord,
  type StoredRelease,
} from '../../kubernetes/release/record.ts'
import type { ReleaseEnd } from '../../kubernetes/release/release-secrets.ts'
import { interruptedText, unreadableText } from '../../kubernetes/release/release-text.ts'
import { retriedWrite } from '../../kubernetes/release/retried-write.ts'
import { ReleaseStore } from '../../kubernetes/release/store.ts'
import type { ReleasePolicy } from '../../policy/releases.ts'

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

/** What a release that is not kept leaves to be pruned. */
const NOTHING: PrunePlan = { pruned: [], later: [], kept: [] }

/** Keeps the releases of a service in an environment: reads the earlier ones, writes this one's begin and end. */
export class ReleaseKeeper {
  readonly cluster: Cluster
  readonly #it: ReleaseKeeping
  /** The page of the repository of this release. */
  readonly #repository: string
  #store: ReleaseStore | undefined
  #stored: readonly StoredRelease[] = []
  /** The last good release and what came after it, oldest first; empty where nothing may be concluded from it. */
  #earlier: readonly ReleaseRecord[] = []
  /** What other repositories deploy as the same service to the same environment. */
  #others: readonly ReleaseRecord[] = []
  #good: ReleaseRecord | undefined
  #record: ReleaseRecord | undefined
  #isUnreadable = false
  /** Whether another repository has objects here that are not known. */
  #isShared = false
  #number: number | undefined
  #beginning: Promise<void> = Promise.resolve()

  private constructor(cluster: Cluster, it: ReleaseKeeping) {
    this.cluster = cluster
    this.#it = it
    this.#repository = repositoryOfRun(it.about.run.logUrl)
    this.#store = it.policy.store === 'none' ? undefined : new ReleaseStore(cluster, it.key)
  }

  /** Reads what is kept. To be called when the Lease is held: the one before has written its end by then. */
  static async open(cluster: Cluster, it: ReleaseKeeping): Promise<ReleaseKeeper> {
    const keeper = new ReleaseKeeper(cluster, it)
    await keeper.#tried(async store => {
      keeper.#stored = await store.list(it.signal)
      await Promise.all([keeper.#readOwn(store), keeper.#readOthers(store)])
    })
    keeper.#sayInterrupted()
    return keeper
  }

  async #readOwn(store: ReleaseStore): Promise<void> {
    const { good, since } = historyOf(this.#own)
    const [last, ...later] = await Promise.all([
      good && this.#read(store, good, 'last-good'),
      ...since.map(one => this.#read(store, one, 'later')),
    ])
    this.#good = last
    // Without the last good one it is not known what was there before.
    this.#isUnreadable = good !== undefined && last === undefined
    this.#earlier = this.#isUnreadable ? [] : [last, ...later].flatMap(record => record ?? [])
  }

  /** Two repositories may have a service of the same name: what the other one has must not go. */
  async #readOthers(store: ReleaseStore): Promise<void> {
    const own = new Set(this.#own)
    const byRepository = Map.groupBy(
      this.#stored.filter(one => !own.has(one)),
      ({ repository }) => repository,
    )
    const wanted = [...byRepository.values()].map(historyOf).flatMap(({ good, since }) => [good ?? [], since].flat())
    const read = await Promise.all(wanted.map(one => this.#read(store, one, 'of-others')))
    this.#isShared = read.includes(undefined)
    this.#others = read.flatMap(record => record ?? [])
  }

  /** Those of this repository; what does not say whose it is counts among them, so that it is not passed over. */
  get #own(): readonly StoredRelease[] {
    return this.#stored.filter(({ repository }) => repository === '' || repository === this.#repository)
  }

  /** The last good release before this one. */
  get lastGood(): ReleaseRecord | undefined {
    return this.#good
  }

  /** What came after the last good one, oldest first, without its content. */
  get since(): readonly StoredRelease[] {
    return this.#store === undefined || this.#isUnreadable ? [] : historyOf(this.#own).since
  }

  /** The newest record of a deployment among the last good one and those after it, where that can be read. */
  earlierOf(deploymentId: number): ReleaseRecord | undefined {
    return this.#earlier.findLast(record => record.deploymentId === deploymentId)
  }

  /** Whether another repository has deployed the same service to the environment since the last good release. */
  get isOthersSince(): boolean {
    const own = new Set(this.#own)
    const last = historyOf(this.#own).good?.number ?? 0
    return this.#stored.some(one => !own.has(one) && one.number > last)
  }

  /** Whether releases are kept: an error may have ended it. */
  get keeps(): boolean {
    return this.#store !== undefined
  }

  /** Why there is none. */
  get whyNoGood(): string {
    if (this.#store === undefined) return 'releases are not kept'
    return this.#isUnreadable ? 'the last good release cannot be used' : 'no earlier good release'
  }

  /** The objects of this release. */
  get objects(): ReleaseRecord['objects'] {
    return this.#record?.objects ?? []
  }

  /** Whether no other release has begun since this one. */
  async isNewest(signal: AbortSignal): Promise<boolean> {
    const stored = (await this.#store?.list(signal)) ?? []
    return stored.every(({ number }) => number <= (this.#number ?? 0))
  }

  /** What this release removes at its end. Throws `prune-limit` (refused) where that is more than the policy allows. */
  async planPrune({ objects }: Plan): Promise<PrunePlan> {
    const { key, policy, signal } = this.#it
    if (policy.prune === undefined) return NOTHING
    const addresses = objects.map(planned => addressOf({ ...planned, object: planned.manifest.object }))
    const earlier = this.#isShared ? [] : this.#earlier.map(one => ownDoing(one, one === this.#good))
    const left = leftOf(earlier, addresses)
    const elsewhere = (address: ObjectAddress): string | undefined => {
      const other = this.#others.find(({ objects }) => partOf([address], objects).length > 0)
      const page = other === undefined ? '' : repositoryOfRun(other.run.logUrl)
      return page === '' ? undefined : `a release of ${page} for the same service and environment has it, too`
    }
    const question = { key, planned: objects, signal, elsewhere }
    const plan = await planPrune(this.cluster, left, question).catch((thrown: unknown) => {
      throw connectionProblem(thrown, this.cluster.server) ?? thrown
    })
    // What earlier ones could not remove was counted then, and what a failed one made is not missed.
    const had = this.#good?.objects ?? []
    checkPruneLimits(partOf(plan.pruned, had), { all: had.length, planned: objects.length }, policy.prune)
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

  /** Writes that the release begins; to be awaited before anything is changed. `set`: as it was rendered and labelled. */
  async begin(set: ObjectSet, { objects }: Plan, { pruned, later }: PrunePlan): Promise<void> {
    const { key, about } = this.#it
    const begun = new Date(this.cluster.clock.now()).toISOString()
    const leaving = [...pruned, ...later]
    this.#record = { ...key, ...about, begun, objects: releasedObjects(set, objects), leaving }
    this.#beginning = this.#write(this.#record)
    await this.#beginning
  }

  /** Writes how the release ended, and deletes the records that are no longer kept. Never rejects. */
  async end(end: Omit<ReleaseEnd, 'at'>): Promise<void> {
    if (this.#store === undefined) return
    try {
      await this.#close(this.#store, end)
    } catch (thrown) {
      const said = `The end of this release could not be recorded in the cluster (${messageOf(thrown)})`
      if (this.#it.stop.aborted) return this.cluster.log.info(said)
      const text = end.state === 'good' ? `${said}: later deployments do not restore it` : said
      return this.#it.notice({ reason: 'release-end-unrecorded', text })
    }
    // Who is stopped has no time for it.
    if (this.#number !== undefined && end.outcome !== 'cancelled') await this.#removeOutdated(this.#store, this.#number)
  }

  async #close(store: ReleaseStore, end: Omit<ReleaseEnd, 'at'>): Promise<void> {
    const within = { clock: this.cluster.clock, signal: this.#it.stop }
    const hasBegun = await this.#beginning.then(
      () => true,
      () => false,
    )
    if (!hasBegun) return retriedWrite(() => this.#removeUnanswered(store), within)
    if (this.#record === undefined) return
    // Its namespace is one of its own objects.
    this.#number ??= await store.begin(this.#record, historyOf(this.#stored).next, this.#it.stop)
    const number = this.#number
    const at = new Date(this.cluster.clock.now()).toISOString()
    await retriedWrite(() => store.end(number, { ...end, at }), within)
  }

  /** The answer to its begin never came, and so nothing was changed: the cluster may have its record all the same. */
  async #removeUnanswered(store: ReleaseStore): Promise<void> {
    const isOurs = isBegunBy({ ...this.#it.about, repository: this.#repository })
    await store.remove((await store.list(this.#it.stop)).filter(isOurs))
  }

  /** Old records that stay do no harm: this release is kept all the same. */
  async #removeOutdated(store: ReleaseStore, number: number): Promise<void> {
    try {
      await store.remove(outdated(this.#own, number))
    } catch (thrown) {
      const text = `Old releases could not be deleted from the cluster, and stay (${messageOf(thrown)})`
      this.#it.notice({ reason: 'release-outdated', text })
    }
  }

  async #write(record: ReleaseRecord): Promise<void> {
    await this.#tried(async store => {
      try {
        this.#number = await store.begin(record, historyOf(this.#stored).next, this.#it.signal)
      } catch (thrown) {
        // Then it is written at the end.
        if (!isNamespaceMissing(thrown)) throw thrown
      }
    })
  }

  async #read(
    store: ReleaseStore,
    stored: StoredRelease,
    use: Parameters<typeof unreadableText>[2],
  ): Promise<ReleaseRecord | undefined> {
    const unpacked = await store.read(stored, this.#it.signal)
    if ('record' in unpacked) return unpacked.record
    const text = unreadableText(stored, unpacked, use, this.#it.isHeld)
    this.#it.notice({ reason: 'release-unreadable', text })
    return undefined
  }

  #sayInterrupted(): void {
    const last = historyOf(this.#own).since.at(-1)
    if (last?.state !== 'begun') return
    const text = interruptedText(last, this.#it.key, this.#it.isHeld)
    this.#it.notice({ reason: 'release-interrupted', text })
  }

  /** One notice where the API server refuses it; from then on nothing is kept. */
  async #tried(work: (store: ReleaseStore) => Promise<void>): Promise<void> {
    if (this.#store === undefined) return
    try {
      await work(this.#store)
    } catch (thrown) {
      this.#it.signal.throwIfAborted()
      const broken = connectionProblem(thrown, this.cluster.server)
      if (broken !== undefined) throw broken
      if (!(thrown instanceof KubernetesError)) throw thrown
      this.#store = undefined
      this.#earlier = []
      this.#good = undefined
      const text = `This release is not kept in the cluster (${thrown.message}): nothing that left the templates is removed, and nothing can be restored`
      this.#it.notice({ reason: 'release-store-unavailable', text })
    }
  }
}

function isNamespaceMissing(thrown: unknown): boolean {
  return thrown instanceof KubernetesError && thrown.code === 404 && thrown.details.kind === 'namespaces'
}
