import { ClusterClient } from '../../test/platform/cluster/cluster-client.ts'
import { program } from '../../test/platform/process/program.ts'
import { until } from '../../test/platform/process/until.ts'
import { Watcher } from '../time-to-red/watcher.ts'

/** What a node of the cluster takes. */
const PODS_A_NODE = 110
const RENEWED_MS = 10_000

interface SimulatedPod {
  readonly metadata: { readonly name: string; readonly uid: string; readonly deletionTimestamp?: string }
  readonly spec: { readonly nodeName?: string; readonly containers: readonly { readonly name: string }[] }
  readonly status?: { readonly phase?: string }
}

/** Nodes without a machine: what is scheduled to them runs and is ready at once, and is gone at once. */
export class SimulatedNodes {
  readonly #client: ClusterClient
  readonly #kubeconfig: string
  readonly #timer: NodeJS.Timeout
  readonly #watchers: Watcher[] = []

  private constructor(kubeconfig: string, names: readonly string[]) {
    this.#kubeconfig = kubeconfig
    this.#client = new ClusterClient(kubeconfig)
    this.#timer = setInterval(() => void Promise.all(names.map(name => this.#renew(name))), RENEWED_MS)
  }

  /** Nodes for so many pods. */
  static async start(kubeconfig: string, pods: number): Promise<SimulatedNodes> {
    const names = Array.from({ length: Math.ceil(pods / PODS_A_NODE) }, (_, index) => `simulated-${index}`)
    const nodes = new SimulatedNodes(kubeconfig, names)
    for (const name of names) await nodes.#create(name)
    return nodes
  }

  /** Plays the kubelets for the pods of a namespace. */
  async serve(namespace: string): Promise<void> {
    const done = new Map<string, string>()
    this.#watchers.push(
      await Watcher.start(this.#kubeconfig, namespace, ['/api/v1:pods'], text => {
        const { type, object: pod } = JSON.parse(text) as { type: string; object: SimulatedPod }
        const { uid, deletionTimestamp } = pod.metadata
        if (type === 'DELETED' || pod.spec.nodeName?.startsWith('simulated-') !== true) return
        const wanted = deletionTimestamp === undefined ? 'run' : 'end'
        if (done.get(uid) === wanted) return
        done.set(uid, wanted)
        void (wanted === 'run' ? this.#run(namespace, pod) : this.#end(namespace, pod))
      }),
    )
  }

  stop(): void {
    clearInterval(this.#timer)
    for (const watcher of this.#watchers) watcher.close()
    this.#client.close()
  }

  async #create(name: string): Promise<void> {
    const labels = { simulated: 'yes', 'kubernetes.io/hostname': name }
    const taints = [{ key: 'simulated', effect: 'NoSchedule' }]
    await this.#client.create('/api/v1/nodes', {
      ...{ apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, spec: { taints } },
    })
    const now = new Date().toISOString()
    const ready = {
      type: 'Ready',
      status: 'True',
      reason: 'Simulated',
      lastHeartbeatTime: now,
      lastTransitionTime: now,
    }
    const room = { cpu: '64', memory: '256Gi', pods: String(PODS_A_NODE) }
    const status = { conditions: [ready], capacity: room, allocatable: room }
    const patch = ['patch', 'node', name, '--subresource=status', '--type=merge', '--patch', JSON.stringify({ status })]
    await program(['kubectl', '--kubeconfig', this.#kubeconfig, ...patch])
    await this.#client.create('/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases', leaseOf(name))
  }

  async #renew(name: string): Promise<void> {
    const path = `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${name}`
    try {
      const live = await this.#client.get<object>(path)
      if (live !== undefined) await this.#client.send('PUT', path, { ...live, spec: leaseOf(name).spec })
    } catch (thrown) {
      // A lease outlives three lost renewals, and the server may be busy.
      console.error(`the lease of ${name} was not renewed: ${thrown}`)
    }
  }

  async #run(namespace: string, { metadata, spec }: SimulatedPod): Promise<void> {
    const now = new Date().toISOString().replace(/\.\d+/, '')
    const conditions = ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map(type => ({
      ...{ type, status: 'True', lastTransitionTime: now },
    }))
    const containerStatuses = spec.containers.map(({ name }) => ({
      ...{ name, image: 'x:1', imageID: 'x', ready: true, started: true, restartCount: 0 },
      state: { running: { startedAt: now } },
    }))
    const status = { phase: 'Running', startTime: now, conditions, containerStatuses }
    const path = `/api/v1/namespaces/${namespace}/pods/${metadata.name}`
    await until({ what: `${metadata.name} to run`, seconds: 120 }, async () => {
      const live = await this.#client.get<object>(path)
      if (live === undefined) return true // It was deleted meanwhile.
      return (await this.#client.send('PUT', `${path}/status`, { ...live, status })).status === 200
    })
  }

  async #end(namespace: string, { metadata }: SimulatedPod): Promise<void> {
    const path = `/api/v1/namespaces/${namespace}/pods/${metadata.name}`
    await until({ what: `${metadata.name} to be gone`, seconds: 120 }, async () => {
      const options = { kind: 'DeleteOptions', apiVersion: 'v1', gracePeriodSeconds: 0 }
      return [200, 404].includes((await this.#client.send('DELETE', path, options)).status)
    })
  }
}

function leaseOf(name: string) {
  return {
    ...{ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, namespace: 'kube-node-lease' } },
    spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime: new Date().toISOString().replace('Z', '000Z') },
  }
}
