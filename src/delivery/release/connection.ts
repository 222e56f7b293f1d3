import type { DeployInputs } from '../../actions/deploy/inputs.ts'
import { type Cluster, connectCluster } from '../../kubernetes/connection/cluster.ts'
import { readKubeconfig } from '../../kubernetes/connection/kubeconfig.ts'
import { HeldLog } from '../../log/buffered-log.ts'
import type { Exec } from '../../process/exec.ts'
import type { Masks } from '../../secrets/masks.ts'
import type { Clock } from '../../time/clock.ts'
import { checkSkew, findKubectl } from '../../tools/kubectl.ts'

/** What connecting needs. */
export interface Preparation {
  readonly inputs: DeployInputs
  readonly folder: string
  readonly kubectlEnv: Readonly<Record<string, string>>
  readonly exec: Exec
  readonly masks: Masks
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** A connection that is being made beside the gate; its lines wait until the preflight's group is open. */
export interface Connecting {
  readonly cluster: Promise<Cluster>
  readonly log: HeldLog
  /** Ends the connection, also one that is still being made. */
  close(): Promise<void>
}

/** Starts to connect: credentials are masked before kubectl is started, and nothing is written to the cluster. */
export function startConnecting(preparation: Preparation): Connecting {
  const stop = new AbortController()
  const log = new HeldLog()
  const cluster = connect(preparation, log, AbortSignal.any([preparation.signal, stop.signal]))
  cluster.catch(() => undefined)
  return {
    cluster,
    log,
    close: async () => {
      stop.abort(new Error('the connection is no longer needed'))
      const connected = await cluster.catch(() => undefined)
      await connected?.close()
    },
  }
}

async function connect(it: Preparation, log: HeldLog, signal: AbortSignal): Promise<Cluster> {
  const { inputs, exec, masks, clock } = it
  const kubeconfig = await readKubeconfig(inputs.kubeconfig, {
    folder: it.folder,
    ...(inputs.context === undefined ? {} : { context: inputs.context }),
  })
  masks.addAll(kubeconfig.secrets)
  const kubectl = await findKubectl({ exec, env: it.kubectlEnv, signal })
  const cluster = await connectCluster({
    kubectl: kubectl.path,
    kubeconfig,
    namespace: inputs.namespace ?? kubeconfig.namespace ?? 'default',
    folder: it.folder,
    env: it.kubectlEnv,
    log,
    clock,
    signal,
    redact: text => masks.redact(text),
  })
  try {
    checkSkew(kubectl.version, cluster.serverVersion)
  } catch (thrown) {
    await cluster.close()
    throw thrown
  }
  log.info(`kubectl ${kubectl.version.text}, context ${kubeconfig.context}, namespace ${cluster.namespace}`)
  return cluster
}
