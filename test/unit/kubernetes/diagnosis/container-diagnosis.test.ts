import { describe, expect, test } from 'vitest'
import type { ContainerStatus } from '../../../../src/kubernetes/api/pods-and-events.ts'
import { PodHistoryRecorder } from '../../../../src/kubernetes/diagnosis/pod-history.ts'
import { AFTER, event, pod } from '../workload-facts.ts'
import { causes, ended, NOT_FOUND, NOT_FOUND_STATUS, short, waiting } from './diagnosed.ts'

describe('images that do not come', () => {
  test.each([
    [NOT_FOUND_STATUS, 'image-not-found fatal'],
    ['manifest unknown: manifest unknown', 'image-not-found fatal'],
    ['pull access denied, repository does not exist or may require authorization', 'image-unauthorized fatal'],
    [
      'failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized',
      'image-unauthorized fatal',
    ],
    ['no match for platform in manifest: not found', 'image-platform fatal'],
    [
      '429 Too Many Requests - toomanyrequests: you have reached your pull rate limit: not found',
      'image-rate-limited waiting',
    ],
    ['dial tcp 127.0.0.1:5999: connect: connection refused', 'image-registry-unreachable waiting'],
    ['lookup registry.example: no such host', 'image-registry-unreachable waiting'],
    ['unexpected status code 503 Service Unavailable', 'image-registry-unreachable waiting'],
    ['x509: certificate signed by unknown authority', 'image-registry-certificate waiting'],
    ['something else', 'image-pull-failed waiting'],
  ])('%s', (message, expected) => {
    expect(short(causes({ pods: [pod(waiting('ErrImagePull', message))] }))).toEqual([expected])
  })

  test('the event is enough: it comes before the status', () => {
    const found = causes({ pods: [pod(waiting('ContainerCreating'))], events: [event('Failed', NOT_FOUND)] })
    expect(found).toMatchObject([
      {
        code: 'image-not-found',
        object: 'Deployment/web',
        namespace: 'shop',
        pod: 'web-a',
        container: 'app',
        text: 'r/web:nope: not found',
        since: AFTER,
      },
    ])
  })

  describe('a pull that goes on', () => {
    const at = (seconds: number) => new Date(Date.parse(AFTER) + seconds * 1000).toISOString().replace('.000Z', 'Z')
    const happened = (reason: string, seconds: number, message = `${reason} image "r/web:1"`) => ({
      ...event(reason, message),
      lastTimestamp: at(seconds),
    })
    const creating = { pods: [pod(waiting('ContainerCreating'))] }

    test('is named, with its beginning, and waited for', () => {
      const found = causes({ ...creating, events: [happened('Pulling', 5)] })
      expect(short(found)).toEqual(['image-pulling waiting'])
      expect(found[0]?.text).toBe(`Pulling image "r/web:1" since ${at(5).slice(11, 19)} UTC`)
      expect(found[0]?.since).toBe(at(5))
    })

    test.each<[string, ReturnType<typeof happened>[], string[]]>([
      ['has ended', [happened('Pulling', 1), happened('Pulled', 4)], []],
      ['has ended in the same second', [happened('Pulled', 1), happened('Pulling', 1)], []],
      [
        'is the next one, of a restart',
        [happened('Pulling', 1), happened('Pulled', 4), happened('Pulling', 9)],
        ['image-pulling waiting'],
      ],
      [
        'is tried again: the failure says more',
        [happened('Pulling', 1), happened('Failed', 2, NOT_FOUND), happened('Pulling', 9)],
        ['image-not-found fatal'],
      ],
    ])('that %s', (_what, events, expected) => {
      expect(short(causes({ ...creating, events }))).toEqual(expected)
    })

    test('is over in a container that runs, and says nothing of another container', () => {
      const running = { pods: [pod({ state: { running: { startedAt: AFTER } }, ready: true })] }
      expect(short(causes({ ...running, events: [happened('Pulling', 1)] }))).toEqual([])
      const other = { ...happened('Pulling', 1), involvedObject: { uid: 'p-a', fieldPath: 'spec.containers{sidecar}' } }
      expect(short(causes({ ...creating, events: [other] }))).toEqual([])
    })
  })

  test('the first reason is remembered when the status only says that it backs off', () => {
    const memory = new PodHistoryRecorder()
    causes({ pods: [pod(waiting('ErrImagePull', NOT_FOUND_STATUS))] }, memory)
    expect(
      short(causes({ pods: [pod(waiting('ImagePullBackOff', 'Back-off pulling image "r/web:nope"'))] }, memory)),
    ).toEqual(['image-not-found fatal'])
  })

  test('the reason in a newer back-off text is read', () => {
    const message = `Back-off pulling image "r/web:nope": ErrImagePull: ${NOT_FOUND_STATUS}`
    expect(causes({ pods: [pod(waiting('ImagePullBackOff', message))] })).toMatchObject([
      { code: 'image-not-found', text: 'r/web:nope: not found' },
    ])
  })

  test.each([
    ['it was pulled since', pod(waiting('ContainerCreating')), [event('Failed', NOT_FOUND), event('Pulled', 'ok')]],
    ['it runs', pod({ ready: true, state: { running: {} } }), [event('Failed', NOT_FOUND)]],
    [
      'the event is about another container',
      pod(waiting('ContainerCreating')),
      [event('Failed', NOT_FOUND, { fieldPath: 'spec.containers{other}' })],
    ],
    ['the event is about another pod', pod(waiting('ContainerCreating')), [event('Failed', NOT_FOUND, { uid: 'p-0' })]],
  ])('a failed pull is over when %s', (_, one, events) => {
    expect(short(causes({ pods: [one], events }))).toEqual([])
  })

  test.each([
    [waiting('InvalidImageName', 'bad'), 'image-name-invalid fatal'],
    [waiting('ErrImageNeverPull', 'not present'), 'image-not-on-node fatal'],
  ])('%j', (status, expected) => {
    expect(short(causes({ pods: [pod(status)] }))).toEqual([expected])
  })
})

