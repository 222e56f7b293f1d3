import { UserError } from '../../errors.ts'
import { apiPath } from '../api/discovery.ts'
import { KubernetesError } from '../api/error.ts'
import { openWatch, type WatchReceiver } from '../api/watch.ts'
import type { Cluster } from '../connection/cluster.ts'
import { connectionProblem } from '../connection/problem.ts'
import type { WatchedResource } from '../kinds/followed-kind.ts'
import type { NamespaceStreams } from './namespace-streams.ts'

const PODS: WatchedResource = { apiVersion: 'v1', plural: 'pods' }
const EVENTS: WatchedResource = { apiVersion: 'v1', plural: 'events' }

/** Opens the streams; resolves when all have delivered the present objects. */
export async function openStreams(
  cluster: Cluster,
  streams: NamespaceStreams,
  labelSelector: string,
  signal: AbortSignal,
): Promise<void> {
  const { client, clock, log } = cluster
  const { namespace } = streams
  const open = async (resource: WatchedResource, receiver: WatchReceiver, scope: object): Promise<void> => {
    const path = `${apiPath(resource.apiVersion)}/namespaces/${encodeURIComponent(namespace)}/${resource.plural}`
    await openWatch({ client, clock, path, receiver, signal, ...scope })
  }
  const openNeeded = async (resource: WatchedResource, receiver: WatchReceiver): Promise<void> => {
    await open(resource, receiver, { labelSelector }).catch(thrown => {
      throw isForbidden(thrown)
        ? watchForbidden(resource.plural, namespace, thrown)
        : (connectionProblem(thrown, cluster.server) ?? thrown)
    })
  }
  const openEvents = async (): Promise<void> => {
    await open(EVENTS, streams.events, { fromNow: true }).catch(thrown => {
      if (!isForbidden(thrown)) throw connectionProblem(thrown, cluster.server) ?? thrown
      log.notice(
        `The credentials may not watch events in namespace ${namespace}: failures are reported with less detail, and some of them later`,
      )
    })
  }
  await Promise.all([
    ...streams.lists.map(({ resource, cache }) => openNeeded(resource, cache)),
    openNeeded(PODS, streams.pods),
    openEvents(),
  ])
}

function isForbidden(thrown: unknown): boolean {
  return thrown instanceof KubernetesError && thrown.code === 403
}

function watchForbidden(plural: string, namespace: string, cause: unknown): UserError {
  const message = `The credentials may not watch ${plural} in namespace ${namespace}; the Role needs get, list and watch on ${plural}`
  return new UserError('cluster-forbidden', message, { cause })
}
