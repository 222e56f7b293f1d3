import { isDeepStrictEqual } from 'node:util'
import { concurrently } from '../api/concurrently.ts'
import { KubernetesError } from '../api/error.ts'
import { type KubeObject, mappingAt, mappingsIn } from '../api/objects.ts'
import type { Cluster } from '../connection/cluster.ts'
import type { ReleaseKey } from '../manifests/labels.ts'
import { packRelease, type UnpackedRelease, unpackRelease } from './packing.ts'
import type { ReleaseRecord, StoredRelease } from './record.ts'
import {
  bytesOf,
  endPatch,
  type ReleaseEnd,
  releaseSecrets,
  releaseSelector,
  resumePatch,
  secretName,
  storedReleases,
} from './release-secrets.ts'

/** Without a Lease another deployment may take the same number, but not for ever. */
const MOST_TRIES = 5

/**
 * The releases of a service in an environment, as Secrets in the namespace of the connection, where its Lease is too. What the
 * API server refuses is thrown as `KubernetesError`.
 */
export class ReleaseStore {
  readonly #cluster: Cluster
  readonly #key: ReleaseKey
  readonly #secrets: string

  constructor(cluster: Cluster, key: ReleaseKey) {
    this.#cluster = cluster
    this.#key = key
    this.#secrets = `/api/v1/namespaces/${encodeURIComponent(cluster.namespace)}/secrets`
  }

  /** All that is kept, without what is in it. */
  async list(signal: AbortSignal | undefined): Promise<readonly StoredRelease[]> {
    const query = { labelSelector: releaseSelector(this.#key) }
    const { body } = await this.#cluster.client.get(this.#secrets, { query, metadataOnly: true, signal })
    return storedReleases(mappingsIn(mappingAt(body)?.items), this.#key)
  }

  async read(stored: StoredRelease, signal: AbortSignal | undefined): Promise<UnpackedRelease> {
    const parts = await concurrently(stored.parts, async name => {
      if (name === undefined) return undefined
      try {
        return bytesOf((await this.#cluster.client.get(this.#pathOf(name), { signal })).body)
      } catch (thrown) {
        if (isCode(thrown, 404)) return undefined
        throw thrown
      }
    })
    return unpackRelease(stored, parts, this.#key)
  }

  /** Writes that a release begins, all of it before it resolves. Gives its number, which is `next` or a later one. */
  async begin(record: ReleaseRecord, next: number, signal: AbortSignal | undefined): Promise<number> {
    for (let number = next; ; number += 1) {
      const packed = await packRelease(record, number)
      const [first, ...rest] = releaseSecrets(record, number, packed, this.#cluster.namespace)
      if (first === undefined) throw new Error('a record has at least one part')
      // The first one takes the number, and says that the others belong to it.
      if (await this.#create(first, signal)) {
        await this.#createRest(number, packed.parts.length, rest, signal)
        return number
      }
      if (number - next >= MOST_TRIES)
        throw new KubernetesError(409, 'AlreadyExists', 'other releases begin all the time')
    }
  }

  /** What cannot be written whole is no record, and must not look like one that was lost. */
  async #createRest(
    number: number,
    count: number,
    secrets: readonly KubeObject[],
    signal: AbortSignal | undefined,
  ): Promise<void> {
    try {
      await concurrently(secrets, secret => this.#create(secret, signal))
    } catch (thrown) {
      const names = Array.from({ length: count }, (_, part) => secretName(this.#key, number, part))
      await this.#removeNamed(names).catch(() => undefined)
      throw thrown
    }
  }

  /** Writes how a release ended. */
  async end(number: number, end: ReleaseEnd): Promise<void> {
    await this.#cluster.client.patch(this.#pathOf(secretName(this.#key, number)), endPatch(end))
  }

  /** Writes that a release that is held is gone on with. */
  async resume(number: number): Promise<void> {
    await this.#cluster.client.patch(this.#pathOf(secretName(this.#key, number)), resumePatch())
  }

  /** Deletes records. */
  async remove(stored: readonly StoredRelease[]): Promise<void> {
    await this.#removeNamed(stored.flatMap(({ parts }) => parts.flatMap(name => name ?? [])))
  }

  async #removeNamed(names: readonly string[]): Promise<void> {
    await concurrently(names, async name => {
      try {
        await this.#cluster.client.remove(this.#pathOf(name), { apiVersion: 'v1', kind: 'DeleteOptions' })
      } catch (thrown) {
        if (!isCode(thrown, 404)) throw thrown
      }
    })
  }

  /** False where there is another of that name; one that a lost answer has left is ours. */
  async #create(secret: KubeObject, signal: AbortSignal | undefined): Promise<boolean> {
    try {
      await this.#cluster.client.create(this.#secrets, secret, { signal })
      return true
    } catch (thrown) {
      if (!isCode(thrown, 409)) throw thrown
      const { body } = await this.#cluster.client.get(this.#pathOf(secret.metadata.name), { signal })
      const annotations = mappingAt(body, 'metadata', 'annotations')
      return isDeepStrictEqual(annotations, secret.metadata.annotations)
    }
  }

  #pathOf(name: string): string {
    return `${this.#secrets}/${encodeURIComponent(name)}`
  }
}

function isCode(thrown: unknown, code: number): boolean {
  return thrown instanceof KubernetesError && thrown.code === code
}
