import { describe, expect, test } from 'vitest'
import type { ContainerStatus, KubeEvent, Terminated } from '../../../../src/kubernetes/api/pods-and-events.ts'
import { type Cause, causeOf, ranked } from '../../../../src/kubernetes/diagnosis/cause.ts'
import { crashSymptom } from '../../../../src/kubernetes/diagnosis/crash.ts'
import { isFreshNews } from '../../../../src/kubernetes/diagnosis/fresh-news.ts'
import { kubeletStop } from '../../../../src/kubernetes/diagnosis/kubelet-stop.ts'
import { configProblem, mountProblem, startProblem } from '../../../../src/kubernetes/diagnosis/start-problem.ts'
import { AFTER, BEFORE, event } from '../workload-facts.ts'

const APPLIED = Date.parse('2026-01-01T10:00:00Z')

describe('how a container ended', () => {
  const crashed = (ended: Partial<Terminated> | undefined, status: Partial<ContainerStatus> = {}) =>
    crashSymptom(
      {
        ...{ name: 'app', ready: false, restartCount: 1, state: { waiting: { reason: 'CrashLoopBackOff' } } },
        ...(ended === undefined ? {} : { lastState: { terminated: { exitCode: 1, ...ended } } }),
        ...status,
      },
      { crashes: 0, existed: false, appliedAt: APPLIED },
      { keepsRunning: true, events: [], hookError: undefined, fatalCrash: 2 },
    )

  test.each<[Partial<Terminated> | undefined, string]>([
    [undefined, 'crashed, 2 crashes so far'],
    [{ exitCode: 3 }, 'exited with code 3, 2 crashes so far'],
    [{ exitCode: 128 }, 'exited with code 128, 2 crashes so far'],
    [{ exitCode: 129 }, 'exited with code 129, 2 crashes so far'],
    [{ exitCode: 0, signal: 9 }, 'was killed by SIGKILL (code 0), 2 crashes so far'],
    [{ exitCode: 3, message: 'no greeting\n' }, 'exited with code 3, 2 crashes so far: no greeting'],
    [{ exitCode: 137, reason: 'OOMKilled' }, 'exceeded its memory limit (OOMKilled), 2 crashes so far'],
    ...(
      [
        [132, 'SIGILL'],
        [134, 'SIGABRT'],
        [135, 'SIGBUS'],
        [136, 'SIGFPE'],
        [137, 'SIGKILL'],
        [139, 'SIGSEGV'],
        [143, 'SIGTERM'],
      ] as const
    ).map(([exitCode, signal]): [Partial<Terminated>, string] => [
      { exitCode },
      `was killed by ${signal} (code ${exitCode}), 2 crashes so far`,
    ]),
  ])('%j', (ended, text) => {
    expect(crashed(ended)).toMatchObject({ code: ended?.reason === undefined ? 'crash' : 'out-of-memory', text })
  })

  test('one crash is not counted aloud', () => {
    const terminated = { exitCode: 1, finishedAt: AFTER }
    expect(crashed(undefined, { restartCount: 0, state: { terminated } })).toEqual({
      ...{ code: 'crash', text: 'exited with code 1', since: AFTER },
    })
  })
})

describe('a container that a pod from before had already', () => {
  const looping = (startedAt: string) =>
    crashSymptom(
      {
        ...{ name: 'app', restartCount: 3, state: { waiting: { reason: 'CrashLoopBackOff' } } },
        lastState: { terminated: { exitCode: 1, startedAt } },
      },
      { crashes: 3, existed: true, appliedAt: APPLIED },
      { keepsRunning: true, events: [], hookError: undefined, fatalCrash: 2 },
    )

  // The restart that is counted is one more than the three from before.
  test.each([
    ['began after the apply: backing off is the second crash', AFTER, ', 2 crashes so far', 'fatal'],
    ['began before it: its first crash since', BEFORE, '', undefined],
  ])('whose run %s', (_, startedAt, often, fatality) => {
    expect(looping(startedAt)).toMatchObject({ text: `exited with code 1${often}` })
    expect(looping(startedAt)?.fatality).toBe(fatality)
  })
})

test.each([
  ['2026-01-01T10:00:02.001Z', true],
  ['2026-01-01T10:00:02Z', false],
  [undefined, false],
])('news of %s is fresh: %s', (time, fresh) => {
  expect(isFreshNews(time, APPLIED)).toBe(fresh)
})