describe('containers that do not start', () => {
  const exec =
    'failed to create shim task: runc create failed: unable to start container process: exec: "/nope": stat /nope: no such file or directory: unknown'

  test.each<[string, Partial<ContainerStatus>, string]>([
    [
      'when it ended',
      { state: ended(128, { reason: 'StartError', message: exec }) },
      'container-command-invalid fatal',
    ],
    ['when it waits', waiting('RunContainerError', exec), 'container-command-invalid fatal'],
    [
      'when only the last state has it',
      {
        ...waiting('CrashLoopBackOff'),
        lastState: ended(128, { reason: 'StartError', message: exec }),
        restartCount: 1,
      },
      'container-command-invalid fatal',
    ],
    [
      'not in PATH',
      waiting('RunContainerError', 'exec: "foo": executable file not found in $PATH'),
      'container-command-invalid fatal',
    ],
    [
      'not executable',
      waiting('RunContainerError', 'exec: "/app": permission denied'),
      'container-command-invalid fatal',
    ],
    [
      'for another processor',
      waiting('RunContainerError', 'exec /app: exec format error'),
      'container-command-invalid fatal',
    ],
    ['no command', waiting('CreateContainerError', 'no command specified'), 'container-command-invalid fatal'],
    ['node trouble', waiting('RunContainerError', 'context deadline exceeded'), 'container-start-failed waiting'],
    ['no ConfigMap', waiting('CreateContainerConfigError', 'configmap "absent" not found'), 'config-missing fatal'],
    [
      'no key',
      waiting('CreateContainerConfigError', "couldn't find key a in ConfigMap shop/web"),
      'config-missing fatal',
    ],
    [
      'node still fetching',
      waiting('CreateContainerConfigError', 'failed to sync configmap cache: timed out waiting for the condition'),
      'node-cache waiting',
    ],
    [
      'root',
      waiting('CreateContainerConfigError', 'container has runAsNonRoot and image will run as root'),
      'runs-as-root fatal',
    ],
    ['just starting', waiting('ContainerCreating'), ''],
    ['waiting for init containers', waiting('PodInitializing'), ''],
  ])('%s', (_, status, expected) => {
    expect(short(causes({ pods: [pod(status)] })).join()).toBe(expected)
  })

  test('the text is what the runtime says about the command', () => {
    expect(causes({ pods: [pod(waiting('RunContainerError', exec))] })[0]?.text).toBe(
      'exec: "/nope": stat /nope: no such file or directory',
    )
  })
})

describe('crashes', () => {
  test.each<[string, Partial<ContainerStatus>, string]>([
    ['the first may be a lost race', { state: ended(1) }, 'crash waiting'],
    ['the second is a verdict', { state: ended(1), restartCount: 1 }, 'crash fatal'],
    [
      'running again after the first',
      { state: { running: {} }, ready: true, lastState: ended(1), restartCount: 1 },
      'crash waiting',
    ],
    [
      'running again after the second',
      { state: { running: {} }, ready: true, lastState: ended(1), restartCount: 2 },
      'crash fatal',
    ],
    ['backing off', { ...waiting('CrashLoopBackOff'), lastState: ended(1), restartCount: 1 }, 'crash fatal'],
    [
      'ending with 0 is no running either',
      { state: ended(0, { reason: 'Completed' }), restartCount: 1 },
      'crash fatal',
    ],
    ['memory', { state: ended(137, { reason: 'OOMKilled' }), restartCount: 1 }, 'out-of-memory fatal'],
    ['running well', { state: { running: {} }, ready: true }, ''],
  ])('%s', (_, status, expected) => {
    expect(short(causes({ pods: [pod(status)] })).join()).toBe(expected)
  })

  test('have code, signal and count', () => {
    expect(causes({ pods: [pod({ state: ended(3), restartCount: 1 })] })[0]).toMatchObject({
      text: 'exited with code 3, 2 crashes so far',
      since: AFTER,
    })
    expect(causes({ pods: [pod({ state: ended(139) })] })[0]?.text).toBe('was killed by SIGSEGV (code 139)')
  })

  test('from before the rollout do not count', () => {
    const memory = new PodHistoryRecorder()
    memory.begin([pod({ restartCount: 7 })])
    expect(
      short(
        causes({ pods: [pod({ state: { running: {} }, ready: true, lastState: ended(1), restartCount: 7 })] }, memory),
      ),
    ).toEqual([])
    expect(short(causes({ pods: [pod({ state: ended(1), restartCount: 7 })] }, memory))).toEqual(['crash waiting'])
  })

  test.each<[string, Partial<ContainerStatus>, string]>([
    ['failed twice', { state: ended(1), restartCount: 1 }, 'crash fatal'],
    ['did its work', { state: ended(0, { reason: 'Completed' }) }, ''],
    ['did its work at the second try', { state: ended(0, { reason: 'Completed' }), restartCount: 1 }, ''],
  ])('an init container that %s', (_, init, expected) => {
    const status = {
      initContainerStatuses: [{ name: 'init', ...init }],
      containerStatuses: [{ name: 'app', ...waiting('PodInitializing') }],
    }
    expect(short(causes({ pods: [pod({}, { status })] })).join()).toBe(expected)
  })
})
