import { fieldOf } from '../text/json.ts'
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

/** The entries of an index; `undefined` for the manifest of a single image. */
function entriesOf({ body }: ImageManifest): readonly IndexEntry[] | undefined {
  return (parsed(body) as { manifests?: readonly IndexEntry[] }).manifests
}

/** Whether the entry is not an image but something said about one, such as provenance. */
export function isAttestation({ annotations }: IndexEntry): boolean {
  return annotations?.['vnd.docker.reference.type'] === 'attestation-manifest'
}

/** Digests of the configurations of a manifest, or of every image of an index. */
export async function configsOf(registry: RegistryClient, manifest: ImageManifest): Promise<readonly string[]> {
  const entries = entriesOf(manifest)
  if (entries === undefined) return present(configDigest(manifest))
  const images = entries.filter(entry => !isAttestation(entry))
  const read = await Promise.all(images.map(({ digest }) => registry.readManifest(digest)))
  return read.flatMap(each => (each === undefined ? [] : present(configDigest(each))))
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
      const labels = fieldOf(fieldOf(parsed(await registry.readBlob(digest)), 'config'), 'Labels')
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
  const entries = entriesOf(manifest)
  if (entries !== undefined) return entries
  const { mediaType, digest, body } = manifest
  const [configuration] = present(configDigest(manifest))
  if (configuration === undefined) return [{ mediaType, digest, size: body.length }]
  const config = parsed(await registry.readBlob(configuration)) as ImagePlatform
  const { os, architecture, variant } = config
  const platform = { architecture, os, ...(variant !== undefined && { variant }) }
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
function configDigest({ body }: ImageManifest): string | undefined {
  const digest = fieldOf(fieldOf(parsed(body), 'config'), 'digest')
  return typeof digest === 'string' ? digest : undefined
}

function present(digest: string | undefined): readonly string[] {
  return digest === undefined ? [] : [digest]
}

function parsed(body: Uint8Array): unknown {
  return JSON.parse(Buffer.from(body).toString('utf8'))
}
