import type { ApiResponse, KubernetesClient, RequestOptions } from '../../../../src/kubernetes/api/client.ts'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import { type KubeObject, mappingAt } from '../../../../src/kubernetes/api/objects.ts'
import type { Cluster } from '../../../../src/kubernetes/connection/cluster.ts'
import type { Logger } from '../../../../src/log/logger.ts'
import type { Clock } from '../../../../src/time/clock.ts'

import { FakeLeases } from '../../kubernetes/lease/fake-leases.ts'
import { FakeObjects } from './fake-objects.ts'

/** What the controllers make of an applied Deployment. */
export type Behaviour = 'healthy' | 'stuck' | 'missing-config' | 'crash' | 'unschedulable' | 'taken-over'

const KINDS: Readonly<Record<string, readonly object[]>> = {
  '/api/v1': [
    { name: 'configmaps', kind: 'ConfigMap', namespaced: true },
    { name: 'services', kind: 'Service', namespaced: true },
    { name: 'secrets', kind: 'Secret', namespaced: true },
    { name: 'persistentvolumeclaims', kind: 'PersistentVolumeClaim', namespaced: true },
  ],
  '/apis/apps/v1': [
    { name: 'deployments', kind: 'Deployment', namespaced: true },
    { name: 'statefulsets', kind: 'StatefulSet', namespaced: true },
  ],
  '/apis/networking.k8s.io/v1': [{ name: 'ingresses', kind: 'Ingress', namespaced: true }],
  '/apis/batch/v1': [
    { name: 'jobs', kind: 'Job', namespaced: true },
    { name: 'cronjobs', kind: 'CronJob', namespaced: true },
  ],
  '/apis/batch/v1beta1': [{ name: 'cronjobs', kind: 'CronJob', namespaced: true }],
}

/** A cluster in memory: discovery, server-side apply and watch streams, as far as a deployment needs them. */
export class FakeCluster implements Cluster {
  readonly server = 'https://cluster.example'
  readonly namespace = 'shop'
  readonly serverVersion = { major: 1, minor: 34, text: 'v1.34.0' }
  readonly log: Logger
  readonly clock: Clock
  readonly redact: (text: string) => string
  /** What was applied for good, and what was tried out: `Deployment/web`. */
  readonly applied: string[] = []
  readonly tried: string[] = []
  behaviour: Behaviour = 'healthy'
  /** The same by the Deployment. */
  behaviourOf: (live: KubeObject) => Behaviour = () => this.behaviour
  /** What it says: of a container that waits or crashed, in its log, of an object that it refuses. */
  said = { waiting: 'configmap "greeting" not found', log: 'panic: no greeting\n', refusal: 'must not be -1' }
  /** How every Job ends. */
  jobs: 'Complete' | 'Failed' = 'Complete'
  /** Refuses an object: in the dry run, or when it is applied. */
  refuses: { readonly object: string; readonly dryRun: boolean; times?: number } | undefined
  closed = false
  /** Versions of the API that it has served, and does not serve any more. */
  readonly unserved = new Set<string>()
  /** How many watch streams were opened and ended. */
  readonly watched = { opened: 0, ended: 0 }
  readonly leases: FakeLeases
  readonly objects: FakeObjects
  /** Called at each dry run, and at each apply for good. */
  onTry: () => void | Promise<void> = () => undefined
  onApply: () => void | Promise<void> = () => undefined
  /** Called at each patch. */
  onPatch: () => void | Promise<void> = () => undefined
  readonly #streams = new Map<string, (event: object) => void>()

  constructor(
    log: Logger,
    clock: Clock,
    redact: (text: string) => string,
    leases = new FakeLeases(),
    objects = new FakeObjects(),
  ) {
    this.leases = leases
    this.objects = objects
    this.log = log
    this.clock = clock
    this.redact = redact
  }

