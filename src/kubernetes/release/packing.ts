import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { exactJson } from '../api/exact-json.ts'
import { isMapping, type KubeObject, mappingAt, mappingsIn } from '../api/objects.ts'
import { repositoryOfRun } from '../lease/lease.ts'
import type { ReleaseKey } from '../manifests/labels.ts'
import type { ObjectAddress, ReleasedObject, ReleaseRecord, StoredRelease } from './record.ts'

/** A newer format is not read: what it means is not known. */
export const FORMAT = 1

/** The API server takes 1,048,576 bytes of data in a Secret. */
export const LARGEST_PART = 1_048_576

/** No record of a set of at most 10 MB unpacks to more; an edited one must not fill the memory. */
const LARGEST_RECORD = 64 * 1024 * 1024

/** A record as it is stored. */
export interface PackedRelease {
  readonly sha256: string
  readonly parts: readonly Buffer[]
}

/** Why a record cannot be used. */
export interface Unusable {
  readonly problem: string
  /** Set where a part is missing: another run may be writing or deleting the record. */
  readonly isPartial?: true
}

/** A record, or why it cannot be used: in one line, and without a word of its content. */
export type UnpackedRelease = { readonly record: ReleaseRecord } | Unusable

/** Packs a record. `largest`: bytes of a part. */
export async function packRelease(
  record: ReleaseRecord,
  number: number,
  largest: number = LARGEST_PART,
): Promise<PackedRelease> {
  const packed = await promisify(gzip)(exactJson({ format: FORMAT, number, ...record }))
  const parts: Buffer[] = []
  for (let at = 0; at < packed.length; at += largest) parts.push(packed.subarray(at, at + largest))
  return { sha256: sha256(packed), parts }
}

/** Unpacks what is stored, if it is whole, unchanged, of a format that is known, and of this service and environment. */
export async function unpackRelease(
  stored: StoredRelease,
  parts: readonly (Buffer | undefined)[],
  key: ReleaseKey,
): Promise<UnpackedRelease> {
  if (stored.format > FORMAT) return { problem: 'was written by a newer version of commit-train' }
  const missing = parts.filter(part => part === undefined).length
  if (missing > 0) {
    return { problem: `is not whole: ${missing} of its ${parts.length} Secrets are missing`, isPartial: true }
  }
  const packed = Buffer.concat(parts.flatMap(part => part ?? []))
  if (sha256(packed) !== stored.sha256) return { problem: 'was changed since it was written (its checksum differs)' }
  const content = await contentOf(packed)
  if (content === undefined) return { problem: 'cannot be read' }
  const record = recordIn(content)
  if (record === undefined || content.number !== stored.number) return { problem: 'cannot be read' }
  const isOurs = record.service === key.service && sameName(record.environment, key.environment)
  if (!isOurs) return { problem: 'belongs to another service or environment' }
  if (repositoryOfRun(record.run.logUrl) !== stored.repository) return { problem: 'belongs to another repository' }
  return { record }
}

async function contentOf(packed: Buffer): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const text = await promisify(gunzip)(packed, { maxOutputLength: LARGEST_RECORD })
    return mappingAt(JSON.parse(text.toString('utf8'), exactNumber))
  } catch {
    return undefined
  }
}

/** Whole numbers with all their digits, as they were written. */
function exactNumber(_: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source ?? ''
  return typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? BigInt(source) : value
}

function recordIn(content: Readonly<Record<string, unknown>>): ReleaseRecord | undefined {
  const texts = ['service', 'environment', 'commit', 'image', 'requester', 'begun'].map(field => content[field])
  const [objects, leaving] = [content.objects, content.leaving].map(mappingsIn)
  if (!texts.every(isText) || objects === undefined || leaving === undefined) return undefined
  if (objects.length === 0 || !objects.every(isReleased) || !leaving.every(isAddress)) return undefined
  const run = mappingAt(content, 'run')
  if (typeof content.deploymentId !== 'number' || typeof run?.id !== 'number' || !isText(run.logUrl)) return undefined
  return content as unknown as ReleaseRecord
}

function isReleased(value: unknown): value is ReleasedObject {
  if (!isMapping(value) || !isText(value.file) || typeof value.line !== 'number' || !isAddress(value)) return false
  const object = mappingAt(value, 'object')
  return object?.kind === value.kind && object.apiVersion === value.apiVersion && named(object) === value.name
}

/** Only a path of the API itself: it is read and deleted. */
function isAddress(value: unknown): value is ObjectAddress {
  if (!isMapping(value)) return false
  const { path, apiVersion, kind, name, namespace, uid } = value
  if (uid !== undefined && !isText(uid)) return false
  if (![path, apiVersion, kind, name].every(isText) || (namespace !== undefined && !isText(namespace))) return false
  return (
    /^\/apis?\/(?!.*(\/\.|[?#]|\/\/))/.test(String(path)) &&
    String(path).endsWith(`/${encodeURIComponent(String(name))}`)
  )
}

function named(object: Readonly<Record<string, unknown>>): unknown {
  return (object as unknown as KubeObject).metadata?.name
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/** GitHub takes environments that differ in case only for the same. */
function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
