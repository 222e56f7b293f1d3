import { isDeepStrictEqual } from 'node:util'
import type { RequestOptions } from '../../../../src/kubernetes/api/client.ts'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import { isMapping, type KubeObject, mappingAt } from '../../../../src/kubernetes/api/objects.ts'

/** What is asked of the API server: `delete`, `/apis/apps/v1/namespaces/shop/deployments/web`. */
export interface Access {
  readonly verb: 'get' | 'list' | 'create' | 'patch' | 'delete'
  readonly path: string
}

/** The objects of an API server in memory, with its rules for writes. */
export class FakeObjects {
  readonly byPath = new Map<string, KubeObject>()
  /** What came, in order: `create /api/v1/namespaces/shop/secrets`; dry runs are not among them. */
  readonly requests: string[] = []
  /** What the account may not do. */
  forbids: (access: Access) => boolean = () => false
  /** The namespace is not there yet: lists are empty, and nothing can be created in it. */
  missingNamespace = false
  /** What another client does just before a request is carried out. */
  before: (access: Access) => void = () => undefined
  #version = 100

  get(path: string): KubeObject {
    this.#enter({ verb: 'get', path })
    return this.#at(path)
  }

  list(path: string, { query = {}, metadataOnly = false }: RequestOptions): object {
    this.#enter({ verb: 'list', path })
    const wanted = (query.labelSelector ?? '').split(',').filter(text => text !== '')
    const found = [...this.byPath].filter(
      ([at, { metadata }]) =>
        at.slice(0, at.lastIndexOf('/')) === path &&
        wanted.every(text => {
          const [label = '', value] = text.split('=')
          return metadata.labels?.[label] === value
        }),
    )
    const items = found.map(([, object]) => (metadataOnly ? { metadata: object.metadata } : object))
    return { items: structuredClone(items), metadata: { resourceVersion: String(this.#version) } }
  }

  create(list: string, body: KubeObject): KubeObject {
    const path = `${list}/${body.metadata.name}`
    this.#enter({ verb: 'create', path })
    if (this.missingNamespace) {
      const details = { kind: 'namespaces', name: 'shop' }
      throw new KubernetesError(404, 'NotFound', 'namespaces "shop" not found', { details })
    }
    if (this.byPath.has(path)) throw new KubernetesError(409, 'AlreadyExists', `${body.metadata.name} already exists`)
    const bytes = Object.values(mappingAt(body, 'data') ?? {}).map(value => Buffer.from(String(value), 'base64').length)
    if (body.kind === 'Secret' && bytes.reduce((sum, size) => sum + size, 0) > 1_048_576) {
      throw new KubernetesError(422, 'Invalid', 'data: Too long: must have at most 1048576 bytes')
    }
    return this.store(path, body)
  }

  /** Server-side apply by our manager: what it would make of the object, stored unless it is a dry run. */
  apply(path: string, body: KubeObject, { at, dryRun }: { readonly at: number; readonly dryRun: boolean }): KubeObject {
    if (!dryRun) this.#enter({ verb: 'patch', path })
    const live = this.byPath.get(path)
    const { metadata } = body
    const before = live?.metadata ?? { uid: undefined, generation: 0, resourceVersion: undefined }
    const fields = fieldsOf({ ...body, metadata: { labels: metadata.labels, annotations: metadata.annotations } })
    const ours = { manager: 'commit-train', operation: 'Apply', fieldsType: 'FieldsV1', fieldsV1: fields }
    const managed = { ...ours, apiVersion: body.apiVersion, time: new Date(at).toISOString() }
    // What others have written stays: the status, and the annotations of controllers.
    const annotations = { ...othersIn(live?.metadata.annotations), ...metadata.annotations }
    const others = Object.keys(annotations).length === 0 ? {} : { annotations }
    const made = {
      ...metadata,
      ...others,
      managedFields: [managed],
      uid: before.uid ?? `uid-${this.#version + 1}`,
      generation: before.generation,
    }
    const status = live?.status === undefined ? {} : { status: live.status }
    const next = { ...body, metadata: made, ...status } as KubeObject
    if (live !== undefined && isDeepStrictEqual(plain(live), plain(next))) return structuredClone(live)
    const generation =
      (before.generation ?? 0) + (isDeepStrictEqual(live?.spec, body.spec) && live !== undefined ? 0 : 1)
    const changed = { ...next, metadata: { ...made, generation } } as KubeObject
    return dryRun
      ? structuredClone({
          ...changed,
          metadata: { ...changed.metadata, resourceVersion: before.resourceVersion ?? '' },
        })
      : this.store(path, changed)
  }

  /** A JSON patch of `add`, `replace` and `test`. */
  patch(path: string, operations: readonly object[]): KubeObject {
    this.#enter({ verb: 'patch', path })
    const object = structuredClone(this.#at(path))
    for (const { path: pointer, value } of operations as readonly {
      readonly path: string
      readonly value: unknown
    }[]) {
      const steps = pointer
        .slice(1)
        .split('/')
        .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
      const holder = steps.slice(0, -1).reduce<unknown>((at, step) => (isMapping(at) ? at[step] : undefined), object)
      if (!isMapping(holder)) throw new KubernetesError(422, 'Invalid', `the path ${pointer} does not exist`)
      Object.assign(holder, { [steps.at(-1) ?? '']: value })
    }
    const before = this.#at(path)
    if (before.immutable === true && !isDeepStrictEqual(before.data, object.data)) {
      throw new KubernetesError(422, 'Invalid', 'data: Forbidden: field is immutable when `immutable` is set')
    }
    return this.store(path, object)
  }

  remove(path: string, options: object): KubeObject {
    this.#enter({ verb: 'delete', path })
    const found = this.#at(path)
    const { uid, resourceVersion } = mappingAt(options, 'preconditions') ?? {}
    const isOther = uid !== undefined && uid !== found.metadata.uid
    if (isOther || (resourceVersion !== undefined && resourceVersion !== found.metadata.resourceVersion)) {
      throw new KubernetesError(409, 'Conflict', 'the precondition does not match')
    }
    if ((found.metadata.finalizers ?? []).length > 0) {
      const deletionTimestamp = '2026-01-01T00:00:00Z'
      return this.store(path, { ...found, metadata: { ...found.metadata, deletionTimestamp } })
    }
    this.byPath.delete(path)
    return found
  }

  /** Puts an object there, as another client would. */
  store(path: string, object: KubeObject): KubeObject {
    this.#version += 1
    const metadata = { uid: `uid-${this.#version}`, ...object.metadata, resourceVersion: String(this.#version) }
    const stored = structuredClone({ ...object, metadata })
    this.byPath.set(path, stored)
    return structuredClone(stored)
  }

  #enter(access: Access): void {
    this.before(access)
    this.requests.push(`${access.verb} ${access.path}`)
    if (this.forbids(access)) throw new KubernetesError(403, 'Forbidden', `User "deployer" cannot ${access.verb} it`)
  }

  #at(path: string): KubeObject {
    const found = this.byPath.get(path)
    if (found === undefined) {
      const [kind, name] = path.split('/').slice(-2)
      throw new KubernetesError(404, 'NotFound', `${name} not found`, { details: { kind, name } })
    }
    return structuredClone(found)
  }
}

/** Without what the server counts. */
function plain({ metadata, ...object }: KubeObject): object {
  const {
    resourceVersion: _,
    managedFields,
    ...rest
  } = metadata as KubeObject['metadata'] & { managedFields?: object[] }
  return { ...object, metadata: { ...rest, managedFields: managedFields?.map(entry => ({ ...entry, time: '' })) } }
}

function othersIn(annotations: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(annotations).filter(([name]) => name.startsWith('deployment.kubernetes.io/')),
  )
}

function fieldsOf(value: unknown): object {
  if (!isMapping(value)) return {}
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([field, inner]) => [`f:${field}`, fieldsOf(inner)]),
  )
}
