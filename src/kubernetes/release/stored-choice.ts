import { UserError } from '../../errors.ts'
import type { ReleaseKey } from '../manifests/labels.ts'
import type { StoredRelease } from './record.ts'
import { releaseName } from './release-text.ts'

/** Which stored release a person asks for. */
export type AskedRelease =
  | { readonly by: 'previous' }
  | { readonly by: 'number'; readonly number: number }
  /** At least the first seven digits of it. */
  | { readonly by: 'commit'; readonly commit: string }

/** A number of more digits would be a commit. */
const NUMBER = /^v(\d{1,15})$|^(\d{1,6})$/

/** Reads `previous`, `12`, `v12` or a commit; undefined for anything else. */
export function askedRelease(text: string): AskedRelease | undefined {
  const asked = text.trim().toLowerCase()
  if (asked === 'previous') return { by: 'previous' }
  const [, ofName, plain = ofName] = NUMBER.exec(asked) ?? []
  if (plain !== undefined) return { by: 'number', number: Number(plain) }
  return /^[0-9a-f]{7,40}$/.test(asked) ? { by: 'commit', commit: asked } : undefined
}

/** Who asks. */
interface Asking {
  readonly key: ReleaseKey
  /** The page of the repository. */
  readonly repository: string
  readonly runId: number
  /** Whether an earlier attempt of this run may have rolled back already. */
  readonly isRerun: boolean
}

/**
 * The stored release that is asked for. `previous`: the good one before the newest; before what that one brought back, where it
 * was a rollback itself, so that two rollbacks go back twice. Throws `stored-release-missing`, `stored-release-unusable`,
 * `stored-release-live` or `stored-release-rerun` (refused).
 */
export function chooseStored(stored: readonly StoredRelease[], asked: AskedRelease, it: Asking): StoredRelease {
  const all = stored.toSorted((a, b) => a.number - b.number)
  const own = all.filter(({ repository }) => repository === it.repository)
  const what = `${it.key.service} in ${it.key.environment}`
  if (own.length === 0) {
    const others = new Set(all.map(({ repository }) => repository))
    const whose =
      others.size === 0
        ? ''
        : `; those there are of ${[...others].map(one => one || 'an unknown repository').join(', ')}`
    throw new UserError('stored-release-missing', `the cluster keeps no release of ${what}${whose}`)
  }
  const newest = all.at(-1)
  if (newest !== undefined && newest.repository !== it.repository) {
    const whose = newest.repository || 'an unknown repository'
    const text = `the newest of ${what}, ${releaseName(newest)}, is of ${whose}, so that none of ${it.repository} is live: deploy a commit`
    throw new UserError('stored-release-unusable', text)
  }
  if (it.isRerun) refuseOldRerun(own, it.runId)
  const chosen = asked.by === 'previous' ? previousOf(own, it) : namedIn(own, asked)
  if (chosen === undefined) {
    throw new UserError('stored-release-missing', `${missing(asked)} of ${what}; there are ${listed(own)}`)
  }
  if (chosen.state !== 'good') {
    const how = { begun: 'it has no end', held: 'it is held, and was never live', failed: 'it failed' }[chosen.state]
    throw new UserError(
      'stored-release-unusable',
      `${releaseName(chosen)} was not good (${how}); there are ${listed(own)}`,
    )
  }
  const live = own.at(-1)
  if (live?.state === 'good' && contentOf(live) === contentOf(chosen)) throw isLive(chosen)
  return chosen
}

/** The number of the release that has its objects: that which it brought back, or itself. */
export function contentOf({ number, stored }: StoredRelease): number {
  return stored?.from ?? number
}

/** A run that is run again goes on with its own rollback, and never with one that the state of the day asks for. */
function refuseOldRerun(own: readonly StoredRelease[], runId: number): void {
  const instead = 'start a new run instead of running this one again'
  const newest = own.at(-1)
  if (newest === undefined || newest.run.id === runId) return
  const mine = own.findLast(({ run }) => run.id === runId)
  const text =
    mine === undefined
      ? `this run is run again, and the cluster keeps no release of it, so that ${releaseName(newest)} may be newer`
      : `this run is run again: it made ${releaseName(mine)}, and ${releaseName(newest)} is newer`
  throw new UserError('stored-release-rerun', `${text}; ${instead}`)
}

function previousOf(own: readonly StoredRelease[], { runId }: Asking): StoredRelease | undefined {
  // A rollback that failed is not what anybody wants to go back from.
  const newest = own.findLast(({ state, stored }) => state === 'good' || stored === undefined)
  if (newest === undefined) return undefined
  // Run again it must not go back once more.
  if (newest.state === 'good' && newest.stored !== undefined && newest.run.id === runId) throw isLive(newest)
  const before = newest.state === 'good' ? contentOf(newest) : newest.number
  return own.findLast(({ state, number }) => state === 'good' && number < before)
}

function namedIn(
  own: readonly StoredRelease[],
  asked: Exclude<AskedRelease, { readonly by: 'previous' }>,
): StoredRelease | undefined {
  if (asked.by === 'number') return own.find(({ number }) => number === asked.number)
  const ofCommit = own.filter(({ commit }) => commit.startsWith(asked.commit))
  const commits = new Set(ofCommit.map(({ commit }) => commit))
  if (commits.size > 1) {
    throw new UserError(
      'stored-release-missing',
      `several commits begin with ${asked.commit}: ${[...commits].join(', ')}`,
    )
  }
  return ofCommit.findLast(({ state }) => state === 'good') ?? ofCommit.at(-1)
}

function missing(asked: AskedRelease): string {
  if (asked.by === 'previous') return 'there is no good release before the newest'
  return asked.by === 'number'
    ? `there is no release ${asked.number}`
    : `there is no release of the commit ${asked.commit}`
}

function isLive(release: StoredRelease): UserError {
  return new UserError(
    'stored-release-live',
    `${releaseName(release)} is live already, by the records; to apply it again, deploy its commit`,
  )
}

function listed(own: readonly StoredRelease[]): string {
  return own
    .toReversed()
    .map(one => `${releaseName(one)}, ${one.state === 'begun' ? 'without an end' : one.state}`)
    .join('; ')
}
