import type { Finding } from '../../../errors.ts'
import { repositoryOfRun } from '../../../kubernetes/lease/lease.ts'
import type { ReleaseKey } from '../../../kubernetes/manifests/labels.ts'
import { isAmong, type LeftObject, leftOf, ownDoing } from '../../../kubernetes/release/inventory.ts'
import {
  historyOf,
  type ObjectAddress,
  outdated,
  type ReleasedObject,
  type ReleaseRecord,
  type StoredRelease,
} from '../../../kubernetes/release/record.ts'
import { interruptedText, unreadableText } from '../../../kubernetes/release/release-text.ts'
import type { ReleaseStore } from '../../../kubernetes/release/store.ts'
import type { StoreAccess } from './store-access.ts'

/** What reading earlier releases needs. */
interface Reading {
  readonly key: ReleaseKey
  /** The page of the repository that asks. */
  readonly repository: string
  /** Whether the service is held in the environment; without that another run may be changing it, and its record. */
  readonly isHeld: boolean
  /** Reports what is worth a notice. */
  readonly notice: (finding: Finding) => void
  readonly signal: AbortSignal
}

/** What the cluster keeps of the releases of a service in an environment, as it was when it was read. */
export class EarlierReleases {
  readonly #access: StoreAccess
  readonly #it: Reading
  #stored: readonly StoredRelease[] = []
  /** The last good release and what came after it, oldest first; empty where nothing may be concluded from it. */
  #earlier: readonly ReleaseRecord[] = []
  /** What other repositories deploy as the same service to the same environment. */
  #others: readonly ReleaseRecord[] = []
  #good: ReleaseRecord | undefined
  #isUnreadable = false
  /** Whether another repository has objects here that are not known. */
  #isShared = false

  private constructor(access: StoreAccess, it: Reading) {
    this.#access = access
    this.#it = it
  }

  static async read(access: StoreAccess, it: Reading): Promise<EarlierReleases> {
    const earlier = new EarlierReleases(access, it)
    await access.tried(async store => {
      earlier.#stored = await store.list(it.signal)
      await Promise.all([earlier.#readOwn(store), earlier.#readOthers(store)])
    })
    earlier.#sayInterrupted()
    return earlier
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
    return this.#stored.filter(({ repository }) => repository === '' || repository === this.#it.repository)
  }

  /** All that are kept, of other repositories too, without their content. */
  get stored(): readonly StoredRelease[] {
    return this.#stored
  }

  /** The last good release before this one. */
  get lastGood(): ReleaseRecord | undefined {
    return this.#access.keeps ? this.#good : undefined
  }

  /** What came after the last good one, oldest first, without its content. */
  get since(): readonly StoredRelease[] {
    return !this.#access.keeps || this.#isUnreadable ? [] : historyOf(this.#own).since
  }

  /** The newest one of all, where it was not good and may be live: what was before it did not come back. */
  get leftLive(): StoredRelease | undefined {
    const newest = this.#access.keeps && !this.isOthersSince ? historyOf(this.#own).since.at(-1) : undefined
    // Without a Lease, one without an end may be in progress.
    const isOver = newest?.state === 'failed' || this.#it.isHeld
    // What is held is gone on with, and what was live before still is.
    return newest?.undone === true || newest?.state === 'held' || !isOver ? undefined : newest
  }

  /** The newest release that is held at a stage, if nothing was good since. */
  get held(): StoredRelease | undefined {
    return this.since.findLast(({ state }) => state === 'held')
  }

  /** The record of a deployment that is held, or that a run has gone on with that has not ended it. */
  heldOf(deploymentId: number): StoredRelease | undefined {
    const isIt = ({ state, hold, deploymentId: id }: StoredRelease): boolean =>
      id === deploymentId && hold !== undefined && (state === 'held' || state === 'begun')
    return historyOf(this.#own).since.findLast(isIt)
  }

  /** The newest record of a deployment, however it ended. */
  newestOf(deploymentId: number): StoredRelease | undefined {
    return historyOf(this.#own).since.findLast(one => one.deploymentId === deploymentId)
  }

  /** Whether the cluster has no record of a deployment, although none was good since. */
  isLost(deploymentId: number): boolean {
    const newest = Math.max(0, ...this.#own.filter(({ state }) => state === 'good').map(one => one.deploymentId))
    return newest < deploymentId && this.#own.every(one => one.deploymentId !== deploymentId)
  }

  /** The newest record of a deployment among the last good one and those after it, where that can be read. */
  earlierOf(deploymentId: number): ReleaseRecord | undefined {
    return this.#left.findLast(record => record.deploymentId === deploymentId)
  }

  /** Whether another repository has deployed the same service to the environment since the last good release. */
  get isOthersSince(): boolean {
    const own = new Set(this.#own)
    const last = historyOf(this.#own).good?.number ?? 0
    return this.#stored.some(one => !own.has(one) && one.number > last)
  }

  /** Whether it is known that there is none. */
  get knowsNoGood(): boolean {
    return this.#access.keeps && !this.#isUnreadable && this.#good === undefined
  }

  /** Why there is none. */
  get whyNoGood(): string {
    if (!this.#access.keeps) return 'releases are not kept'
    return this.#isUnreadable ? 'the last good release cannot be used' : 'no earlier good release'
  }

  /** The number that the next one takes. */
  get next(): number {
    return historyOf(this.#stored).next
  }

  /** Those that are no longer kept beside the one of a number. */
  outdatedBeside(number: number): readonly StoredRelease[] {
    return outdated(this.#own, number)
  }

  /** The objects that they may have left, and that are not among the planned ones; nothing where that is not known. */
  leftBeside(planned: readonly ObjectAddress[]): readonly LeftObject[] {
    if (this.#isShared) return []
    return leftOf(
      this.#left.map(one => ownDoing(one, one === this.#good)),
      planned,
    )
  }

  /** The objects of the last good one and of those after it. */
  get objects(): readonly ReleasedObject[] {
    return this.#left.flatMap(({ objects }) => objects)
  }

  /** Who else has put an object up, and needs it: as the end of a sentence. */
  whoElseHas(address: ObjectAddress): string | undefined {
    const other = this.#others.find(({ objects }) => isAmong(objects)(address))
    const page = other === undefined ? '' : repositoryOfRun(other.run.logUrl)
    return page === '' ? undefined : `a release of ${page} for the same service and environment has it, too`
  }

  /** Nothing may be concluded from them once the API server has refused one of them. */
  get #left(): readonly ReleaseRecord[] {
    return this.#access.keeps ? this.#earlier : []
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
}
