import type { Finding } from '../../errors.ts'
import { concurrently } from '../api/concurrently.ts'
import { KubernetesError } from '../api/error.ts'
import { mappingAt, mappingsIn, nameOf } from '../api/objects.ts'
import type { AppliedObject } from '../apply/apply.ts'
import type { Cluster } from '../connection/cluster.ts'
import { locationOf } from '../manifests/manifest.ts'

/**
 * The applied Services that reach no ready pod although every rollout is complete: their selector or their `targetPort`
 * matches none. `known`: Services that were warned of before. What the credentials may not read is not reported on.
 */
export async function unreachedServices(
  cluster: Cluster,
  applied: readonly AppliedObject[],
  known: readonly Finding[],
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const warned = new Set(known.filter(({ reason }) => reason === 'reference-dangling').map(({ where }) => where))
  const services = applied.filter(
    ({ object, manifest }) =>
      object.kind === 'Service' &&
      object.apiVersion === 'v1' &&
      mappingAt(object, 'spec', 'selector') !== undefined &&
      !warned.has(locationOf(manifest)),
  )
  const found = await concurrently(services, async ({ object, manifest, namespace = '' }) => {
    const hasPorts = mappingsIn(mappingAt(object, 'spec')?.ports).length > 0
    if (await hasEndpoint(cluster, { namespace, name: object.metadata.name, hasPorts }, signal)) return []
    const text = `${nameOf(object)}: reaches no ready pod, although the rollout is complete; check its selector and targetPort`
    return [{ reason: 'service-unreached', where: locationOf(manifest), text } as const]
  })
  return found.flat()
}

/** The controller of the endpoints follows within a second or so; asked a few times before it is believed. */
const TRIES = 3
const BETWEEN_TRIES_MS = 1_000

async function hasEndpoint(
  cluster: Cluster,
  { namespace, name, hasPorts }: { readonly namespace: string; readonly name: string; readonly hasPorts: boolean },
  signal: AbortSignal,
): Promise<boolean> {
  const path = `/apis/discovery.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/endpointslices`
  const query = { labelSelector: `kubernetes.io/service-name=${name}` }
  for (let tries = 1; ; tries++) {
    try {
      const { body } = await cluster.client.get(path, { query, signal })
      if (mappingsIn(mappingAt(body)?.items).some(slice => reaches(slice, hasPorts))) return true
    } catch (thrown) {
      if (thrown instanceof KubernetesError && (thrown.code === 403 || thrown.code === 404)) return true
      throw thrown
    }
    if (tries >= TRIES) return false
    await cluster.clock.sleep(BETWEEN_TRIES_MS, signal)
  }
}

function reaches(slice: Readonly<Record<string, unknown>>, hasPorts: boolean): boolean {
  const ready = mappingsIn(slice.endpoints).some(endpoint => mappingAt(endpoint, 'conditions')?.ready !== false)
  // A slice without ports is that of a named `targetPort` that no container has.
  return ready && (!hasPorts || mappingsIn(slice.ports).length > 0)
}
