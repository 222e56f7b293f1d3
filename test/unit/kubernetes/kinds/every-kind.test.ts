import { describe, expect, test } from 'vitest'
import type { ContainerStatus, KubeEvent } from '../../../../src/kubernetes/api/pods-and-events.ts'
import { daemonSetKind } from '../../../../src/kubernetes/kinds/daemon-set.ts'
import type { FollowedKind } from '../../../../src/kubernetes/kinds/followed-kind.ts'
import { jobKind } from '../../../../src/kubernetes/kinds/job.ts'
import { podKind } from '../../../../src/kubernetes/kinds/pod.ts'
import { replicaSetKind, replicationControllerKind } from '../../../../src/kubernetes/kinds/replica-set.ts'
import { statefulSetKind } from '../../../../src/kubernetes/kinds/stateful-set.ts'
import { AFTER, AT, BEFORE, eventOf, judged, podOf, type Shown } from './judged.ts'

/** What holds for every kind that runs pods, whatever its own rules. */

/** Seen by its controller, and not complete. */
const SHORT: Readonly<Record<string, object>> = {
  StatefulSet: { observedGeneration: 2, replicas: 1, updatedReplicas: 1, updateRevision: 'web-2' },
  DaemonSet: { observedGeneration: 2, desiredNumberScheduled: 1, updatedNumberScheduled: 1 },
  ReplicaSet: { observedGeneration: 2, replicas: 1 },
  ReplicationController: { observedGeneration: 2, replicas: 1 },
  Job: { startTime: BEFORE, active: 1 },
}
const LABELS = { 'controller-revision-hash': 'web-2' }
const MAKERS = [statefulSetKind, daemonSetKind, replicaSetKind, replicationControllerKind, jobKind]
const OLD = '(was failing before this deployment)'

const judge = (kind: FollowedKind, shown: Shown) => judged(kind, { status: SHORT[kind.kind] ?? {}, ...shown })

describe.each(MAKERS)('a pod that a $kind cannot create', kind => {
  const message = 'pods "web-0" is forbidden: violates PodSecurity "restricted:latest": privileged'
  const MOMENT_AFTER = '2026-01-01T10:00:02Z'
  const same = { target: { unchanged: true } }
  const made = { metadata: { creationTimestamp: AT } }

  test.each<[string, Shown, readonly KubeEvent[], string, boolean]>([
    ['before the apply', {}, [eventOf('FailedCreate', message, BEFORE)], 'pod-security waiting', true],
    ['before an apply of nothing', same, [eventOf('FailedCreate', message, BEFORE)], 'pod-security waiting', true],
    [
      'in the moment after an apply of nothing',
      same,
      [eventOf('FailedCreate', message, MOMENT_AFTER)],
      'pod-security waiting',
      true,
    ],
    [
      'in the moment after a change',
      {},
      [eventOf('FailedCreate', message, MOMENT_AFTER)],
      'pod-security waiting',
      false,
    ],
    ['after the apply', {}, [eventOf('FailedCreate', message)], 'pod-security fatal', false],
    ['after an apply of nothing', same, [eventOf('FailedCreate', message)], 'pod-security fatal', false],
    ['in the moment it was made', made, [eventOf('FailedCreate', message, AT)], 'pod-security fatal', false],
    [
      'in the second of an apply of nothing',
      { ...made, ...same },
      [eventOf('FailedCreate', message, AT)],
      'pod-security waiting',
      true,
    ],
    ['but then could', {}, [eventOf('FailedCreate', message, BEFORE), eventOf('SuccessfulCreate')], '', false],
  ])('%s', (_, shown, events, expected, isOld) => {
    const { causes, why } = judge(kind, { ...shown, events })
    expect(causes.join()).toBe(expected)
    expect(why.join().includes(OLD)).toBe(isOld)
  })
})

const container = (change: Partial<ContainerStatus>): ContainerStatus => ({ name: 'app', restartCount: 0, ...change })
const waiting = (reason: string, message = '') => container({ state: { waiting: { reason, message } } })
const looping = (restartCount: number, startedAt: string) =>
  container({
    restartCount,
    state: { waiting: { reason: 'CrashLoopBackOff' } },
    lastState: { terminated: { exitCode: 1, startedAt, finishedAt: AFTER } },
  })
const withStatus = (status: ContainerStatus, restartPolicy = 'Always') =>
  podOf({
    metadata: { labels: LABELS },
    spec: { restartPolicy },
    ready: false,
    status: { containerStatuses: [status] },
  })
const missing = waiting('CreateContainerConfigError', 'secret "s" not found')

