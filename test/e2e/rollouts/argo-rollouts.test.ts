import { afterAll, beforeAll, test } from 'vitest'
import { startRolloutsController } from '../../platform/cluster/rollouts-controller.ts'
import type { Daemon } from '../../platform/process/daemon.ts'
import { until } from '../../platform/process/until.ts'
import { usePlatform } from '../../platform/vitest/use-platform.ts'
import { texts } from '../kind-objects.ts'
import { TestNamespace } from '../kubernetes-namespace.ts'

const platform = usePlatform()
let controller: Daemon | undefined

beforeAll(async () => {
  controller = await startRolloutsController(platform)
}, 180_000)
afterAll(() => controller?.stop())

const IMAGE = `${platform.registry}/platform/busybox:1`
const POD = { 'rollouts-pod-template-hash': true }

/** A pod template of one container that sleeps; the quantity is in a form that the controller writes back in another one. */
const template = (line: string, image = IMAGE) => ({
  metadata: { labels: { app: 'web' } },
  spec: {
    terminationGracePeriodSeconds: 1,
    containers: [
      {
        ...{ name: 'app', image, command: ['/busybox', 'sh', '-c', `sleep 3600; # ${line}`] },
        resources: { requests: { cpu: 0.001 } },
      },
    ],
  },
})

const rollout = (strategy: object, spec: object) => ({
  ...{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'web' } },
  spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, strategy, ...spec },
})

const service = (name: string) => ({
  ...{ apiVersion: 'v1', kind: 'Service', metadata: { name } },
  spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
})

const inNamespace = (work: (here: TestNamespace) => Promise<void>): Promise<void> =>
  TestNamespace.use(platform, 'rollouts', async here => {
    try {
      await work(here)
    } finally {
      await platform.client.send('DELETE', here.path('/apis/argoproj.io/v1alpha1:rollouts'))
    }
  })

/** What `kubectl argo rollouts promote` and `abort` do. */
const patchStatus = ({ kubectl }: TestNamespace, status: object): Promise<string> =>
  kubectl(['patch', 'rollout', 'web', '--subresource=status', '--type=merge', '-p', JSON.stringify({ status })])

/** Waits until the log of the deployment says so. */
const said = ({ release }: TestNamespace, text: RegExp): Promise<unknown> =>
  until({ what: `the log to say ${text}` }, async () => release.log.lines.some(line => text.test(line)))

const hashOf = ({ jsonpath }: TestNamespace, name: string) =>
  jsonpath(`service/${name}`, `.spec.selector['${Object.keys(POD)[0]}']`)

test.concurrent('a canary: paused, promoted, aborted, and back', ({ expect }) =>
  inNamespace(async here => {
    const canary = {
      canaryService: 'next',
      stableService: 'web',
      steps: [{ setWeight: 50 }, { pause: {} }, { setWeight: 100 }],
    }
    const set = (line: string, image?: string) =>
      texts(service('web'), service('next'), rollout({ canary }, { template: template(line, image) }))
    const { release } = here
    // Without a window: a status of the template before would be a success at once.
    const options = { stableForMs: 0 }
    expect((await release.deploy(set('one'), options)).result).toMatchObject({ outcome: 'complete', causes: [] })
    expect(await here.jsonpath('rollout/web', '.status.observedGeneration')).toMatch(/^\d+$/)
    const first = await hashOf(here, 'web')

    const promote = async () => {
      await said(here, /rollout-held: paused at step 2 of 3 \(weight 50 %\), 1 of 2 pods new; /)
      expect(await hashOf(here, 'web')).toBe(first)
      await patchStatus(here, { pauseConditions: null })
    }
    const second = await release.deploy(set('two'), { ...options, meanwhile: promote })
    expect(second.result).toMatchObject({
      outcome: 'complete',
      workloads: [{ object: 'Rollout/web', text: '2/2 updated, 2 available' }],
    })
    // The selectors are the controller's, and no conflict.
    expect(second.warnings).toEqual([])
    const live = await hashOf(here, 'web')
    expect(live).not.toBe(first)

    release.log.lines.length = 0
    const abort = async () => {
      await said(here, /rollout-held: /)
      await patchStatus(here, { abort: true })
    }
    const third = await release.deploy(set('three'), { ...options, meanwhile: abort })
    expect(third.result).toMatchObject({
      outcome: 'failed',
      cause: { code: 'rollout-aborted', text: expect.stringMatching(/^Rollout aborted update to revision 3/) },
    })
    // What a restore applies: the template of the stable pods, for which the controller skips the steps.
    expect((await release.deploy(set('two'), options)).result).toMatchObject({ outcome: 'complete' })
    expect(await here.jsonpath('rollout/web', '.status.phase')).toBe('Healthy')

    const bad = await release.deploy(set('four', `${platform.registry}/platform/busybox:absent`), options)
    expect(bad.result).toMatchObject({
      outcome: 'failed',
      cause: { code: 'image-not-found', object: 'Rollout/web', container: 'app' },
    })
    expect(await hashOf(here, 'web')).toBe(live)
  }))

