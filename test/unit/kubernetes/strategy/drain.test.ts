import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import type { ObjectSet } from '../../../../src/kubernetes/manifests/manifest.ts'
import { drained } from '../../../../src/kubernetes/strategy/drain.ts'

type Spec = Readonly<Record<string, unknown>>
const DRAIN = { seconds: 5, namespace: 'shop', serverVersion: { major: 1, minor: 30, text: 'v1.30.0' } }
const APP = { name: 'app', image: 'app@sha256:0' }

const service = (selector: Spec | undefined, namespace?: string): KubeObject => ({
  ...{
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', ...(namespace === undefined ? {} : { namespace }) },
  },
  spec: selector === undefined ? { type: 'ExternalName' } : { selector },
})

const workload = (
  spec: Spec = {},
  { kind = 'Deployment', apiVersion = 'apps/v1', namespace = '' } = {},
): KubeObject => ({
  ...{ apiVersion, kind, metadata: { name: 'web', ...(namespace === '' ? {} : { namespace }) } },
  spec: {
    ...{ replicas: 2, selector: { matchLabels: { app: 'web' } } },
    template: { metadata: { labels: { app: 'web', tier: 'front' } }, spec: { containers: [APP], ...spec } },
  },
})

const setOf = (...objects: readonly KubeObject[]): ObjectSet => ({
  warnings: [],
  manifests: objects.map((object, index) => ({ object, file: 'web.yaml', line: index + 1 })),
})

const SERVICE = service({ app: 'web' })
const podSpec = (object: KubeObject | undefined): unknown =>
  (object as { spec?: { template?: { spec?: unknown } } } | undefined)?.spec?.template?.spec
const drainedSpec = (spec: Spec): unknown =>
  podSpec(drained(setOf(workload(spec), SERVICE), DRAIN).set.manifests[0]?.object)
const SLEEP = { preStop: { sleep: { seconds: 5 } } }

describe('a container without a preStop hook sleeps, and the grace period grows by as much', () => {
  test.each<[string, Spec, Spec]>([
    ['nothing said', {}, { containers: [{ ...APP, lifecycle: SLEEP }], terminationGracePeriodSeconds: 35 }],
    [
      'a grace period of its own',
      { terminationGracePeriodSeconds: 60 },
      { containers: [{ ...APP, lifecycle: SLEEP }], terminationGracePeriodSeconds: 65 },
    ],
    [
      'killed at once until now',
      { terminationGracePeriodSeconds: 0 },
      { containers: [{ ...APP, lifecycle: SLEEP }], terminationGracePeriodSeconds: 5 },
    ],
    [
      'an empty lifecycle',
      { containers: [{ ...APP, lifecycle: null }] },
      { containers: [{ ...APP, lifecycle: SLEEP }], terminationGracePeriodSeconds: 35 },
    ],
    [
      'a postStart hook stays',
      { containers: [{ ...APP, lifecycle: { postStart: { exec: { command: ['x'] } } } }] },
      {
        containers: [{ ...APP, lifecycle: { postStart: { exec: { command: ['x'] } }, ...SLEEP } }],
        terminationGracePeriodSeconds: 35,
      },
    ],
    [
      'one of two containers has a hook',
      { containers: [APP, { name: 'proxy', lifecycle: { preStop: { exec: { command: ['drain'] } } } }] },
      {
        containers: [
          { ...APP, lifecycle: SLEEP },
          { name: 'proxy', lifecycle: { preStop: { exec: { command: ['drain'] } } } },
        ],
        terminationGracePeriodSeconds: 35,
      },
    ],
    [
      'init containers are left, sidecars among them: they end after the others',
      { initContainers: [{ name: 'mesh', restartPolicy: 'Always' }] },
      {
        initContainers: [{ name: 'mesh', restartPolicy: 'Always' }],
        ...{ containers: [{ ...APP, lifecycle: SLEEP }], terminationGracePeriodSeconds: 35 },
      },
    ],
    [
      'what is no number is refused by the cluster as it is written',
      { terminationGracePeriodSeconds: 'long' },
      { containers: [{ ...APP, lifecycle: SLEEP }], terminationGracePeriodSeconds: 'long' },
    ],
  ])('%s', (_, spec, expected) => {
    expect(drainedSpec(spec)).toEqual(expected)
  })

  test('a container whose hook is its own is left as it is, grace period too', () => {
    const spec = { containers: [{ ...APP, lifecycle: { preStop: { sleep: { seconds: 20 } } } }] }
    const { set, lines, notices } = drained(setOf(workload(spec), SERVICE), DRAIN)
    expect(set).toEqual(setOf(workload(spec), SERVICE))
    expect(lines).toEqual(['Deployment/web: every container has a preStop hook of its own, which stays as it is'])
    expect(notices).toEqual([])
  })
})