describe.each(MAKERS)('a pod of a $kind from before the apply', kind => {
  const restartPolicy = kind === jobKind ? 'OnFailure' : 'Always'
  const crashed = looping(5, BEFORE)
  const crash = kind === jobKind ? 'crash waiting' : 'crash fatal'

  test.each<[string, ContainerStatus, ContainerStatus, string]>([
    ['lacks a Secret, as before', missing, missing, 'config-missing waiting'],
    [
      'lacks another Secret',
      missing,
      waiting('CreateContainerConfigError', 'secret "t" not found'),
      'config-missing fatal',
    ],
    ['has crashed before', crashed, crashed, 'crash waiting'],
    ['crashes again', crashed, looping(6, AFTER), crash],
  ])('%s', (_, before, now, expected) => {
    const shown = { podsBefore: [withStatus(before, restartPolicy)], pods: [withStatus(now, restartPolicy)] }
    const { causes, why } = judge(kind, shown)
    expect(causes).toEqual([expected])
    expect(why.join().includes(OLD)).toBe(before === now)
  })
})

describe.each([...MAKERS, podKind])('a $kind is judged by the preset', kind => {
  const status = { containerStatuses: [looping(2, AFTER)] }
  const crashed = podOf({ metadata: { labels: LABELS }, ready: false, status })
  const lacking = withStatus(missing)

  test('of its environment', () => {
    const causesOf = (pod: typeof crashed, tolerance: 'strict' | 'tolerant', later = 0) => {
      const shown = kind === podKind ? { spec: pod.spec ?? {}, status: pod.status ?? {} } : { pods: [pod] }
      return judge(kind, { ...shown, tolerance, later }).causes.join()
    }
    const counted = kind === jobKind ? 'crash waiting' : 'crash fatal'
    expect([causesOf(crashed, 'strict'), causesOf(crashed, 'tolerant')]).toEqual([counted, 'crash waiting'])
    expect(causesOf(lacking, 'strict')).toBe('config-missing fatal')
    expect(causesOf(lacking, 'tolerant')).toBe('config-missing grace')
    expect(causesOf(lacking, 'tolerant', 60_000)).toBe('config-missing fatal')
  })
})

describe.each(MAKERS)('a $kind is taken over', kind => {
  const template = (image: string, more: object = {}) => ({ spec: { containers: [{ name: 'app', image, ...more }] } })
  const live = (spec: object) => judge(kind, { metadata: { generation: 3 }, spec }).state

  test('when a field that we own has another value', () => {
    const shown = { metadata: { generation: 3 }, spec: { template: template('web:3') } }
    expect(judge(kind, shown)).toMatchObject({
      state: 'taken-over',
      text: 'spec.template.spec.containers[name=app].image was changed',
    })
  })

  test('but not when others add fields, or scale it', () => {
    expect(live({ template: template('web:2', { env: [{ name: 'STAKATER_WEB', value: 'x' }] }) })).toBe('progressing')
    expect(live({ replicas: 7 })).toBe('progressing')
  })
})

test('a Job that a queue resumes and fits is ours', () => {
  const spec = { suspend: false, parallelism: 2, completions: 2 }
  expect(judge(jobKind, { metadata: { generation: 3 }, spec }).state).toBe('progressing')
})

describe('the sidecar of a pod that ends', () => {
  const initContainers = [{ name: 'proxy', restartPolicy: 'Always' }]
  const stopped = { name: 'proxy', restartCount: 0, state: { terminated: { exitCode: 143, reason: 'Error' } } }
  const over = (exitCode: number) => ({ name: 'app', restartCount: 0, state: { terminated: { exitCode } } })
  const running = { name: 'app', restartCount: 0, state: { running: {} } }
  const causesOf = (restartPolicy: string, app: ContainerStatus, phase: string) => {
    const status = { phase, initContainerStatuses: [stopped], containerStatuses: [app] }
    const spec = { restartPolicy, initContainers, containers: [{ name: 'app' }] }
    return judge(jobKind, { pods: [podOf({ spec, status })] }).why
  }

  test.each<[string, string, ContainerStatus, string, readonly string[]]>([
    ['is stopped when the work is done', 'OnFailure', over(0), 'Succeeded', []],
    ['and when it has failed', 'Never', over(3), 'Failed', ['exited with code 3']],
    ['but not before', 'Never', running, 'Running', ['was killed by SIGTERM (code 143)']],
  ])('%s', (_, restartPolicy, app, phase, why) => {
    expect(causesOf(restartPolicy, app, phase).filter(text => /exited|killed/.test(text))).toEqual(why)
  })
})
