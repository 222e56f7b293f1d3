import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import { type KubeObject, mappingAt } from '../../../../src/kubernetes/api/objects.ts'

/** The leases of an API server in memory, with its rule for writes: only in place of the version that they name. */
export class FakeLeases {
  readonly byPath = new Map<string, KubeObject>()
  /** Refuses every request. */
  broken: KubernetesError | undefined
  /** How many of the next writes come after somebody else's. */
  conflicts = 0
  /** Requests that wrote something. */
  writes = 0
  #version = 0

  get(path: string): KubeObject {
    if (this.broken !== undefined) throw this.broken
    const found = this.byPath.get(path)
    if (found === undefined) throw new KubernetesError(404, 'NotFound', 'leases not found')
    return found
  }

  create(list: string, body: unknown): KubeObject {
    const path = `${list}/${String(mappingAt(body, 'metadata')?.name)}`
    if (this.broken !== undefined) throw this.broken
    if (this.byPath.has(path)) throw new KubernetesError(409, 'AlreadyExists', 'it exists')
    return this.#store(path, body)
  }

  replace(path: string, body: unknown): KubeObject {
    if (this.conflicts > 0) {
      this.conflicts -= 1
      this.#store(path, this.get(path))
    }
    const now = this.get(path)
    const named = mappingAt(body, 'metadata')?.resourceVersion
    if (named !== now.metadata.resourceVersion) throw new KubernetesError(409, 'Conflict', 'it was modified')
    return this.#store(path, body)
  }

  /** What `kubectl get` shows of the only one there is. */
  get only(): { readonly holder: unknown; readonly spec: unknown; readonly annotations: unknown } | undefined {
    const [lease] = this.byPath.values()
    const spec = mappingAt(lease, 'spec')
    return lease && { holder: spec?.holderIdentity, spec, annotations: lease.metadata.annotations }
  }

  #store(path: string, body: unknown): KubeObject {
    this.#version += 1
    this.writes += 1
    const object = structuredClone(body) as KubeObject
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: String(this.#version) } }
    this.byPath.set(path, stored)
    return stored
  }
}
