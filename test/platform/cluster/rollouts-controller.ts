import path from 'node:path'
import type { PlatformInfo } from '../platform-info.ts'
import { Daemon } from '../process/daemon.ts'
import { program } from '../process/program.ts'
import { until } from '../process/until.ts'

/** Where it says that it works. The platform has a network of its own. */
const HEALTH = 'http://127.0.0.1:18080/healthz'
const PORTS = ['--healthzPort=18080', '--metricsPort=18090']

/** Installs the CRDs of Argo Rollouts and starts its controller, for the whole cluster. Resolves when it works. */
export async function startRolloutsController({ kubeconfig, bin, logs }: PlatformInfo): Promise<Daemon> {
  const crds = path.join(bin, 'rollouts-crds')
  const kubectl = ['kubectl', '--kubeconfig', kubeconfig]
  // They are too large for the annotation of a client-side apply.
  await program([...kubectl, 'apply', '--server-side', '--kustomize', crds])
  await until({ what: 'Rollouts to be served' }, async () => {
    await program([...kubectl, 'get', 'rollouts.argoproj.io', '--all-namespaces'])
    return true
  })
  const argv = ['rollouts-controller', '--kubeconfig', kubeconfig, '--leader-elect=false', '--loglevel=warn', ...PORTS]
  const daemon = new Daemon({ name: 'rollouts-controller', argv, logs })
  await until({ what: 'the controller of Argo Rollouts to work', daemon }, async () => (await fetch(HEALTH)).ok)
  return daemon
}
