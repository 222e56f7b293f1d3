import { PRUNE_DEFAULTS } from './releases-schema.ts'

/** How much a deployment may remove of what has left the templates. */
export interface PruneLimits {
  readonly maxCount: number
  /** Percent of the objects of earlier releases. */
  readonly maxShare: number
}

/** What is kept of the releases of an environment, and what follows from it. */
export interface ReleasePolicy {
  /** Where releases are kept; without that nothing is restored or removed. */
  readonly store: 'secrets' | 'none'
  /** Whether the last good release is applied again after a failure. */
  readonly onFailure: 'restore' | 'keep'
  /** Undefined: what has left the templates stays. */
  readonly prune: PruneLimits | undefined
}

/** `prune:` as the file has it. */
type RawPrune = RawPruneKeys | boolean | 'on' | 'off' | null | undefined

interface RawPruneKeys {
  readonly 'max-count'?: number
  readonly 'max-share'?: number
}

/** The keys as the file has them, for the whole file or one environment. */
export interface RawReleases {
  readonly 'release-store'?: ReleasePolicy['store']
  readonly 'on-failure'?: ReleasePolicy['onFailure']
  readonly prune?: RawPrune
}

/** Each key said for an environment replaces the file's. */
export function releasePolicy(raw: RawReleases, file: RawReleases): ReleasePolicy {
  return {
    store: raw['release-store'] ?? file['release-store'] ?? 'secrets',
    onFailure: raw['on-failure'] ?? file['on-failure'] ?? 'restore',
    prune: pruneLimits(raw.prune, file.prune),
  }
}

function pruneLimits(raw: RawPrune, file: RawPrune): PruneLimits | undefined {
  if (isOff(raw)) return undefined
  const said = keysOf(raw)
  // An environment that says anything of its own is on, also in a file that is off.
  if (said === undefined && isOff(file)) return undefined
  const keys = { ...keysOf(file), ...said }
  return {
    maxCount: keys['max-count'] ?? PRUNE_DEFAULTS.maxCount,
    maxShare: keys['max-share'] ?? PRUNE_DEFAULTS.maxShare,
  }
}

function isOff(raw: RawPrune): boolean {
  return raw === false || raw === 'off'
}

function keysOf(raw: RawPrune): RawPruneKeys | undefined {
  if (raw === true || raw === 'on') return {}
  return raw === null || raw === undefined || raw === false || raw === 'off' ? undefined : raw
}
