import { describe, expect, test } from 'vitest'
import { usePlatform } from '../platform/vitest/use-platform.ts'
import { job, texts } from './kind-objects.ts'
import { TestNamespace } from './kubernetes-namespace.ts'
import { webThat } from './kubernetes-release.ts'

const platform = usePlatform()
const here = (work: (it: TestNamespace) => Promise<void>) => () => TestNamespace.use(platform, 'adoption', work)

const podSpec = (line: string) => ({
  containers: [
    { name: 'app', image: `${platform.registry}/platform/busybox:1`, command: ['/busybox', 'sh', '-c', line] },
  ],
})
const config = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { ${data} }\n`
const secret = (data: string) => `apiVersion: v1\nkind: Secret\nmetadata: { name: web }\nstringData: { ${data} }\n`
const scaled = (spec: string) => webThat(platform, 'sleep 3600', { spec }).replace('  replicas: 1\n', '')
const env = (list: string) =>
  webThat(platform, '', { container: `command: [/busybox, sleep, '3600']\n          env: [${list}]` })
const A = "{ name: A, value: '1' }"
const B = "{ name: B, value: '2' }"

describe.concurrent('objects that kubectl apply made', () => {
  test.each([
    ['client side', []],
    ['server side', ['--server-side']],
  ])('%s are taken over: values change, and fields leave', async (_, options) => {
    await TestNamespace.use(platform, 'adoption', async ({ release, kubectl, jsonpath }) => {
      const before = [config('a: "1", b: "2"'), env(`${A}, ${B}`)].join('---\n')
      await kubectl(['apply', '-f', '-', ...options], before)
      const { applied, warnings } = await release.deploy([config('a: "9"'), env(A)])
      expect(applied.map(({ action }) => action)).toEqual(['changed', 'changed'])
      expect(warnings.map(({ text }) => text).toSorted()).toEqual([
        expect.stringMatching(/^ConfigMap\/web: taken over from kubectl.*removed, .*: data\.b$/),
        expect.stringMatching(
          /^Deployment\/web: taken over from kubectl.*removed, [^:]*: spec\.template\.spec\.containers\[name=app\]\.env\[name=B\]$/,
        ),
      ])
      expect(await jsonpath('configmap/web', '.data')).toBe('{"a":"9"}')
      expect(await jsonpath('deployment/web', '.spec.template.spec.containers[0].env[*].name')).toBe('A')
      // From now on it is ours alone.
      const again = await release.deploy([config('c: "3"'), env(A)])
      expect(again.warnings).toEqual([])
      expect(await jsonpath('configmap/web', '.data')).toBe('{"c":"3"}')
    })
  })

  test(
    'keep the labels of Helm',
    here(async ({ release, kubectl, jsonpath }) => {
      const helms = config('a: "1"').replace('name: web', 'name: web, labels: { app.kubernetes.io/managed-by: Helm }')
      await kubectl(['create', '-f', '-', '--field-manager=helm'], helms)
      await release.deploy([config('a: "2"')])
      expect(await jsonpath('configmap/web', '.metadata.labels.app\\.kubernetes\\.io/managed-by')).toBe('Helm')
      expect(await jsonpath('configmap/web', '.data.a')).toBe('2')
    }),
  )
})

test.concurrent(
  'what stands in the way goes: another strategy, another probe; and what cannot be changed, where its annotation says so',
  here(async ({ release, kubectl, jsonpath }) => {
    const probed = (probe: string, spec: string) =>
      webThat(platform, '', {
        spec,
        container: `command: [/busybox, sleep, '3600']\n          livenessProbe: ${probe}`,
      })
    const setup = (line: string) =>
      texts(job({ name: 'setup', annotations: { 'commit-train.dev/on-immutable': 'recreate' } }, podSpec(line)))
    await kubectl(['apply', '-f', '-'], probed('{ tcpSocket: { port: 1 }, initialDelaySeconds: 600 }', ''))
    await kubectl(['apply', '-f', '-'], setup('true').join())
    const recreate = 'strategy: { type: Recreate }'
    const probe = '{ exec: { command: [/busybox, "true"] } }'
    const { result, applied, warnings } = await release.deploy([probed(probe, recreate), ...setup('true')])
    expect(result.outcome).toBe('complete')
    expect(applied.map(({ action }) => action)).toEqual(['changed', 'changed'])
    expect(warnings.map(({ reason }) => reason)).toEqual(['object-adopted', 'object-adopted'])
    expect(await jsonpath('deployment/web', '.spec.strategy')).toBe('{"type":"Recreate"}')

    const again = await release.deploy([probed(probe, recreate), ...setup('sleep 1')])
    expect(again.result.outcome).toBe('complete')
    expect(again.applied.map(({ action }) => action)).toEqual(['unchanged', 'created'])
    expect(again.warnings).toMatchObject([{ reason: 'object-recreated' }])

    // Whether it could be deleted is tried without deleting it.
    const there = () => jsonpath('job/setup', '.metadata.uid}{.metadata.deletionTimestamp')
    const before = await there()
    const wrong = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: Wrong_Name }\n'
    await expect(release.deploy([...setup('sleep 2'), wrong])).rejects.toMatchObject({ reason: 'preflight-failed' })
    expect(before).toMatch(/^[0-9a-f-]{36}$/)
    expect(await there()).toBe(before)
  }),
)

test.concurrent(
  'a key taken out of stringData leaves the Secret',
  here(async ({ release, jsonpath }) => {
    await release.deploy([secret('a: "1", b: "2"')])
    await release.deploy([secret('a: "1"')])
    expect(await jsonpath('secret/web', '.data')).toBe('{"a":"MQ=="}')
  }),
)

test.concurrent(
  'changes by hand are overwritten, and said with field and manager',
  here(async ({ release, kubectl, jsonpath }) => {
    await release.deploy([env(A)])
    await kubectl(['set', 'env', 'deployment/web', 'A=7', 'ADDED=8'])
    const { warnings, result } = await release.deploy([env(A)])
    expect(result.outcome).toBe('complete')
    expect(warnings).toMatchObject([
      {
        reason: 'change-overwritten',
        text: expect.stringMatching(/env\[name="A"\]\.value was changed by kubectl-set/),
      },
      {
        reason: 'change-overwritten',
        text: expect.stringMatching(/was changed by kubectl-set; removed, .*env\[name=ADDED\]$/),
      },
    ])
    expect(await jsonpath('deployment/web', '.spec.template.spec.containers[0].env[*].value')).toBe('1')
  }),
)

test.concurrent(
  'replicas taken out of the template stay as they are, also 0',
  here(async ({ release, kubectl }) => {
    await release.deploy([scaled('replicas: 2')])
    const { result } = await release.deploy([scaled('')])
    expect(result.workloads).toMatchObject([{ desired: 2 }])
    await kubectl(['scale', 'deployment/web', '--replicas=0'])
    expect((await release.deploy([scaled('')])).result.workloads).toMatchObject([{ desired: 0 }])
  }),
)

test.concurrent(
  'pods that read a changed ConfigMap are restarted, unless the policy says otherwise',
  here(async ({ release, jsonpath }) => {
    const reads = webThat(platform, '', {
      container: "command: [/busybox, sleep, '3600']\n          envFrom: [{ configMapRef: { name: web } }]",
    })
    const revision = () => jsonpath('deployment/web', '.metadata.annotations.deployment\\.kubernetes\\.io/revision')
    const first = await release.deploy([config('a: "1"'), reads])
    expect(first.result.outcome).toBe('complete')
    const same = await release.deploy([config('a: "1"'), reads])
    expect(same.applied.map(({ action }) => action)).toEqual(['unchanged', 'unchanged'])
    expect(await revision()).toBe('1')
    const changed = await release.deploy([config('a: "2"'), reads])
    expect(changed.applied.map(({ action }) => action)).toEqual(['changed', 'changed'])
    expect(await revision()).toBe('2')

    const off = await release.deploy([config('a: "2"'), reads], { restartOnConfig: false })
    expect(off.warnings).toEqual([])
    const { warnings } = await release.deploy([config('a: "3"'), reads], { restartOnConfig: false })
    expect(warnings).toMatchObject([{ reason: 'config-not-read', text: expect.stringContaining('ConfigMap/web') }])
  }),
)

test.concurrent(
  'what is left behind and what points at nothing is said before',
  here(async ({ name: namespace, release }) => {
    const service =
      'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: wbe }, ports: [{ port: 80 }] }\n'
    await release.deploy([env(A)])
    const { warnings } = await release.deploy([
      env(A).replace('metadata: { name: web }', 'metadata: { name: shop }'),
      service,
    ])
    expect(warnings).toMatchObject([
      {
        reason: 'reference-dangling',
        text: expect.stringContaining('Service/web: its selector app=wbe matches no pod'),
      },
      { reason: 'object-left-behind', text: expect.stringContaining(`Deployment/web in ${namespace}: `) },
    ])
  }),
)

test.concurrent(
  'another service’s object is refused, until it is released',
  here(async ({ release, kubectl, jsonpath }) => {
    await release.deploy([config('a: "1"')], { service: 'shop' })
    await expect(release.deploy([config('a: "2"')], { service: 'cart' })).rejects.toMatchObject({
      outcome: 'refused',
      findings: [
        { reason: 'object-of-another', text: expect.stringContaining('service shop, environment production') },
      ],
    })
    expect(await jsonpath('configmap/web', '.data.a')).toBe('1')
    await kubectl(['label', 'configmap/web', 'commit-train.dev/service-', 'commit-train.dev/environment-'])
    await release.deploy([config('a: "2"')], { service: 'cart' })
    expect(await jsonpath('configmap/web', '.data.a')).toBe('2')
  }),
)