  readonly client: KubernetesClient = {
    get: async (path, options = {}) => {
      if (this.unserved.has(path))
        throw new KubernetesError(404, 'NotFound', 'the server could not find the requested resource')
      const resources = KINDS[path]
      if (resources !== undefined) return this.#answer({ resources })
      if (path.includes('/leases/')) return this.#answer(this.leases.get(path))
      const isObject = /\/namespaces\/[^/]+\/[^/]+\/[^/]+$/.test(path)
      const found = isObject ? this.objects.get(path) : this.objects.list(path, options)
      options.signal?.throwIfAborted()
      return this.#answer(found)
    },
    create: async (path, body, options = {}) => {
      const kind = path.endsWith('/leases') ? this.leases : this.objects
      const created = kind.create(path, body as KubeObject)
      // It is there, but the answer is not waited for.
      options.signal?.throwIfAborted()
      return this.#answer(created, 201)
    },
    replace: async (path, body) => this.#answer(this.leases.replace(path, body)),
    remove: async (path, options) => this.#answer(this.objects.remove(path, options)),
    apply: (path, body, options) => this.#apply(path, body as KubeObject, options),
    patch: async (path, operations) => {
      await this.onPatch()
      return this.#answer(this.objects.patch(path, operations))
    },
    text: async () => this.said.log,
    lines: (path, options) => this.#lines(path, options),
    close: () => undefined,
  }

  async close(): Promise<void> {
    this.closed = true
  }