test.concurrent('blue-green waits for a person; a Deployment that gave its template', ({ expect }) =>
  inNamespace(async here => {
    const blueGreen = {
      activeService: 'web',
      previewService: 'next',
      autoPromotionEnabled: false,
      scaleDownDelaySeconds: 1,
    }
    const deployment = (line: string) => ({
      ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } },
      spec: { replicas: 1, selector: { matchLabels: { app: 'web' } }, template: template(line) },
    })
    const workloadRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', scaleDown: 'onsuccess' }
    const set = (line: string) =>
      texts(service('web'), service('next'), deployment(line), rollout({ blueGreen }, { replicas: 1, workloadRef }))
    const options = { stableForMs: 0 }
    const first = await here.release.deploy(set('one'), options)
    expect(first.result).toMatchObject({ outcome: 'complete', causes: [] })
    await until(
      { what: 'the Deployment to be scaled down' },
      async () => (await here.jsonpath('deployment/web', '.spec.replicas')) === '0',
    )
    const before = await hashOf(here, 'web')
    const promote = async () => {
      await said(here, /rollout-held: paused before the switch of its active Service, 1 of 1 pods new; /)
      expect(await hashOf(here, 'web')).toBe(before)
      await patchStatus(here, { pauseConditions: null })
    }
    const second = await here.release.deploy(set('two'), { ...options, meanwhile: promote })
    expect(second.result).toMatchObject({ outcome: 'complete' })
    expect(await hashOf(here, 'web')).not.toBe(before)
    expect(await here.jsonpath('deployment/web', '.spec.replicas')).toBe('0')
  }))

test.concurrent('without a controller for it, and without the Service that it names', ({ expect }) =>
  inNamespace(async here => {
    const labels = { 'argo-rollouts.argoproj.io/controller-instance-id': 'another' }
    const plain = rollout({ canary: {} }, { replicas: 1, template: template('one') })
    const unseen = { ...plain, metadata: { name: 'web', labels } }
    const { result } = await here.release.deploy(texts(unseen), { timeoutMs: 3_000 })
    expect(result).toMatchObject({
      outcome: 'timeout',
      cause: { code: 'resource-not-ready', text: expect.stringContaining('no controller of Argo Rollouts') },
    })
    const invalid = {
      ...rollout({ blueGreen: { activeService: 'absent' } }, { replicas: 1, template: template('one') }),
      metadata: { name: 'other' },
    }
    const other = await here.release.deploy(texts(invalid), { timeoutMs: 10_000, service: 'other' })
    expect(other.result).toMatchObject({
      outcome: 'timeout',
      cause: { code: 'rollout-invalid', text: expect.stringContaining('"absent"') },
    })
  }))
