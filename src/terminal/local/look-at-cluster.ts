import { tmpdir } from 'node:os'
import type { ClusterAccess } from '../../commands/ports.ts'
import { connectWithKubectl } from '../../delivery/release/connect-cluster.ts'
import { UserError } from '../../errors.ts'
import { withPrivateFolder } from '../../files/private-folder.ts'
import { DEPLOY_NEEDS } from '../../kubernetes/access/deploy-needs.ts'
import { type OwnAccess, readOwnAccess } from '../../kubernetes/access/own-access.ts'
import { KubernetesError } from '../../kubernetes/api/error.ts'
import type { Cluster } from '../../kubernetes/connection/cluster.ts'
import { connectionProblem } from '../../kubernetes/connection/problem.ts'
import type { Logger } from '../../log/logger.ts'
import { Masks } from '../../secrets/masks.ts'
import type { Clock } from '../../time/clock.ts'
import { plainEnvironment, type Surroundings } from '../place.ts'
import { findKubeconfig } from './kubeconfig.ts'

interface Around extends Surroundings {
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly log: Logger
}

/** What is asked of the kubeconfig; each undefined: what it says itself. */
interface Asked {
  readonly kubeconfig: string | undefined
  readonly context: string | undefined
  readonly namespace: string | undefined
}

/** What the credentials of a kubeconfig may do in its cluster. Nothing is changed there. Throws a `UserError`. */
export async function lookAtCluster(asked: Asked, around: Around): Promise<ClusterAccess> {
  const { env, exec, clock, signal, log } = around
  const kubeconfig = await findKubeconfig(asked.kubeconfig, around, signal)
  return withPrivateFolder(tmpdir(), async folder => {
    const masks = new Masks({ emit: () => undefined })
    const connection = {
      settings: { ...asked, kubeconfig },
      exec,
      masks,
      clock,
      env: plainEnvironment(env),
      folder,
      signal,
    }
    const cluster = await connectWithKubectl({ ...connection, log: { ...log, info: () => undefined } })
    try {
      const { server, namespace, serverVersion } = cluster
      return { server, namespace, version: serverVersion.text, ...(await accessTo(cluster)) }
    } finally {
      await cluster.close()
    }
  })
}

async function accessTo({ client, namespace, server }: Cluster): Promise<OwnAccess> {
  try {
    return await readOwnAccess(client, namespace, DEPLOY_NEEDS)
  } catch (thrown) {
    const problem = connectionProblem(thrown, server)
    if (problem !== undefined) throw problem
    if (!(thrown instanceof KubernetesError)) throw thrown
    const text = `${server} did not say what these credentials may do (${thrown.message}): ask who keeps the cluster`
    throw new UserError('cluster-forbidden', text, { cause: thrown })
  }
}
