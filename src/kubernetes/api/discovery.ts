import type { KubernetesClient } from './client.ts'
import { KubernetesError } from './error.ts'
import { isCrd, type KubeObject, mappingAt, mappingsIn } from './objects.ts'

/** How the API serves a kind. */
export interface Resource {
  /** `deployments` */
  readonly plural: string
  readonly namespaced: boolean
  /** False for a custom resource whose CRD is part of the set: the cluster serves it only after the apply. */
  readonly served: boolean
}

/** The kinds of a set that the cluster serves, or will serve after the apply. */
export interface Discovery {
  resourceOf(object: KubeObject): Resource | undefined
}

/** Asks for each group version of the set once, all at the same time. */
export async function discover(
  client: KubernetesClient,
  objects: readonly KubeObject[],
  signal?: AbortSignal,
): Promise<Discovery> {
  const versions = [...new Set(objects.map(object => object.apiVersion))]
  const served = await Promise.all(versions.map(version => kindsOf(client, version, signal)))
  const known = new Map([...definedBy(objects), ...served.flat()])
  return { resourceOf: object => known.get(keyOf(object.apiVersion, object.kind)) }
}

/** The path of the API that serves a group version: `/apis/apps/v1`; the core group is apart. */
export function apiPath(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
}

/** The path of an object. */
export function pathOf(object: KubeObject, resource: Resource, defaultNamespace: string): string {
  const namespace = encodeURIComponent(object.metadata.namespace ?? defaultNamespace)
  const scope = resource.namespaced ? `/namespaces/${namespace}` : ''
  return `${apiPath(object.apiVersion)}${scope}/${resource.plural}/${encodeURIComponent(object.metadata.name)}`
}

function keyOf(apiVersion: string, kind: string): string {
  return `${apiVersion} ${kind}`
}

async function kindsOf(client: KubernetesClient, version: string, signal?: AbortSignal): Promise<[string, Resource][]> {
  try {
    const { body } = await client.get(apiPath(version), { signal })
    return mappingsIn(mappingAt(body)?.resources)
      .filter(found => !String(found.name).includes('/'))
      .map(found => [
        keyOf(version, String(found.kind)),
        { plural: String(found.name), namespaced: found.namespaced === true, served: true },
      ])
  } catch (thrown) {
    if (thrown instanceof KubernetesError && thrown.code === 404) return []
    throw thrown
  }
}

/** The kinds that the set's own CRDs define. */
function definedBy(objects: readonly KubeObject[]): [string, Resource][] {
  return objects.filter(isCrd).flatMap(crd => {
    const spec = mappingAt(crd, 'spec') ?? {}
    const names = mappingAt(spec, 'names') ?? {}
    const resource = { plural: String(names.plural), namespaced: spec.scope === 'Namespaced', served: false }
    return mappingsIn(spec.versions).map((version): [string, Resource] => [
      keyOf(`${spec.group}/${version.name}`, String(names.kind)),
      resource,
    ])
  })
}
