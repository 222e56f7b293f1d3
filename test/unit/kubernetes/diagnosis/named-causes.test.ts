import { describe, expect, test } from 'vitest'
import type { ContainerStatus, KubeEvent, Pod } from '../../../../src/kubernetes/api/pods-and-events.ts'
import { PodHistoryRecorder } from '../../../../src/kubernetes/diagnosis/pod-history.ts'
import { AFTER, BEFORE, event, pod, replicaSet } from '../workload-facts.ts'
import { causes, ended, short, waiting } from './diagnosed.ts'

describe('pods that the cluster refuses', () => {
  const quota = (requested: string, used: string, limited: string) =>
    `pods "web-a" is forbidden: exceeded quota: q, requested: ${requested}, used: ${used}, limited: ${limited}`
  test.each([
    [
      "pods \"web-a\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no",
      'admission-denied fatal',
    ],
    ['admission webhook "deny.example.com" denied the request: no pods today', 'admission-denied fatal'],
    ['admission webhook "p" denied the request: exceeded quota of the team', 'admission-denied fatal'],
    ['Internal error occurred: failed calling webhook "p": connection refused', 'webhook-failed waiting'],
    [quota('requests.cpu=5', 'requests.cpu=0', 'requests.cpu=2'), 'quota-too-small fatal'],
    [quota('cpu=100m,memory=3Gi', 'cpu=0,memory=0', 'cpu=1,memory=2048Mi'), 'quota-too-small fatal'],
    [quota('pods=1', 'pods=2', 'pods=2'), 'quota-exceeded waiting'],
    [quota('pods=1', 'pods=0', 'pods=0'), 'quota-too-small fatal'],
    [quota('cpu=2', 'cpu=1', 'cpu=2'), 'quota-exceeded waiting'],
    ['pods "web-a" is forbidden: failed quota: q: must specify limits.cpu for: app', 'quota-values-missing fatal'],
    ['pods "web-a" is forbidden: maximum cpu usage per Container is 1, but limit is 2', 'pod-refused fatal'],
  ])('%s', (message, expected) => {
    const conditions = [
      { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message, lastTransitionTime: AFTER },
    ]
    expect(short(causes({ owners: [replicaSet('rs-2', '2', { conditions })] }))).toEqual([expected])
  })
})

describe('pods that find no node', () => {
  test.each([
    ['0/1 nodes are available: persistentvolumeclaim "data" not found.', 'Unschedulable', 'claim-missing grace'],
    ['0/1 nodes: pod has unbound immediate PersistentVolumeClaims.', 'Unschedulable', 'claim-unbound waiting'],
    ['Scheduling is blocked due to non-empty scheduling gates', 'SchedulingGated', 'scheduling-gated waiting'],
    ['0/1 nodes are available: 1 Insufficient cpu.', 'Unschedulable', 'unschedulable waiting'],
  ])('%s', (message, reason, expected) => {
    const status = { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason, message }] }
    expect(short(causes({ pods: [pod({ state: {} }, { status })] }))).toEqual([expected])
  })

  test('or one that does not begin to start them', () => {
    const one: Pod = { ...pod(), spec: { nodeName: 'absent' }, status: { phase: 'Pending' } }
    expect(causes({ pods: [one] })).toMatchObject([
      { code: 'node-silent', fatality: 'waiting', text: expect.stringContaining('absent') },
    ])
    expect(causes({ pods: [{ ...one, status: { ...one.status, containerStatuses: [] }, spec: {} }] })).toEqual([])
    // The kubelet has begun: it says what it waits for.
    const creating = [{ name: 'app', ...waiting('ContainerCreating') }]
    for (const key of ['containerStatuses', 'initContainerStatuses']) {
      expect(causes({ pods: [{ ...one, status: { ...one.status, [key]: creating } }] })).toEqual([])
    }
  })

  test.each([
    ['SysctlForbidden', 'forbidden sysctl: "kernel.msgmax" not allowlisted', 'sysctl-forbidden fatal'],
    ['OutOfcpu', 'Node did not have enough resource: cpu', 'node-refused waiting'],
    [
      'VolumeAttachmentLimitExceeded',
      'Node has reached its volume attachment limit, rejecting pod. unmounted volumes=[s]',
      'node-refused waiting',
    ],
    ['UnexpectedAdmissionError', 'Allocate failed', 'node-refused waiting'],
    ['NodeAffinity', 'Predicate NodeAffinity failed', 'node-refused waiting'],
    ['AppArmor', 'Cannot enforce AppArmor', 'node-refused fatal'],
    ['PodOSNotSupported', 'Failed to admit pod as the OS field does not match', 'node-refused fatal'],
    ['Evicted', '', 'pod-evicted waiting'],
    ['Evicted', 'exceeded its local ephemeral storage limit "1Mi"', 'pod-evicted waiting'],
    ['NodeShutdown', 'Pod was terminated in response to imminent node shutdown', ''],
  ])('or one that ends them: %s', (reason, message, expected) => {
    const found = causes({ pods: [pod({}, { status: { phase: 'Failed', reason, message } })] })
    expect(short(found).join()).toBe(expected)
    if (expected !== '') expect(found[0]?.text).toBe(message === '' ? reason : message)
  })

  test.each([
    ['SysctlForbidden', 'sysctl-forbidden fatal'],
    ['OutOfcpu', 'node-refused waiting'],
    ['AppArmor', 'node-refused fatal'],
    ['Scheduled', ''],
  ])('or that has only an event yet, since its status comes later: %s', (reason, expected) => {
    const found = causes({ pods: [pod({}, { status: { phase: 'Pending' } })], events: [event(reason, 'because', {})] })
    expect(short(found).join()).toBe(expected)
  })
})

