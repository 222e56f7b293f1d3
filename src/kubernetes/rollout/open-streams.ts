import { UserError } from '../../errors.ts'
import { apiPath } from '../api/discovery.ts'
import { KubernetesError } from '../api/error.ts'
import { openWatch, type WatchReceiver } from '../api/watch.ts'
import type { Cluster } from '../connection/cluster.ts'
import { connectionProblem } from '../connection/problem.ts'
import type { WatchedResource } from '../kinds/followed-kind.ts'
import type { NamespaceStreams } from './namespace-streams.ts'

const EVENTS: WatchedResource = { apiVersion: 'v1', plural: 'events' }

interface StreamOptions {
  readonly labelSelector: string
  /** Whether the rollout cannot be followed without this list. */
  readonly needed: (resource: WatchedResource) => boolean
  readonly signal: AbortSignal
}

/** Opens streams that the cluster does not serve before the set's own CRDs are applied. Rejects if it does not by then. */
export type OpenLater = () => Promise<void>

/**
 * Opens the streams; resolves when all have delivered the present objects. A list that is needed and may not be watched
 * is refused; any other is done without, with a notice.
 */
export async function openStreams(
  cluster: Cluster,
  streams: NamespaceStreams,
  options: StreamOptions,
): Promise<readonly OpenLater[]> {
  const { client, clock, log } = cluster
  const { namespace } = streams
  const { labelSelector, signal } = options
  const place = namespace === '' ? '' : `/namespaces/${encodeURIComponent(namespace)}`
  const where = namespace === '' ? '' : ` in namespace ${namespace}`
  const later: OpenLater[] = []
  const open = async (resource: WatchedResource, receiver: WatchReceiver, scope: object): Promise<void> => {
    const path = `${apiPath(resource.apiVersion)}${place}/${resource.plural}`
    await openWatch({ client, clock, path, receiver, signal, ...scope })
  }
  const openList = async (resource: WatchedResource, receiver: WatchReceiver): Promise<void> => {
    await open(resource, receiver, { labelSelector }).catch(thrown => {
      if (!isForbidden(thrown)) throw connectionProblem(thrown, cluster.server) ?? thrown
      if (options.needed(resource)) throw watchForbidden(resource.plural, where, thrown)
      streams.drop(resource)
      log.notice(
        `The credentials may not watch ${resource.plural}${where}: they are applied, but not followed; ${missingRights(resource.plural, where)}`,
      )
    })
  }
  const openOrPutOff = async (resource: WatchedResource, receiver: WatchReceiver): Promise<void> => {
    await openList(resource, receiver).catch(thrown => {
      if (!(thrown instanceof KubernetesError) || thrown.code !== 404) throw thrown
      later.push(() => openList(resource, receiver))
    })
  }
  const openEvents = async (): Promise<void> => {
    if (!streams.needsEvents || namespace === '') return
    await open(EVENTS, streams.events, { fromNow: true }).catch(thrown => {
      if (!isForbidden(thrown)) throw connectionProblem(thrown, cluster.server) ?? thrown
      streams.eventsWatched = false
      log.notice(
        `The credentials may not watch events in namespace ${namespace}: failures are reported with less detail, and some of them later`,
      )
    })
  }
  await Promise.all([...streams.lists.map(({ resource, cache }) => openOrPutOff(resource, cache)), openEvents()])
  return later
}

function isForbidden(thrown: unknown): boolean {
  return thrown instanceof KubernetesError && thrown.code === 403
}

function missingRights(plural: string, where: string): string {
  return `the ${where === '' ? 'ClusterRole' : 'Role'} needs get, list and watch on ${plural}`
}

function watchForbidden(plural: string, where: string, cause: unknown): UserError {
  const message = `The credentials may not watch ${plural}${where}; ${missingRights(plural, where)}`
  return new UserError('cluster-forbidden', message, { cause })
}
