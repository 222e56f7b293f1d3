import { isMapping, type KubeObject, mappingAt } from '../api/objects.ts'
import { leaseName } from '../lease/lease.ts'
import { MANAGED_BY, type ReleaseKey } from '../manifests/labels.ts'
import { FORMAT, type PackedRelease } from './packing.ts'
import type { ReleaseRecord, ReleaseState, StoredRelease } from './record.ts'

/** Whose release it is; two services or environments never have the same value. */
const RELEASE_OF = 'commit-train.dev/release-of'
const STATE = 'commit-train.dev/release-state'
/** On each Secret of a record: which part of which release it is. */
const RELEASE = 'commit-train.dev/release'
/** On the first Secret: how it ended. */
const END = 'commit-train.dev/release-end'

const TYPE = 'commit-train.dev/release'
const KEY = 'release.json.gz'

/** How a release ended. */
export interface ReleaseEnd {
  readonly state: Exclude<ReleaseState, 'begun'>
  /** `success`, `failed`, `cancelled`, … */
  readonly outcome: string
  readonly reason: string
  /** ISO 8601. */
  readonly at: string
}

/** Selects the Secrets of all releases of a service in an environment. */
export function releaseSelector(key: ReleaseKey): string {
  return `${RELEASE_OF}=${leaseName(key)}`
}

/** The Secrets of a record, the first part first. */
export function releaseSecrets(
  record: ReleaseRecord,
  number: number,
  packed: PackedRelease,
  namespace: string,
): readonly KubeObject[] {
  const { commit, deploymentId, run, begun } = record
  const about = { number, format: FORMAT, sha256: packed.sha256, commit, deploymentId, begun }
  return packed.parts.map((bytes, part): KubeObject => {
    const header = { ...about, run: { id: run.id, attempt: run.attempt }, part, parts: packed.parts.length }
    return {
      ...{ apiVersion: 'v1', kind: 'Secret', type: TYPE, immutable: true },
      metadata: {
        ...{ name: secretName(record, number, part), namespace },
        labels: {
          [MANAGED_BY]: 'commit-train',
          [RELEASE_OF]: leaseName(record),
          ...(part === 0 ? { [STATE]: 'begun' } : {}),
        },
        annotations: { [RELEASE]: JSON.stringify(header) },
      },
      data: { [KEY]: bytes.toString('base64') },
    }
  })
}

/** The JSON patch of the first Secret that says how the release ended. */
export function endPatch(end: ReleaseEnd): readonly object[] {
  return [
    { op: 'add', path: `/metadata/labels/${pointer(STATE)}`, value: end.state },
    { op: 'add', path: `/metadata/annotations/${pointer(END)}`, value: JSON.stringify(end) },
  ]
}

/** Reads the records out of the metadata of all their Secrets. What is none of ours is left out. */
export function storedReleases(items: readonly unknown[], key: ReleaseKey): readonly StoredRelease[] {
  const parts = items
    .flatMap(item => partOf(item) ?? [])
    // A Secret of anybody may have our labels, and what is outdated is deleted.
    .filter(({ name, number, part }) => name === secretName(key, number, part))
  return [...Map.groupBy(parts, ({ number }) => number).values()].flatMap(ofOne => {
    // Without the first one the state is not known, so the record has no end; the others say as much as there is.
    const first = ofOne.find(({ part }) => part === 0) ?? ofOne[0]
    if (first === undefined) return []
    const { number, state, sha256, format, commit, deploymentId, run, begun } = first
    const names = Array.from({ length: first.parts }, (_, part) => ofOne.find(one => one.part === part)?.name)
    return [{ number, state, parts: names, sha256, format, commit, deploymentId, run, begun }]
  })
}

/** The bytes of a Secret of a record; undefined where it has none. */
export function bytesOf(secret: unknown): Buffer | undefined {
  const text = mappingAt(secret, 'data')?.[KEY]
  return typeof text === 'string' ? Buffer.from(text, 'base64') : undefined
}

interface Part extends Omit<StoredRelease, 'parts'> {
  readonly name: string
  readonly part: number
  readonly parts: number
}

/** More parts than the largest set can have were not written by us. */
const MOST_PARTS = 100

function partOf(item: unknown): Part | undefined {
  const metadata = mappingAt(item, 'metadata')
  const header = headerIn(mappingAt(metadata, 'annotations')?.[RELEASE])
  const { number, part, parts } = header
  if (typeof metadata?.name !== 'string' || !isCount(number) || !isCount(parts) || parts > MOST_PARTS) return undefined
  if (typeof part !== 'number' || !Number.isInteger(part) || part < 0 || part >= parts || number < 1) return undefined
  const state = mappingAt(metadata, 'labels')?.[STATE]
  const run = mappingAt(header, 'run')
  return {
    ...{ name: metadata.name, number, part, parts },
    state: state === 'good' || state === 'failed' ? state : 'begun',
    sha256: String(header.sha256),
    format: Number(header.format),
    commit: /^[0-9a-f]{40}$/.test(String(header.commit)) ? String(header.commit) : '',
    deploymentId: Number(header.deploymentId),
    run: { id: Number(run?.id), attempt: Number(run?.attempt) },
    begun: Number.isNaN(Date.parse(String(header.begun))) ? '' : String(header.begun),
  }
}

function headerIn(text: unknown): Readonly<Record<string, unknown>> {
  try {
    const header: unknown = JSON.parse(String(text))
    return isMapping(header) ? header : {}
  } catch {
    return {}
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
}

/** The name of a Secret of a record; the first part has the state. */
export function secretName(key: ReleaseKey, number: number, part = 0): string {
  return `${leaseName(key)}.v${number}${part === 0 ? '' : `.${part}`}`
}

function pointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