describe('pods that are not started', () => {
  const about = (reason: string, message: string, lastTimestamp = AFTER): KubeEvent => ({
    ...event(reason, message, { fieldPath: '' }),
    lastTimestamp,
  })
  const missing = 'MountVolume.SetUp failed for volume "s" : secret "absent" not found'
  // As the kubelet writes it.
  const timeLimit = (why: string): string =>
    `Unable to attach or mount volumes: unmounted volumes=[s], unattached volumes=[], failed to process volumes=[]: ${why}`
  const late = timeLimit('timed out waiting for the condition')
  const nfs = 'MountVolume.SetUp failed for volume "n" : mount failed: exit status 32'
  test.each<[string, readonly KubeEvent[], string, RegExp]>([
    [
      'an attachment',
      [
        about(
          'FailedAttachVolume',
          'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) web-1 and 1 pod(s) in different namespaces',
        ),
      ],
      'attach-failed waiting',
      /already used by pod\(s\) web-1/,
    ],
    [
      'an attachment that its driver refuses, then a time limit',
      [
        about(
          'FailedAttachVolume',
          'AttachVolume.Attach failed for volume "pvc-1" : rpc error: code = NotFound desc = no disk',
        ),
        about('FailedMount', timeLimit('context deadline exceeded')),
      ],
      'attach-failed waiting',
      /no disk$/,
    ],
    ['a block device', [about('FailedMapVolume', 'MapVolume.SetUp failed')], 'mount-failed waiting', /MapVolume/],
    [
      'a network',
      [
        about(
          'FailedCreatePodSandBox',
          'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "1a2b": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized',
        ),
      ],
      'sandbox-failed waiting',
      /^failed to setup network for sandbox "1a2b": plugin type="calico" failed/,
    ],
    [
      'a runtime',
      [about('FailedCreatePodSandBox', 'Failed to create pod sandbox: no runtime for "kata" is configured')],
      'runtime-class-unsupported fatal',
      /kata/,
    ],
    [
      'a Secret, then a time limit',
      [about('FailedMount', missing), about('FailedMount', late)],
      'config-missing fatal',
      /absent/,
    ],
    [
      'a Secret, then another volume',
      [about('FailedMount', missing), about('FailedMount', nfs)],
      'config-missing fatal',
      /absent/,
    ],
    [
      'a Secret, then an attachment that its driver refuses',
      [about('FailedMount', missing), about('FailedAttachVolume', 'no disk')],
      'config-missing fatal',
      /absent/,
    ],
    [
      'a mount, then a time limit',
      [about('FailedMount', nfs), about('FailedMount', late)],
      'mount-failed waiting',
      /exit status 32/,
    ],
  ])('%s', (_, events, expected, text) => {
    const found = causes({ pods: [pod(waiting('ContainerCreating'))], events })
    expect(short(found)[0]).toBe(expected)
    expect(found[0]?.text).toMatch(text)
    // Over as soon as one of its containers runs.
    expect(short(causes({ pods: [pod({ state: { running: {} }, ready: true })], events }))).toEqual([])
  })
})

