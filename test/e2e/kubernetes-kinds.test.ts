import { describe, expect, test } from 'vitest'
import { program } from '../platform/process/program.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'
import { claim, job, run, texts, thing, workload } from './kind-objects.ts'
import { TestNamespace } from './kubernetes-namespace.ts'
import type { Release } from './kubernetes-release.ts'

const platform = usePlatform()
const kubectl = async (namespace: string, ...args: string[]): Promise<string> =>
  (await program(['kubectl', '--kubeconfig', platform.kubeconfig, '--namespace', namespace, ...args])).trim()

/** A pod spec of one busybox container that runs a shell line. */
const podSpec = (line: string, change: object = {}, container: object = {}) => ({
  terminationGracePeriodSeconds: 1,
  containers: [
    {
      ...{ name: 'app', image: `${platform.registry}/platform/busybox:1`, command: ['/busybox', 'sh', '-c', line] },
      ...container,
    },
  ],
  ...change,
})
const sleeps = podSpec('sleep 3600')

/** Deploys a set into a namespace of its own. */
const inNamespace = (work: (release: Release, namespace: string) => Promise<void>): Promise<void> =>
  TestNamespace.use(platform, 'kinds', ({ release, name }) => work(release, name))

test.concurrent('a set of every kind is complete, then changes as each kind does', ({ expect }) =>
  inNamespace(async (release, namespace) => {
    const migrate = job({ generateName: 'migrate-', ...run('before') }, podSpec('true'), { ttlSecondsAfterFinished: 0 })
    const cron = {
      ...{ apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'nightly' } },
      spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template: job({}, podSpec('true')).spec.template } } },
    }
    const sidecar = {
      name: 'proxy',
      restartPolicy: 'Always',
      ...sleeps.containers[0],
      command: ['/busybox', 'sleep', '3600'],
    }
    const helped = podSpec('sleep 1', { initContainers: [{ ...sidecar, name: 'proxy' }] })
    const set = (line: string, strategy: object) =>
      texts(
        workload('StatefulSet', 'db', podSpec(line), { replicas: 2, ...strategy }),
        workload('DaemonSet', 'agent', sleeps),
        workload('ReplicaSet', 'bare', sleeps),
        job({ name: 'once' }, helped),
        { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'single' }, spec: sleeps },
        cron,
        migrate,
      )
    const first = await release.deploy(set('sleep 3600', {}))
    expect(first.result).toMatchObject({ outcome: 'complete', causes: [] })
    const texts1 = Object.fromEntries(
      first.result.workloads.map(({ object, text }) => [object.replace(/-.{5}$/, '-?'), text]),
    )
    expect(texts1).toEqual({
      'StatefulSet/db': '2/2 updated, 2 available',
      'DaemonSet/agent': '1/1 updated, 1 available',
      'ReplicaSet/bare': '1/1 available',
      'Job/once': '1/1 succeeded',
      'Job/migrate-?': '1/1 succeeded',
      'Pod/single': 'ready',
    })
    // The migration was over before any workload was there.
    const order = release.log.lines.join('\n')
    expect(order).toMatch(/Job\/migrate-\S+: 1\/1 succeeded, complete[\s\S]*StatefulSet\/db: /)

    const partition = { updateStrategy: { rollingUpdate: { partition: 1 } } }
    const second = await release.deploy(set('sleep 3601', partition))
    expect(second.result).toMatchObject({
      outcome: 'complete',
      remarks: [
        { reason: 'rollout-partial', text: expect.stringContaining('StatefulSet/db: 1 of 2 pods keeps the old') },
      ],
    })
    expect(second.result.workloads.find(({ object }) => object === 'Job/once')?.text).toBe(
      '1/1 succeeded, before this deployment',
    )
    const commands = await kubectl(namespace, 'get', 'pods', '-l', 'app=db', '-o', 'jsonpath={..command[3]}')
    expect(commands).toBe('sleep 3600 sleep 3601')

    // What cannot be changed is refused before anything is.
    const fixed = workload('StatefulSet', 'db', sleeps, { serviceName: 'other' })
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'single' }, spec: podSpec('sleep 1') }
    const refused = release.deploy(texts(job({ name: 'once' }, podSpec('false')), fixed, pod))
    await expect(refused).rejects.toMatchObject({
      reason: 'preflight-failed',
      findings: [
        {
          reason: 'field-immutable',
          text: expect.stringMatching(/^Job\/once: spec.template cannot be .*generateName/),
        },
        {
          reason: 'field-immutable',
          text: expect.stringMatching(/^StatefulSet\/db: spec cannot be .*'replicas'.* can/),
        },
        { reason: 'field-immutable', text: expect.stringMatching(/^Pod\/single: spec cannot be .*image.* can/) },
      ],
    })
  }))