describe('which workloads', () => {
  const sleeps = (...objects: readonly KubeObject[]): boolean =>
    JSON.stringify(drained(setOf(...objects), DRAIN).set).includes('"sleep":{"seconds":5}')

  test.each<[string, boolean, readonly KubeObject[]]>([
    ['a Service selects its pods', true, [workload(), SERVICE]],
    ['by some of their labels', true, [workload(), service({ tier: 'front' })]],
    ['by all of them', true, [workload(), service({ app: 'web', tier: 'front' })]],
    ['one label differs', false, [workload(), service({ app: 'web', tier: 'back' })]],
    ['a Service without a selector', false, [workload(), service(undefined)]],
    ['an empty selector', false, [workload(), service({})]],
    ['no Service', false, [workload()]],
    ['both in the namespace of the connection, one says so', true, [workload({}, { namespace: 'shop' }), SERVICE]],
    ['another namespace', false, [workload({}, { namespace: 'other' }), SERVICE]],
    ['the same other namespace', true, [workload({}, { namespace: 'other' }), service({ app: 'web' }, 'other')]],
    ['a StatefulSet', true, [workload({}, { kind: 'StatefulSet' }), SERVICE]],
    ['a DaemonSet', true, [workload({}, { kind: 'DaemonSet' }), SERVICE]],
    ['a Job serves nothing', false, [workload({}, { kind: 'Job', apiVersion: 'batch/v1' }), SERVICE]],
    ['a Deployment of another group', false, [workload({}, { apiVersion: 'acme.dev/v1' }), SERVICE]],
    ['a Service of another group', false, [workload(), { ...SERVICE, apiVersion: 'serving.knative.dev/v1' }]],
    ['a label named like a method', false, [workload(), service({ constructor: 'x' })]],
  ])('%s: %s', (_, expected, objects) => {
    expect(sleeps(...objects)).toBe(expected)
  })
})

test('what it did is said, and that it did nothing', () => {
  const proxy = { name: 'proxy', lifecycle: { preStop: { httpGet: { port: 1 } } } }
  const { lines } = drained(setOf(workload({ containers: [APP, proxy] }), SERVICE), DRAIN)
  expect(lines).toEqual([
    'Deployment/web: pods serve for 5 s more before they stop (preStop; grace period 35 s); preStop hooks of their own stay: proxy',
  ])
  const idle = drained(setOf(workload()), DRAIN)
  expect(idle.lines).toEqual([])
  expect(idle.notices).toEqual([
    {
      ...{ reason: 'drain-unused', where: 'web.yaml:1' },
      text: 'policy: strategy.drain has no effect: no Service of the templates selects the pods of a workload',
    },
  ])
})

describe('a Deployment that stops its pods before it starts new ones', () => {
  const withStrategy = (strategy: unknown, kind = 'Deployment'): KubeObject => {
    const object = workload({}, { kind })
    return { ...object, spec: { ...(object as unknown as { readonly spec: Spec }).spec, strategy } } as KubeObject
  }

  test('is left as it is, and that is said: it would be away for longer', () => {
    const set = setOf(withStrategy({ type: 'Recreate' }), SERVICE)
    expect(drained(set, DRAIN)).toEqual({
      ...{ set, notices: [] },
      lines: [
        'Deployment/web: left without drain: its strategy is Recreate, which stops its pods before new ones start, so that nothing would serve for longer',
      ],
    })
  })

  test.each<[string, KubeObject]>([
    ['RollingUpdate', withStrategy({ type: 'RollingUpdate' })],
    ['no type', withStrategy({})],
    ['null', withStrategy(null)],
    ['a field that a StatefulSet does not have', withStrategy({ type: 'Recreate' }, 'StatefulSet')],
  ])('others drain: %s', (_, object) => {
    expect(drained(setOf(object, SERVICE), DRAIN).lines).toEqual([
      `${object.kind}/web: pods serve for 5 s more before they stop (preStop; grace period 35 s)`,
    ])
  })
})

test('switched off, nothing is looked at', () => {
  const set = setOf(workload(), SERVICE)
  const off = { ...DRAIN, seconds: 0, serverVersion: { major: 1, minor: 20, text: 'v1.20.0' } }
  expect(drained(set, off)).toEqual({ set, lines: [], notices: [] })
})

test.each([
  [1, 29, true],
  [1, 30, false],
  [1, 34, false],
  [2, 0, false],
])('Kubernetes %i.%i: refused: %s', (major, minor, isRefused) => {
  const apply = () =>
    drained(setOf(workload(), SERVICE), { ...DRAIN, serverVersion: { major, minor, text: `v${major}.${minor}.3` } })
  if (isRefused) {
    expect(apply).toThrow(
      expect.objectContaining({
        reason: 'strategy-impossible',
        message:
          'policy: strategy.drain needs Kubernetes 1.30 or newer, and the cluster has v1.29.3; remove it, and give the containers a preStop hook of their own',
      }),
    )
  } else expect(apply).not.toThrow()
})
