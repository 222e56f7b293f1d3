import type { DeploymentHold } from '../../domain/deployment/hold.ts'
import type { KubeObject } from '../api/objects.ts'
import type { ReleaseKey } from '../manifests/labels.ts'

/** Which object it is; the version of its API is no part of that. */
export interface ObjectAddress {
  /** Its path in the API, in the version of the template. */
  readonly path: string
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  /** Absent for what belongs to the whole cluster. */
  readonly namespace?: string
}

/** One object of a release. */
export interface ReleasedObject extends ObjectAddress {
  /** As it was rendered, with our labels. Never shown: it may be a Secret. */
  readonly object: KubeObject
  readonly file: string
  readonly line: number
  /** Whether it was there already when the release began: made by an earlier one, or by another tool. */
  readonly existed?: boolean
}

/** An object that a release removes at its end. */
export interface LeavingObject extends ObjectAddress {
  /** Of the object that was seen; another one of its name is none that left. */
  readonly uid?: string
}

/** That a release is an earlier one that was brought back from the cluster alone. */
export interface StoredOrigin {
  /** The number of that release. */
  readonly from: number
  /** Id of the newest deployment that the records knew then; 0 where they knew none. */
  readonly over: number
}

/** One deployment of a service in an environment, as the cluster keeps it. */
export interface ReleaseRecord extends ReleaseKey {
  /** Full SHA. */
  readonly commit: string
  /** `repository@sha256:…` */
  readonly image: string
  /** 0 where GitHub has none: it did not answer. */
  readonly deploymentId: number
  /** Login of the person who asked for it. */
  readonly requester: string
  readonly run: { readonly id: number; readonly attempt: number; readonly logUrl: string }
  /** ISO 8601. */
  readonly begun: string
  readonly objects: readonly ReleasedObject[]
  /** Objects of earlier releases that this one removes at its end: a later one tries again where it could not. */
  readonly leaving: readonly LeavingObject[]
  readonly stored?: StoredOrigin
}

/** `begun`: it has no end yet; `good`: it was complete; `held`: it has reached a stage, and somebody decides. */
export type ReleaseState = 'begun' | 'good' | 'failed' | 'held'

/** What a record's Secrets say about it without their content. */
export interface StoredRelease {
  /** Counts the releases of a service in an environment, from 1. */
  readonly number: number
  readonly state: ReleaseState
  /** The names of its Secrets, by part; a part that is missing is undefined. */
  readonly parts: readonly (string | undefined)[]
  /** SHA-256 of the packed record. */
  readonly sha256: string
  readonly format: number
  /** The page of the repository that deployed it; empty when it is not known. */
  readonly repository: string
  readonly commit: string
  readonly deploymentId: number
  readonly run: Pick<ReleaseRecord['run'], 'id' | 'attempt'>
  readonly begun: string
  readonly stored?: StoredOrigin
  /** Whether nothing of it is live: what was before it came back, or nothing of it was applied. An earlier version did not say so. */
  readonly undone?: boolean
  /** Of one that is held, or that a run has gone on with that died, where it is or was. */
  readonly hold?: DeploymentHold
}

/** So much is kept for each service and environment. */
const KEPT_RELEASES = 10

/** What the records of a service in an environment say. */
export interface ReleaseHistory {
  /** The number of the next one. */
  readonly next: number
  /** The last one that was good. */
  readonly good?: StoredRelease
  /** What came after it, oldest first: it may have left something behind. */
  readonly since: readonly StoredRelease[]
}

/** Reads the history out of all records. */
export function historyOf(stored: readonly StoredRelease[]): ReleaseHistory {
  const inOrder = stored.toSorted((a, b) => a.number - b.number)
  const good = inOrder.findLast(({ state }) => state === 'good')
  return {
    next: (inOrder.at(-1)?.number ?? 0) + 1,
    ...(good === undefined ? {} : { good }),
    since: inOrder.filter(({ number }) => number > (good?.number ?? 0)),
  }
}

/** The newest deployment that is known where a release is live. */
export function newestKnown({ deploymentId, stored }: Pick<StoredRelease, 'deploymentId' | 'stored'>): number {
  return Math.max(deploymentId, stored?.over ?? 0)
}

/** Which records a run has begun, and not ended. */
export function isBegunBy(
  by: Pick<StoredRelease, 'deploymentId' | 'repository' | 'run'>,
): (stored: StoredRelease) => boolean {
  return ({ state, deploymentId, repository, run }) =>
    state === 'begun' &&
    deploymentId === by.deploymentId &&
    repository === by.repository &&
    run.id === by.run.id &&
    run.attempt === by.run.attempt
}

/** Which of the earlier records are no longer kept beside a new one: all but the newest, and the last good one. */
export function outdated(stored: readonly StoredRelease[], current: number): readonly StoredRelease[] {
  const { good } = historyOf(stored)
  return stored
    .filter(({ number }) => number !== current)
    .toSorted((a, b) => b.number - a.number)
    .slice(KEPT_RELEASES - 1)
    .filter(({ number }) => number !== good?.number)
}
