import { type DeploymentHold, parseHold } from '../../domain/deployment/hold.ts'
import { isMapping, type KubeObject, mappingAt } from '../api/objects.ts'
import { leaseName, repositoryOfRun } from '../lease/lease.ts'
import { MANAGED_BY, type ReleaseKey } from '../manifests/labels.ts'
import { FORMAT, type PackedRelease } from './packing.ts'
import type { ReleaseRecord, ReleaseState, StoredRelease } from './record.ts'

/** Whose release it is; two services or environments never have the same value. */
const RELEASE_OF = 'commit-train.dev/release-of'
const STATE = 'commit-train.dev/release-state'
/** On each Secret of a record: which part of which release it is. */
const RELEASE = 'commit-train.dev/release'
/** Of which release it is the stored one. */
const STORED_FROM = 'commit-train.dev/stored-from'
/** On the first Secret: how it ended. */
const END = 'commit-train.dev/release-end'

const TYPE = 'commit-train.dev/release'
const KEY = 'release.json.gz'

/** How a release ended, or that it is held. */
export interface ReleaseEnd {
  readonly state: Exclude<ReleaseState, 'begun'>
  /** `success`, `failed`, `cancelled`, … */
  readonly outcome: string
  readonly reason: string
  /** ISO 8601. */
  readonly at: string
  /** Whether nothing of it is live: what was before it came back, or nothing of it was applied. */
  readonly undone?: boolean
  readonly hold?: DeploymentHold
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
  const { commit, deploymentId, run, begun, stored } = record
  const repository = repositoryOfRun(run.logUrl)
  const about = { number, format: FORMAT, sha256: packed.sha256, repository, commit, deploymentId, begun, stored }
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
          // For people; what is read is the annotation.
          ...(stored === undefined ? {} : { [STORED_FROM]: String(stored.from) }),
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

/** The JSON patch of the first Secret of one that is held, and is gone on with: it has no end until that run writes one. */
export function resumePatch(): readonly object[] {
  return [{ op: 'add', path: `/metadata/labels/${pointer(STATE)}`, value: 'begun' }]
}

/** Reads the records out of the metadata of all their Secrets. What is none of ours is left out. */
export function storedReleases(items: readonly unknown[], key: ReleaseKey): readonly StoredRelease[] {
  // Any Secret may have our labels, and what is outdated is deleted: only the name says whose it is.
  const parts = items.flatMap(item => partOf(item, key) ?? [])
  return [...Map.groupBy(parts, ({ number }) => number).values()].flatMap(ofOne => {
    // Without the first one the state is not known, so the record has no end; the others say as much as there is.
    const first = ofOne.find(({ part }) => part === 0) ?? ofOne[0]
    if (first === undefined) return []
    const { name: _, part: __, ...about } = first
    const names = Array.from({ length: first.parts }, (_, part) => ofOne.find(one => one.part === part)?.name)
    return [{ ...about, parts: names }]
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

function partOf(item: unknown, key: ReleaseKey): Part | undefined {
  const metadata = mappingAt(item, 'metadata')
  const name = String(metadata?.name)
  const { number, part } = placeIn(name, key)
  if (number === undefined || part === undefined) return undefined
  const annotations = mappingAt(metadata, 'annotations')
  const header = headerIn(annotations?.[RELEASE])
  const end = headerIn(annotations?.[END])
  const { parts } = header
  const isOfThis = header.number === number && header.part === part
  const isWhole = isOfThis && isCount(parts) && part < parts && parts <= MOST_PARTS
  const run = mappingAt(header, 'run')
  return {
    ...{ name, number, part },
    // What was edited is there all the same: it is found to be so when it is read.
    parts: isWhole ? parts : part + 1,
    state: stateIn(mappingAt(metadata, 'labels')?.[STATE], end.state),
    ...(typeof end.undone === 'boolean' ? { undone: end.undone } : {}),
    sha256: isWhole ? String(header.sha256) : '',
    repository: typeof header.repository === 'string' ? header.repository : '',
    format: Number(header.format),
    commit: /^[0-9a-f]{40}$/.test(String(header.commit)) ? String(header.commit) : '',
    deploymentId: typeof header.deploymentId === 'number' ? header.deploymentId : 0,
    run: { id: Number(run?.id), attempt: Number(run?.attempt) },
    begun: Number.isNaN(Date.parse(String(header.begun))) ? '' : String(header.begun),
    ...originIn(header),
    ...holdIn(end),
  }
}

/** Which part of which release has the name; nothing where it is not one of ours. */
function placeIn(name: string, key: ReleaseKey): Partial<Pick<Part, 'number' | 'part'>> {
  const [, number, part = '0'] = /\.v(\d{1,15})(?:\.(\d{1,3}))?$/.exec(name) ?? []
  const place = { number: Number(number), part: Number(part) }
  return isCount(place.number) && name === secretName(key, place.number, place.part) ? place : {}
}

function originIn(header: Readonly<Record<string, unknown>>): Pick<StoredRelease, 'stored'> {
  const { from, over } = mappingAt(header, 'stored') ?? {}
  return isCount(from) ? { stored: { from, over: isCount(over) ? over : 0 } } : {}
}

function holdIn({ state, hold }: Readonly<Record<string, unknown>>): Pick<StoredRelease, 'hold'> {
  const read = state === 'held' ? parseHold(JSON.stringify(hold ?? null)) : undefined
  return read === undefined ? {} : { hold: read }
}

/** The label selects, the annotation says more: where they differ, one of them was edited. */
function stateIn(label: unknown, end: unknown): ReleaseState {
  return label === end && (label === 'good' || label === 'failed' || label === 'held') ? label : 'begun'
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