/** What an operator would write, once the object is there. */
async function writeConditions(namespace: string, resource: string, ...conditions: readonly object[]): Promise<void> {
  await kubectl(namespace, 'wait', '--for=create', `${resource}/one`, '--timeout=60s')
  const patch = JSON.stringify({ status: { conditions } })
  await kubectl(namespace, 'patch', resource, 'one', '--subresource=status', '--type=merge', '-p', patch)
}

describe.concurrent('kinds without pods', () => {
  test.concurrent('are complete by their status; what is new to the cluster is followed once it is served', ({
    expect,
  }) =>
    inNamespace(async (release, namespace) => {
      const [crd, custom, resource] = thing(namespace)
      const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
      const cpu = {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
      }
      const set = texts(
        ...[
          crd,
          custom,
          workload('Deployment', 'web', podSpec('sleep 3600', {}, { resources: { requests: { cpu: '1m' } } })),
        ],
        {
          ...{ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web' } },
          spec: { scaleTargetRef: target, maxReplicas: 2, metrics: [cpu] },
        },
        {
          ...{ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'web' } },
          spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'web' } } },
        },
        {
          ...{ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'web' } },
          spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
        },
        {
          ...{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: namespace } },
          ...{ provisioner: 'example.dev/none', volumeBindingMode: 'WaitForFirstConsumer' },
        },
        claim(namespace),
      )
      const meanwhile = async () => {
        await writeConditions(namespace, resource, {
          type: 'Ready',
          status: 'False',
          reason: 'Starting',
          message: 'a moment',
        })
        await writeConditions(namespace, resource, { type: 'Ready', status: 'True' })
      }
      const { result } = await release.deploy(set, { meanwhile })
      await kubectl(namespace, 'delete', `crd/${resource}`, `storageclass/${namespace}`, '--wait=false')
      expect(result.causes).toEqual([])
      expect(result).toMatchObject({ outcome: 'complete', remarks: [{ reason: 'autoscaler-idle' }] })
      const states = Object.fromEntries(result.workloads.map(({ object, text }) => [object, text]))
      expect(states).toEqual({
        'Thing/one': 'Ready',
        'Deployment/web': '1/1 updated, 1 available',
        'HorizontalPodAutoscaler/web': 'has no metrics',
        'PodDisruptionBudget/web': expect.stringMatching(/allowed now$/),
        'Ingress/web': 'has no address yet',
        'PersistentVolumeClaim/data': 'waits for the first pod that uses it',
      })
      expect(release.log.lines).toContain(
        `info: Not followed, complete when applied: CustomResourceDefinition/${resource}, StorageClass/${namespace}`,
      )
    }))

  test.concurrent('a claim without its class is named', ({ expect }) =>
    inNamespace(async release => {
      // That it fails after half a minute is a rule; that the cluster says so is what is looked at here.
      const { result } = await release.deploy(texts(claim('absent')), { timeoutMs: 5_000 })
      expect(result).toMatchObject({ outcome: 'timeout', cause: { code: 'storage-class-missing', fatality: 'grace' } })
    }))

  test.concurrent('an operator that gives up fails the deployment', ({ expect }) =>
    inNamespace(async (release, namespace) => {
      const [crd, custom, resource] = thing(namespace)
      const meanwhile = () =>
        writeConditions(namespace, resource, { type: 'Stalled', status: 'True', message: 'no quota' })
      const { result } = await release.deploy(texts(crd, custom), { meanwhile, stableForMs: 20_000 })
      await kubectl(namespace, 'delete', `crd/${resource}`, '--wait=false')
      expect(result).toMatchObject({
        outcome: 'failed',
        cause: { code: 'resource-failed', object: 'Thing/one', text: 'Stalled is True: no quota' },
      })
    }))
})

