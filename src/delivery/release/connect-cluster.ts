import { type Cluster, connectCluster } from '../../kubernetes/connection/cluster.ts'
import { readKubeconfig } from '../../kubernetes/connection/kubeconfig.ts'
import type { Exec } from '../../process/exec.ts'
import type { Masks } from '../../secrets/masks.ts'
import type { Clock } from '../../time/clock.ts'
import { checkSkew, findKubectl } from '../../tools/kubectl.ts'
import type { ConnectRequest } from './effects.ts'
import type { DeploySettings } from './settings.ts'

/** What connecting with kubectl needs. */
interface KubectlConnection extends ConnectRequest {
  readonly settings: Pick<DeploySettings, 'kubeconfig' | 'context' | 'namespace'>
  /** The whole environment of kubectl. */
  readonly env: Readonly<Record<string, string>>
  readonly exec: Exec
  readonly masks: Masks
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** Connects through kubectl: credentials are masked before it is started, and nothing is written to the cluster. */
export async function connectWithKubectl(it: KubectlConnection): Promise<Cluster> {
  const { settings, exec, masks, clock, env, folder, log, signal } = it
  const kubeconfig = await readKubeconfig(settings.kubeconfig, {
    folder,
    ...(settings.context === undefined ? {} : { context: settings.context }),
  })
  masks.addAll(kubeconfig.secrets)
  for (const warning of kubeconfig.warnings) log.warning(warning)
  const kubectl = await findKubectl({ exec, env, signal })
  const cluster = await connectCluster({
    kubectl: kubectl.path,
    kubeconfig,
    namespace: settings.namespace ?? kubeconfig.namespace ?? 'default',
    folder,
    env,
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
