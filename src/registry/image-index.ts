import { UserError } from '../errors.ts'
import { asRecord, fieldOf } from '../text/json.ts'
import type { ImageManifest, RegistryClient } from './client.ts'

/** For which machines an image is, as the OCI image specification has it. */
export interface ImagePlatform {
  readonly os: string
  readonly architecture: string
  readonly variant?: string
}

/** An entry of an image index: the part of the OCI descriptor that is needed here; what else is in it is kept. */
export interface IndexEntry {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
  readonly platform?: ImagePlatform
  readonly annotations?: Readonly<Record<string, string>>
}

/** Entries of one index: each is asked for, and the registry says how many there are. */
export const MOST_ENTRIES = 200

/** The entries of an index; `undefined` for the manifest of a single image. Throws `registry-broken`. */
function entriesOf({ repository }: RegistryClient, manifest: ImageManifest): readonly IndexEntry[] | undefined {
  const { manifests } = asRecord(parsed(repository.name, manifest))
  if (manifests === undefined) return undefined
  if (!Array.isArray(manifests) || !manifests.every(isEntry)) {
    throw broken(repository.name, manifest, 'is an index of something else than images')
  }
  if (manifests.length <= MOST_ENTRIES) return manifests
  throw broken(repository.name, manifest, `is an index of ${manifests.length} images, more than ${MOST_ENTRIES}`)
}

/** It becomes part of an address. */
const DIGEST = /^[a-z0-9]{1,20}:[0-9a-f]{32,128}$/

function isEntry(value: unknown): value is IndexEntry {
  const { mediaType, digest, size } = asRecord(value)
  const isDigest = typeof digest === 'string' && DIGEST.test(digest)
  return isDigest && typeof mediaType === 'string' && typeof size === 'number'
}

function broken(name: string, { digest }: Pick<ImageManifest, 'digest'>, what: string): UserError {
  return new UserError('registry-broken', `${name}@${digest} ${what}; build and push the image again`)
}

/** Whether the entry is not an image but something said about one, such as provenance. */
export function isAttestation({ annotations }: IndexEntry): boolean {
  return annotations?.['vnd.docker.reference.type'] === 'attestation-manifest'
}

/** Digests of the configurations of a manifest, or of every image of an index. */
export async function configsOf(registry: RegistryClient, manifest: ImageManifest): Promise<readonly string[]> {
  const entries = entriesOf(registry, manifest)
  if (entries === undefined) return present(configDigest(registry, manifest))
  const images = entries.filter(entry => !isAttestation(entry))
  const read = await Promise.all(images.map(({ digest }) => registry.readManifest(digest)))
  return read.flatMap(each => (each === undefined ? [] : present(configDigest(registry, each))))
}

/** Where an image says that it comes from; undefined where it does not say. */
export interface ImageSource {
  /** Page of the repository. */
  readonly source: string | undefined
  /** Full SHA of the commit. */
  readonly revision: string | undefined
}

/** Where each image of a manifest, or of an index, says that it comes from, by its labels. */
export async function originsOf(registry: RegistryClient, manifest: ImageManifest): Promise<readonly ImageSource[]> {
  const digests = await configsOf(registry, manifest)
  return Promise.all(
    digests.map(async digest => {
      const labels = fieldOf(fieldOf(await configAt(registry, digest), 'config'), 'Labels')
      const text = (name: string): string | undefined => {
        const value = fieldOf(labels, `org.opencontainers.image.${name}`)
        return typeof value === 'string' ? value : undefined
      }
      return { source: text('source'), revision: text('revision') }
    }),
  )
}

/** What an index says of this image: an entry for a single one, its own entries for an index. */
export async function asEntries(registry: RegistryClient, manifest: ImageManifest): Promise<readonly IndexEntry[]> {
  const entries = entriesOf(registry, manifest)
  if (entries !== undefined) return entries
  const { mediaType, digest, body } = manifest
  const [configuration] = present(configDigest(registry, manifest))
  if (configuration === undefined) return [{ mediaType, digest, size: body.length }]
  const { os, architecture, variant } = asRecord(await configAt(registry, configuration))
  if (typeof os !== 'string' || typeof architecture !== 'string') {
    throw broken(registry.repository.name, manifest, 'does not say for which machines it is')
  }
  const platform = { architecture, os, ...(typeof variant === 'string' && { variant }) }
  return [{ mediaType, digest, size: body.length, platform }]
}

/** An index of these entries, in their order: the same entries give the same bytes. */
export function indexOf(entries: readonly IndexEntry[]): Uint8Array<ArrayBuffer> {
  return Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: INDEX_TYPE, manifests: entries }))
}

export const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json'

/** `linux/arm64/v8` */
export function platformText({ os, architecture, variant }: ImagePlatform): string {
  return [os, architecture, ...(variant === undefined ? [] : [variant])].join('/')
}

/** Undefined for what is no image that runs, such as a chart. */
function configDigest({ repository }: RegistryClient, manifest: ImageManifest): string | undefined {
  const digest = fieldOf(fieldOf(parsed(repository.name, manifest), 'config'), 'digest')
  return typeof digest === 'string' && DIGEST.test(digest) ? digest : undefined
}

function present(digest: string | undefined): readonly string[] {
  return digest === undefined ? [] : [digest]
}

async function configAt(registry: RegistryClient, digest: string): Promise<unknown> {
  return parsed(registry.repository.name, { digest, body: await registry.readBlob(digest) })
}

function parsed(name: string, content: Pick<ImageManifest, 'digest' | 'body'>): unknown {
  try {
    return JSON.parse(Buffer.from(content.body).toString('utf8'))
  } catch {
    throw broken(name, content, 'is not JSON')
  }
}
