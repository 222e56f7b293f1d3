import { gunzipSync } from 'node:zlib'
import type { Places } from './forms.ts'

const MANIFEST_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]

interface Descriptor {
  readonly digest: string
}

interface Manifest {
  readonly manifests?: readonly Descriptor[]
  readonly config?: Descriptor
  readonly layers?: readonly Descriptor[]
}

/**
 * All that a registry has of an image: manifests, history, the rest of the configuration, and each layer unpacked, with
 * what a later one takes away again. Of an index all images, what attests them (provenance) included. `repository` is
 * the address of its part of the API, `http://127.0.0.1:5000/v2/acme/hello`.
 */
export async function imagePlaces(repository: string, reference: string, authorization?: string): Promise<Places> {
  const get = async (path: string): Promise<Buffer> => {
    const headers = { Accept: MANIFEST_TYPES.join(', '), ...(authorization && { Authorization: authorization }) }
    const answer = await fetch(`${repository}/${path}`, { headers })
    if (!answer.ok) throw new Error(`the registry answers ${answer.status} for ${path}`)
    return Buffer.from(await answer.arrayBuffer())
  }
  const places: Record<string, string | Uint8Array> = {}
  const add = async (prefix: string, name: string): Promise<void> => {
    const text = await get(`manifests/${name}`)
    places[`${prefix}manifest`] = text
    const manifest: Manifest = JSON.parse(text.toString())
    for (const [index, { digest }] of (manifest.manifests ?? []).entries()) await add(`${index}: `, digest)
    if (manifest.config !== undefined) {
      const { history, ...config } = JSON.parse((await get(`blobs/${manifest.config.digest}`)).toString())
      places[`${prefix}history`] = JSON.stringify(history ?? [])
      places[`${prefix}configuration`] = JSON.stringify(config)
    }
    for (const [index, { digest }] of (manifest.layers ?? []).entries()) {
      places[`${prefix}layer ${index + 1}`] = unpacked(await get(`blobs/${digest}`))
    }
  }
  await add('', reference)
  return places
}

/** What an archive holds is in it byte by byte; what attests an image is not packed at all. */
function unpacked(blob: Buffer): Uint8Array {
  return blob.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])) ? gunzipSync(blob) : blob
}