describe('what the kubelet stopped', () => {
  const at = (reason: string, message: string | undefined, lastTimestamp: string): KubeEvent => {
    const { message: _, ...one } = event(reason, '')
    return { ...one, lastTimestamp, ...(message === undefined ? {} : { message }) }
  }
  const kill = (probe: string, time: string) => at('Killing', `Container app failed ${probe} probe`, time)
  const ended = { exitCode: 137, startedAt: AFTER }

  test.each<[string, readonly KubeEvent[], string | undefined]>([
    ['in the second it began', [kill('liveness', AFTER)], 'Container app failed liveness probe'],
    ['before it began', [kill('liveness', BEFORE)], undefined],
    [
      'by what the probe said',
      [
        at('Unhealthy', 'Readiness probe failed: no', AFTER),
        at('Unhealthy', 'Startup probe failed: 500:', AFTER),
        at('Pulled', 'Startup is quick', AFTER),
        kill('startup', AFTER),
      ],
      'Startup probe failed: 500',
    ],
    ['without a word', [kill('startup', AFTER)], 'Container app failed startup probe'],
    ['by a hook that says nothing', [at('FailedPostStartHook', undefined, AFTER)], ''],
  ])('%s', (_, events, text) => {
    expect(kubeletStop(ended, events, undefined)?.text).toBe(text)
  })
})

describe('what did not start', () => {
  test.each([
    [startProblem('StartError', '', AFTER), 'container-start-failed', 'StartError'],
    [
      startProblem('StartError', 'runc create failed: exec: "/a": no such file or directory: unknown', AFTER),
      'container-command-invalid',
      'exec: "/a": no such file or directory',
    ],
    [startProblem('StartError', 'exec: "/a": busy', AFTER), 'container-start-failed', 'exec: "/a": busy'],
    [
      startProblem('StartError', 'runc: exec /a: exec format error', AFTER),
      'container-command-invalid',
      'exec /a: exec format error',
    ],
  ])('%j', (symptom, code, text) => {
    expect(symptom).toEqual({ code, text, since: AFTER })
  })

  test.each([
    ['failed to sync configmap cache: timed out', 'node-cache'],
    ['container has runAsNonRoot and image will run as root', 'runs-as-root'],
    ["couldn't find key a in Secret shop/s", 'config-missing'],
    ['secret "s" not found', 'config-missing'],
    ['the path is odd', 'config-failed'],
  ])('configuration: %s', (message, code) => {
    expect(configProblem(message)).toEqual({ code, text: message })
  })

  test.each([
    ['failed to sync secret cache: timed out', 'node-cache'],
    ['secret "s" not found', 'config-missing'],
    ['references non-existent secret key: a', 'config-missing'],
    ['configmap references non-existent config key: a', 'config-missing'],
    ['secret "s" is odd', 'mount-failed'],
    ['hostPath /x not found', 'mount-failed'],
  ])('a volume: %s', (message, code) => {
    expect(mountProblem(message, AFTER)).toEqual({ code, text: message, since: AFTER })
  })
})

describe('causes', () => {
  const about = { object: 'Deployment/web', namespace: 'shop' }
  const of = (code: Cause['code'], rest: Partial<Cause> = {}): Cause => ({
    ...causeOf(about, { code, text: code }),
    ...rest,
  })
  const codes = (...causes: readonly Cause[]) => ranked(causes).map(({ code, pod = '' }) => `${code}${pod}`)

  test('the worst comes first; a cache that is behind comes last of its rank', () => {
    expect(codes(of('node-cache'), of('not-ready'), of('crash', { fatality: 'fatal' }))).toEqual([
      'crash',
      ...codes(of('node-cache'), of('not-ready')),
    ])
    const graceful = (code: Cause['code']) => of(code, { fatality: 'grace' })
    expect(codes(of('not-ready'), graceful('node-cache'), graceful('config-missing'))).toEqual([
      ...['config-missing', 'node-cache', 'not-ready'],
    ])
    expect(codes(of('image-pulling', { fatality: 'waiting' }), of('not-ready', { fatality: 'waiting' }))).toEqual([
      ...['not-ready', 'image-pulling'],
    ])
    expect(codes(of('not-ready', { fatality: 'waiting' }), of('node-cache', { fatality: 'grace' }))).toEqual([
      ...['node-cache', 'not-ready'],
    ])
  })

  test('each once for a container of an object, with its first pod', () => {
    const [first, second] = [of('crash', { pod: '-a', container: 'app' }), of('crash', { pod: '-b', container: 'app' })]
    const others = [
      { ...second, container: 'other' },
      { ...second, object: 'Deployment/api' },
      { ...second, namespace: 'eu' },
    ]
    expect(codes(first, second, ...others)).toEqual(['crash-a', 'crash-b', 'crash-b', 'crash-b'])
  })

  test('one without a time has none, and an old one is waited for', () => {
    expect(of('crash')).not.toHaveProperty('since')
    expect(causeOf(about, { code: 'crash', text: 'x', since: AFTER, fatality: 'fatal' })).toMatchObject({
      ...{ since: AFTER, fatality: 'fatal', text: 'x' },
    })
    expect(causeOf(about, { code: 'crash', text: 'x', old: true, fatality: 'fatal' })).toMatchObject({
      ...{ fatality: 'waiting', text: 'x (was failing before this deployment)' },
    })
  })
})
