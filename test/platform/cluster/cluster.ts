import { PAUSE_IMAGE, startContainerd } from '../containers/containerd.ts'
import { BUSYBOX_IMAGE, pushOneFileImage } from '../containers/image.ts'
import { answers } from '../containers/registry.ts'
import { ADDRESS, type Layout, NODE_NAME } from '../layout.ts'
import type { Daemon } from '../process/daemon.ts'
import { program } from '../process/program.ts'
import { until } from '../process/until.ts'
import { startApiServer } from './api-server.ts'
import { makeCertificates } from './certificates.ts'
import { ClusterClient } from './cluster-client.ts'
import { startControllerManager, startScheduler } from './controllers.ts'
import { startEtcd } from './etcd.ts'
import { writeKubeconfig } from './kubeconfig.ts'
import { startKubelet } from './kubelet.ts'
import { makeNetwork } from './network.ts'
import { PROXY_HEALTH, startProxy } from './proxy.ts'

/** Takes every daemon that is started, to be stopped at the end. */
export type Note = (daemon: Daemon) => Daemon

/**
 * Starts a cluster of one node and resolves with the kubeconfig of its owner when the node is ready, services answer and
 * service accounts are made. `registry` is the running registry, which is given the
 * pause image that every pod needs and one of busybox.
 */
export async function startCluster(layout: Layout, cgroup: string, registry: Daemon, note: Note): Promise<string> {
  const etcd = note(startEtcd(layout))
  const containerd = startContainerd(layout)
  note(containerd.daemon)
  await Promise.all([makeCertificates(layout.certificates), makeNetwork()])
  const apiServer = note(startApiServer(layout))
  const kubeconfig = writeKubeconfig(layout, 'admin')
  const client = new ClusterClient(kubeconfig)
  try {
    await Promise.all([
      pushFirstImages(registry),
      until({ what: 'containerd to answer', daemon: containerd.daemon }, async () => {
        await program(['ctr', '--address', containerd.socket, 'version'])
        return true
      }),
      until({ what: 'the API server to be ready', daemon: apiServer, seconds: 120 }, async () => {
        if (etcd.failure !== undefined) throw new Error(etcd.failure)
        return (await client.send('GET', '/readyz')).status === 200
      }),
    ])
    const manager = note(startControllerManager(layout))
    note(startScheduler(layout))
    const kubelet = note(startKubelet(layout, containerd.socket, cgroup))
    const proxy = note(startProxy(layout))
    await Promise.all([
      until({ what: 'the node to be ready', daemon: kubelet }, () => nodeIsReady(client)),
      until({ what: 'the default service account', daemon: manager }, () =>
        client.get('/api/v1/namespaces/default/serviceaccounts/default'),
      ),
      until({ what: 'kube-proxy to be ready', daemon: proxy }, async () => (await fetch(PROXY_HEALTH)).ok),
    ])
  } finally {
    client.close()
  }
  return kubeconfig
}

async function pushFirstImages(registry: Daemon): Promise<void> {
  await until({ what: 'the registry to answer', daemon: registry }, () => answers(ADDRESS.registry))
  const push = async (name: string, image: string) =>
    pushOneFileImage((await program(['sh', '-c', 'command -v "$0"', name])).trim(), image)
  await Promise.all([push('pause', PAUSE_IMAGE), push('busybox', BUSYBOX_IMAGE)])
}

interface Node {
  readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] }
}

async function nodeIsReady(client: ClusterClient): Promise<boolean> {
  const node = await client.get<Node>(`/api/v1/nodes/${NODE_NAME}`)
  return node?.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true
}