  async #apply(path: string, object: KubeObject, options: RequestOptions = {}): Promise<ApiResponse> {
    options.signal?.throwIfAborted()
    const name = `${object.kind}/${object.metadata.name}`
    const dryRun = options.query?.dryRun === 'All'
    if (this.refuses?.object === name && this.refuses.dryRun === dryRun && this.refuses.times !== 0) {
      if (this.refuses.times !== undefined) this.refuses = { ...this.refuses, times: this.refuses.times - 1 }
      throw new KubernetesError(422, 'Invalid', `${name} is invalid: spec.replicas: ${this.said.refusal}`, {
        details: { causes: [{ reason: 'FieldValueInvalid', field: 'spec.replicas', message: this.said.refusal }] },
      })
    }
    const isNew = !this.objects.byPath.has(path)
    const placed = { ...object, metadata: { ...object.metadata, namespace: this.namespace } }
    const live = this.objects.apply(path, placed, { at: this.clock.now(), dryRun })
    if (dryRun) {
      this.tried.push(name)
      await this.onTry()
      options.signal?.throwIfAborted()
    } else {
      this.applied.push(name)
      await this.onApply()
      if (object.kind === 'Deployment') this.#control(path, live)
      if (object.kind === 'StatefulSet') this.#controlSet(path, live)
      if (object.kind === 'Job') this.#end(path, live)
    }
    return this.#answer(live, isNew ? 201 : 200)
  }

  /** What the controllers of a real cluster would do next, as the watch streams, and later lists, show it. */
  #control(path: string, live: KubeObject): void {
    const { generation = 1, uid = '' } = live.metadata
    const behaviour = this.behaviourOf(live)
    const revision = { 'deployment.kubernetes.io/revision': String(generation) }
    const healthy = { observedGeneration: generation, replicas: 2, updatedReplicas: 2, availableReplicas: 2 }
    const short = { ...healthy, availableReplicas: 0 }
    const list = path.replace(/\/[^/]+$/, '')
    const send = (plural: string, object: { readonly metadata: { readonly name: string } }): void => {
      const of = plural === 'pods' ? list.replace('/apis/apps/v1', '/api/v1') : list
      const at = of.replace(/[^/]+$/, plural)
      this.#streams.get(at)?.({ type: 'MODIFIED', object })
      if (plural !== 'pods') this.objects.byPath.set(`${at}/${object.metadata.name}`, object as KubeObject)
    }
    const owned = (by: string, kind: string) => ({ namespace: this.namespace, ownerReferences: [{ uid: by, kind }] })
    const { labels } = live.metadata
    const replicaSet = { name: `web-${generation}`, uid: `rs-${generation}`, annotations: revision, labels }
    send('replicasets', { metadata: { ...replicaSet, ...owned(uid, 'Deployment') } })
    const pod = { name: `web-${generation}-a`, uid: `p-${generation}`, ...owned(replicaSet.uid, 'ReplicaSet') }
    if (behaviour === 'unschedulable') {
      const conditions = [{ type: 'PodScheduled', status: 'False', message: 'Insufficient cpu' }]
      send('pods', { metadata: pod, status: { phase: 'Pending', conditions } } as { metadata: typeof pod })
    }
    if (behaviour === 'missing-config') {
      const state = { waiting: { reason: 'CreateContainerConfigError', message: this.said.waiting } }
      const containerStatuses = [{ name: 'app', ready: false, restartCount: 0, state }]
      send('pods', { metadata: pod, status: { phase: 'Pending', containerStatuses } } as { metadata: typeof pod })
    }
    if (behaviour === 'crash') {
      const state = { waiting: { reason: 'CrashLoopBackOff', message: this.said.waiting } }
      const lastState = { terminated: { exitCode: 1, reason: 'Error', message: this.said.waiting } }
      const containerStatuses = [{ name: 'app', ready: false, restartCount: 3, state, lastState }]
      send('pods', { metadata: pod, status: { phase: 'Running', containerStatuses } } as { metadata: typeof pod })
    }
    const annotations = { ...live.metadata.annotations, ...revision }
    const other = behaviour === 'taken-over' ? { uid: 'other', managedFields: [] } : {}
    const metadata = { ...live.metadata, annotations, ...other }
    const held = live.metadata.annotations?.['commit-train.dev/held'] === undefined ? undefined : heldOf(live)
    const status = behaviour !== 'healthy' ? short : held === undefined ? healthy : { ...healthy, ...held }
    for (let index = 0; behaviour === 'healthy' && index < (held?.updatedReplicas ?? 0); index += 1) {
      const conditions = [{ type: 'Ready', status: 'True' }]
      const ready = { ...pod, name: `web-${generation}-${index}`, uid: `p-${generation}-${index}` }
      send('pods', { metadata: ready, status: { phase: 'Running', conditions } } as { metadata: typeof pod })
    }
    send('deployments', { ...live, metadata, status } as KubeObject)
  }

  /** Those below the partition keep their template; all are available. */
  #controlSet(path: string, live: KubeObject): void {
    const { generation = 1 } = live.metadata
    const replicas = Number(mappingAt(live, 'spec')?.replicas)
    const partition = Number(mappingAt(live, 'spec', 'updateStrategy', 'rollingUpdate')?.partition ?? 0)
    const counts = {
      replicas,
      updatedReplicas: replicas - partition,
      availableReplicas: replicas,
      readyReplicas: replicas,
    }
    const status = { observedGeneration: generation, updateRevision: `web-${generation}`, ...counts }
    this.objects.byPath.set(path, { ...live, status } as KubeObject)
    this.#streams.get(path.replace(/\/[^/]+$/, ''))?.({ type: 'MODIFIED', object: { ...live, status } })
  }

  #end(path: string, live: KubeObject): void {
    const conditions = [{ type: this.jobs, status: 'True', reason: 'BackoffLimitExceeded', message: 'too often' }]
    const status = { startTime: '2026-01-01T00:00:00Z', succeeded: this.jobs === 'Complete' ? 1 : 0, conditions }
    this.#streams.get(path.replace(/\/[^/]+$/, ''))?.({ type: 'MODIFIED', object: { ...live, status } })
  }

  async *#lines(path: string, options: RequestOptions & { readonly onOpen?: () => void } = {}): AsyncGenerator<string> {
    const events: object[] = []
    let wake = (): void => undefined
    this.#streams.set(path, event => {
      events.push(event)
      wake()
    })
    options.signal?.addEventListener('abort', () => wake())
    this.watched.opened += 1
    options.onOpen?.()
    try {
      while (options.signal?.aborted !== true) {
        const event = events.shift()
        if (event !== undefined) yield JSON.stringify(event)
        else {
          await new Promise<void>(resolve => {
            wake = resolve
          })
        }
      }
    } finally {
      this.watched.ended += 1
    }
  }

  #answer(body: unknown, code = 200): ApiResponse {
    return { code, at: this.clock.now(), body }
  }
}

/** What the controller makes of a Deployment that is held: those of the stage beside the two old ones, or in their place. */
function heldOf({ spec }: KubeObject): { updatedReplicas: number; replicas: number; availableReplicas: number } {
  const { maxSurge, maxUnavailable } = mappingAt(spec, 'strategy', 'rollingUpdate') ?? {}
  const [surge, missing] = [maxSurge, maxUnavailable].map(value =>
    typeof value === 'string' ? Math.ceil((Number.parseInt(value, 10) * 2) / 100) : Number(value),
  )
  const updatedReplicas = Math.max(surge ?? 0, missing ?? 0)
  const availableReplicas = 2 - (missing ?? 0)
  return { updatedReplicas, replicas: availableReplicas + updatedReplicas, availableReplicas }
}