describe.concurrent('each failing variant is named', () => {
  const absent = { image: `${platform.registry}/platform/busybox:absent` }
  const fails = podSpec('echo the last words; exit 3')
  const restricted = (spec: object) => [
    { ...workload('StatefulSet', 'db', sleeps), spec: { ...workload('StatefulSet', 'db', sleeps).spec, ...spec } },
  ]

  test.concurrent.each<[string, readonly object[], object]>([
    [
      'a StatefulSet without its image',
      [workload('StatefulSet', 'db', podSpec('', {}, absent))],
      { code: 'image-not-found', object: 'StatefulSet/db', pod: 'db-0', container: 'app' },
    ],
    [
      'a DaemonSet without its Secret',
      [workload('DaemonSet', 'agent', podSpec('sleep 3600', {}, { envFrom: [{ secretRef: { name: 'absent' } }] }))],
      { code: 'config-missing', object: 'DaemonSet/agent', container: 'app' },
    ],
    [
      'a ReplicaSet with a command that is not there',
      [workload('ReplicaSet', 'bare', podSpec('', {}, { command: ['/absent'] }))],
      { code: 'container-command-invalid', object: 'ReplicaSet/bare' },
    ],
    ['a Job that fails', [job({ name: 'once' }, fails)], { code: 'crash', object: 'Job/once', container: 'app' }],
    [
      'a Job that takes too long',
      [job({ name: 'slow' }, sleeps, { activeDeadlineSeconds: 5 })],
      { code: 'job-failed', object: 'Job/slow', text: expect.stringMatching(/^DeadlineExceeded: /) },
    ],
    [
      'a Job that fails and is gone at once',
      [job({ name: 'gone' }, fails, { ttlSecondsAfterFinished: 0 })],
      { object: 'Job/gone' },
    ],
    [
      'a Pod that fails',
      [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'single' }, spec: { ...fails, restartPolicy: 'Never' } }],
      { code: 'crash', object: 'Pod/single', container: 'app', text: 'exited with code 3' },
    ],
    [
      'a StatefulSet whose pods are refused',
      restricted({
        template: {
          metadata: { labels: { app: 'db' } },
          spec: { ...sleeps, serviceAccountName: 'absent' },
        },
      }),
      { code: 'service-account-missing', object: 'StatefulSet/db' },
    ],
  ])('%s', async (_, objects, cause) => {
    await inNamespace(async release => {
      // A kubelet under load notices only after a second that a container has ended.
      const { result } = await release.deploy(texts(...objects), { timeoutMs: 40_000, stableForMs: 10_000 })
      expect(result).toMatchObject({ outcome: 'failed', cause: { fatality: 'fatal', ...cause } })
    })
  })

  test.concurrent('a migration that fails: the workloads are not touched, and its last words are shown', async () => {
    await inNamespace(async (release, namespace) => {
      const migrate = job({ name: 'migrate', ...run('before') }, fails)
      const { result, applied } = await release.deploy(texts(workload('Deployment', 'web', sleeps), migrate))
      expect(result).toMatchObject({
        outcome: 'failed',
        cause: { code: 'crash', object: 'Job/migrate' },
        logs: { lines: ['the last words'] },
        remarks: [{ text: 'not applied, because of Job/migrate: Deployment/web' }],
      })
      expect(applied.map(({ kind }) => kind)).toEqual(['Job'])
      expect(await kubectl(namespace, 'get', 'deployments', '-o', 'name')).toBe('')
    })
  })
})