describe('containers that the kubelet stops', () => {
  const running = '2026-01-01T10:00:02Z'
  const events = (...list: readonly (readonly [string, string, (string | undefined)?])[]) =>
    list.map(([reason, message, time = AFTER]) => ({ ...event(reason, message), lastTimestamp: time }))
  const kill = (probe: string, time?: string) =>
    ['Killing', `Container app failed ${probe} probe, will be restarted`, time] as const
  const said = (probe: string) =>
    ['Unhealthy', `${probe} probe failed: HTTP probe failed with statuscode: 500`] as const
  const crashed = { ...waiting('CrashLoopBackOff'), lastState: ended(137, { startedAt: running }), restartCount: 1 }
  test.each<[string, readonly KubeEvent[], string, RegExp]>([
    [
      'a liveness probe',
      events(said('Liveness'), kill('liveness')),
      'liveness-failed fatal',
      /^Liveness .*500, 2 crashes/,
    ],
    ['a startup probe', events(said('Startup'), kill('startup')), 'startup-failed fatal', /^Startup .*500, 2 crashes/],
    [
      'a hook',
      events(['FailedPostStartHook', 'PostStartHook failed'], ['Killing', 'FailedPostStartHook']),
      'post-start-failed fatal',
      /^PostStartHook failed, 2/,
    ],
    ['its own crash, after an earlier kill', events(kill('liveness', BEFORE)), 'crash fatal', /SIGKILL/],
    ['something else', events(['Killing', 'Stopping container app']), 'crash fatal', /SIGKILL/],
  ])('%s', (_, list, expected, text) => {
    const found = causes({ pods: [pod(crashed)], events: list })
    expect(short(found)).toEqual([expected])
    expect(found[0]?.text).toMatch(text)
  })

  test('once may heal', () => {
    const once = { state: { running: {} }, ready: true, lastState: ended(137), restartCount: 1 }
    expect(short(causes({ pods: [pod(once)], events: events(kill('liveness')) }))).toEqual(['liveness-failed waiting'])
  })

  test('what the hook said is remembered', () => {
    const memory = new PodHistoryRecorder()
    causes({ pods: [pod(waiting('PostStartHookError', "command '/absent' exited with 126"))] }, memory)
    causes({ pods: [pod(waiting('CrashLoopBackOff', 'back-off 10s restarting failed container'))] }, memory)
    const found = causes(
      { pods: [pod(crashed)], events: events(['FailedPostStartHook', 'PostStartHook failed']) },
      memory,
    )
    expect(found[0]?.text).toBe("command '/absent' exited with 126, 2 crashes so far")
  })

  test('the hook is named before the first restart, too', () => {
    expect(causes({ pods: [pod(waiting('PostStartHookError', "command '/absent' exited with 126"))] })).toMatchObject([
      { code: 'post-start-failed', fatality: 'waiting', text: "command '/absent' exited with 126" },
    ])
  })
})

describe('containers that run', () => {
  const readiness = 'Readiness probe failed: HTTP probe failed with statuscode: 503'
  test.each([
    ['a broken-off probe', 'Readiness probe errored: context canceled'],
    ['a liveness probe', 'Liveness probe failed: timeout'],
  ])('%s that comes later does not hide what the readiness probe says', (_, message) => {
    const events = [event('Unhealthy', readiness), event('Unhealthy', message)]
    expect(causes({ pods: [pod({ state: { running: {} } })], events })[0]?.text).toBe(readiness)
  })

  const withInit = (init: Partial<ContainerStatus>, restartPolicy?: string): Pod => ({
    ...pod(
      {},
      {
        status: {
          phase: 'Pending',
          initContainerStatuses: [{ name: 'init', ready: false, ...init }],
          containerStatuses: [{ name: 'app', ...waiting('PodInitializing') }],
        },
      },
    ),
    spec: { initContainers: [{ name: 'init', ...(restartPolicy === undefined ? {} : { restartPolicy }) }] },
  })
  test('an init container that does not end is the cause', () => {
    const found = causes({ pods: [withInit({ state: { running: { startedAt: AFTER } } })] })
    expect(found).toMatchObject([{ code: 'init-running', fatality: 'waiting', container: 'init', since: AFTER }])
    expect(found[0]?.advice).not.toContain('probe')
  })

  test('a sidecar is none of these: it is waited for by its probe, and must not end', () => {
    expect(short(causes({ pods: [withInit({ state: { running: {} } }, 'Always')] }))).toEqual(['not-ready waiting'])
    expect(short(causes({ pods: [withInit({ state: ended(0), restartCount: 1 }, 'Always')] }))).toEqual(['crash fatal'])
  })

  test('a readiness gate that nobody opens is the cause', () => {
    const message = 'the status of pod readiness gate "example.com/lb" is not "True", but False'
    const conditions = [{ type: 'Ready', status: 'False', reason: 'ReadinessGatesNotReady', message }]
    const containerStatuses = [{ name: 'app', ready: true, state: { running: {} } }]
    expect(causes({ pods: [pod({}, { status: { containerStatuses, conditions } })] })).toMatchObject([
      { code: 'readiness-gate', text: message },
    ])
  })
})

test('a node that is lost, while its containers look well', () => {
  const events = [{ ...event('NodeNotReady', 'Node is not ready', { fieldPath: '' }), lastTimestamp: AFTER }]
  const spec = { nodeName: 'node-1' }
  const conditions = (status: string) => [{ type: 'Ready', status }]
  const running = { state: { running: {} }, ready: true }
  const found = causes({
    pods: [pod(running, { spec, status: { phase: 'Running', conditions: conditions('False') } })],
    events,
  })
  expect(found).toMatchObject([{ code: 'node-not-ready', text: expect.stringContaining('node node-1 is not ready') }])
  const back = causes({
    pods: [pod(running, { spec, status: { phase: 'Running', conditions: conditions('True') } })],
    events,
  })
  expect(back).toEqual([])
})
