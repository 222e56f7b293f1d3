import { beforeEach, describe, expect, test } from 'vitest'
import { Changes } from '../../../src/kubernetes/changes.ts'
import type { KubernetesClient } from '../../../src/kubernetes/client.ts'
import type { Cluster } from '../../../src/kubernetes/cluster.ts'
import { type FollowOptions, type FollowResult, follow } from '../../../src/kubernetes/follow.ts'
import { FollowedWorkload } from '../../../src/kubernetes/followed-workload.ts'
import { NamespaceStreams } from '../../../src/kubernetes/namespace-streams.ts'
import { PodMemory } from '../../../src/kubernetes/pod-history.ts'
import type { Deployment, Pod } from '../../../src/kubernetes/workload-shapes.ts'
import { HeldClock } from '../held-clock.ts'
import { RecordingLogger } from '../recording-logger.ts'
import { AFTER, deployment, pod, replicaSet, target } from './workload-facts.ts'

let clock: HeldClock
let logger: RecordingLogger
let streams: NamespaceStreams
let result: FollowResult | undefined
let failure: unknown
let log: (previous: boolean) => Promise<string>

const incomplete = deployment({ status: { availableReplicas: 1 } })
const refused: Pod['status'] = {
  containerStatuses: [{ name: 'app', state: { waiting: { reason: 'InvalidImageName' } } }],
}

beforeEach(() => {
  clock = new HeldClock()
  logger = new RecordingLogger()
  result = undefined
  failure = undefined
  log = () => Promise.resolve('')
})

const redact = (text: string): string => text.replaceAll('hunter2', '***')
const followedStreams = () => [streams.deployments, streams.replicaSets, streams.pods]

async function begin(options: Partial<FollowOptions> = {}, names = ['web']): Promise<void> {
  const changes = new Changes()
  streams = new NamespaceStreams('shop', changes, { logger, redact })
  for (const collection of followedStreams()) collection.opened()
  streams.replicaSets.replaced([replicaSet()])
  const client: KubernetesClient = {
    get: () => Promise.reject(new Error('unexpected')),
    apply: () => Promise.reject(new Error('unexpected')),
    text: (_, { query, signal } = {}) => {
      const aborted = new Promise<string>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
      return Promise.race([log(query?.previous === 'true'), aborted])
    },
    lines: () => {
      throw new Error('unexpected')
    },
    close: () => undefined,
  }
  const cluster = { client, clock, logger, redact } as unknown as Cluster
  const workloads = names.map(name => new FollowedWorkload({ ...target, name }, clock.now()))
  const followed = { cluster, streams: new Map([['shop', streams]]), memory: new PodMemory(), changes, workloads }
  follow(followed, { timeoutMs: 60_000, stableForMs: 10_000, ...options }).then(
    got => {
      result = got
    },
    thrown => {
      failure = thrown
    },
  )
  await clock.idle()
}

async function show(...deployments: Deployment[]): Promise<void> {
  for (const one of deployments) streams.deployments.changed('MODIFIED', one)
  await clock.idle()
}

async function showPods(...pods: Pod[]): Promise<void> {
  streams.pods.replaced(pods)
  await clock.idle()
}

const named = (one: Deployment, name: string): Deployment => ({ ...one, metadata: { ...one.metadata, name } })

describe('success', () => {
  test('comes only after the stability window', async () => {
    await begin()
    await show(deployment())
    await clock.advance(9_999)
    expect(result).toBeUndefined()
    await clock.advance(1)
    expect(result).toMatchObject({ outcome: 'complete', workloads: [{ seconds: 0, state: 'complete' }] })
  })

  test('begins its window anew after a loss', async () => {
    await begin()
    await show(deployment())
    await clock.advance(9_000)
    await show(incomplete)
    await show(deployment())
    await clock.advance(9_000)
    expect(result).toBeUndefined()
    await clock.advance(1_000)
    expect(result?.outcome).toBe('complete')
  })

  test('begins its window anew after a restart that heals at once', async () => {
    await begin()
    await show(deployment())
    await showPods(pod({ ready: true, state: { running: {} } }))
    await clock.advance(9_000)
    await showPods(pod({ ready: true, state: { running: {} }, restartCount: 1 }))
    await clock.advance(9_000)
    expect(result).toBeUndefined()
    await clock.advance(1_000)
    expect(result?.outcome).toBe('complete')
  })

  test('needs every workload', async () => {
    await begin({ stableForMs: 0 }, ['web', 'api'])
    await show(deployment())
    expect(result).toBeUndefined()
    await show(named(deployment(), 'api'))
    expect(result?.outcome).toBe('complete')
  })

  test('needs nothing where nothing is followed', async () => {
    await begin({}, [])
    expect(result).toMatchObject({ outcome: 'complete', workloads: [] })
  })
})

describe('streams that break', () => {
  const KINDS = ['deployments', 'replicaSets', 'pods'] as const

  test.each(KINDS)('of %s: the window does not pass while nothing is told, and begins anew', async kind => {
    await begin()
    await show(deployment())
    await clock.advance(9_000)
    streams[kind].interrupted('gone')
    await clock.advance(20_000)
    expect(result).toBeUndefined()
    streams[kind].opened()
    await clock.advance(9_999)
    expect(result).toBeUndefined()
    await clock.advance(1)
    expect(result?.outcome).toBe('complete')
  })

  test('and heal before anybody looks begin it anew, too', async () => {
    await begin()
    await show(deployment())
    await clock.advance(9_000)
    streams.pods.interrupted('gone')
    streams.pods.opened()
    await clock.advance(9_999)
    expect(result).toBeUndefined()
    await clock.advance(1)
    expect(result?.outcome).toBe('complete')
  })

  test('for good end with the time, and the cause is the silence', async () => {
    await begin()
    await show(deployment())
    streams.pods.interrupted('gone')
    await clock.advance(60_000)
    expect(result).toBeUndefined()
    await clock.advance(10_000)
    expect(result).toMatchObject({
      outcome: 'timeout',
      cause: {
        code: 'cluster-silent',
        object: 'Deployment/web',
        text: 'the cluster has not told what happens for 70 s',
      },
    })
  })

  test('of events hold up nothing', async () => {
    await begin()
    await show(deployment())
    streams.events.interrupted('gone')
    await clock.advance(10_000)
    expect(result?.outcome).toBe('complete')
  })

  test('are not those that the server ends: the window goes on, but ends only when what was missed is told', async () => {
    await begin()
    await show(deployment())
    await clock.advance(9_900)
    streams.deployments.ended()
    await clock.advance(100)
    expect(result).toBeUndefined()
    streams.deployments.opened()
    await clock.advance(999)
    expect(result).toBeUndefined()
    await clock.advance(1)
    expect(result?.outcome).toBe('complete')
  })
})

test('what the cluster says is redacted before it is cut', async () => {
  await begin()
  await show(incomplete)
  const message = `${'x'.repeat(395)} hunter2 is no image`
  await showPods(
    pod(
      {},
      { status: { containerStatuses: [{ name: 'app', state: { waiting: { reason: 'InvalidImageName', message } } }] } },
    ),
  )
  expect(result?.cause?.text).toBe(`${'x'.repeat(395)} ***…`)
})

describe('failure', () => {
  test('of one workload ends it for all, at once', async () => {
    let called = 0
    await begin({ onCause: () => called++ }, ['web', 'api'])
    await show(incomplete, named(deployment(), 'api'))
    await showPods(pod({}, { status: refused }))
    expect(result).toMatchObject({
      outcome: 'failed',
      cause: { code: 'image-name-invalid', object: 'Deployment/web' },
      workloads: [{ state: 'failing' }, { state: 'complete' }],
    })
    expect(called).toBe(1)
  })

  test('is called out before the logs are read, and does not wait for them for ever', async () => {
    const order: string[] = []
    log = () => {
      order.push('log')
      return new Promise(() => undefined)
    }
    await begin({ onCause: () => order.push('cause') })
    await show(incomplete)
    await showPods(pod({ state: { terminated: { exitCode: 1, finishedAt: AFTER } }, restartCount: 1 }))
    expect(order).toEqual(['cause', 'log', 'log'])
    await clock.advance(1_999)
    expect(result).toBeUndefined()
    await clock.advance(1)
    expect(result).toMatchObject({ outcome: 'failed', cause: { code: 'crash' } })
    expect(result?.logs).toBeUndefined()
  })

  test.each([
    ['the present run while the container is down', { terminated: { exitCode: 1 } }, 'now', 'before', ['now'], false],
    ['the previous run when the container runs again', { running: {} }, 'now', 'before', ['before'], true],
    ['what there is', { terminated: { exitCode: 1 } }, '', 'before', ['before'], true],
    [
      'no word of the kubelet about lost logs',
      { terminated: { exitCode: 1 } },
      'unable to retrieve container logs for x',
      'before',
      ['before'],
      true,
    ],
  ])('shows the lines of %s', async (_, state, current, before, lines, previous) => {
    log = wanted => Promise.resolve(wanted ? before : current)
    await begin()
    await show(incomplete)
    await showPods(pod({ state, lastState: { terminated: { exitCode: 1 } }, restartCount: 2 }))
    await clock.idle()
    expect(result?.logs).toEqual({ pod: 'web-a', container: 'app', lines, previous })
  })

  test('shows each line of the program as one, without what would command the log, redacted before it is cut', async () => {
    const long = 'x'.repeat(497)
    log = wanted =>
      Promise.resolve(wanted ? '' : `x\r::set-output name=a::b\r\n\u001b[2K\u2028\tat main\n\r\n${long}hunter2\n`)
    await begin()
    await show(incomplete)
    await showPods(pod({ state: { terminated: { exitCode: 1 } }, restartCount: 2 }))
    await clock.idle()
    expect(result?.logs?.lines).toEqual(['x ::set-output name=a::b', ' [2K \tat main', `${long}***`])
  })

  test('shows no line that the limit has cut: half a secret is not known as one', async () => {
    log = wanted => Promise.resolve(wanted ? '' : `first\n${'x'.repeat(65_525)} hunt`)
    await begin()
    await show(incomplete)
    await showPods(pod({ state: { terminated: { exitCode: 1 } }, restartCount: 2 }))
    await clock.idle()
    expect(result?.logs?.lines).toEqual(['first'])
  })

  test('by a cause that often heals waits for its grace', async () => {
    const message = 'pods "web-a" is forbidden: error looking up service account shop/default'
    const conditions = [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message }]
    await begin()
    streams.replicaSets.replaced([replicaSet('rs-2', '2', { conditions })])
    await show(incomplete)
    await clock.advance(9_999)
    expect(result).toBeUndefined()
    await clock.advance(1)
    expect(result).toMatchObject({ outcome: 'failed', cause: { code: 'service-account-missing' } })
  })
})

describe('the end of the time budget', () => {
  test('names what held it up', async () => {
    await begin()
    await show(incomplete)
    await showPods(pod({ state: { running: {} } }))
    await clock.advance(60_000)
    await clock.idle()
    expect(result).toMatchObject({ outcome: 'timeout', cause: { code: 'not-ready', fatality: 'waiting' } })
  })

  test('says so where nothing is known', async () => {
    await begin()
    await clock.advance(60_000)
    expect(result).toMatchObject({ outcome: 'timeout', cause: { code: 'not-complete', object: 'Deployment/web' } })
  })

  test('lets what is complete finish its window', async () => {
    await begin()
    await clock.advance(59_000)
    await show(deployment())
    await clock.advance(5_000)
    expect(result).toBeUndefined()
    await clock.advance(5_000)
    expect(result?.outcome).toBe('complete')
  })
})

test('another template takes it over at once', async () => {
  await begin()
  await show(deployment({ metadata: { generation: 4 }, spec: { template: {} } }))
  expect(result?.outcome).toBe('taken-over')
})

test('a deleted Deployment is taken over', async () => {
  await begin()
  await show(incomplete)
  streams.deployments.changed('DELETED', incomplete)
  await clock.idle()
  expect(result?.outcome).toBe('taken-over')
})

test('an abort ends it with its own reason', async () => {
  const abort = new AbortController()
  await begin({ signal: abort.signal })
  const reason = new Error('stopped')
  abort.abort(reason)
  await clock.idle()
  expect(failure).toBe(reason)
})

test('the log has one line for each change', async () => {
  await begin()
  await show(deployment({ status: { observedGeneration: 2 } }))
  await show(incomplete)
  await show(incomplete)
  await showPods(pod({ state: { running: {} } }))
  await show(deployment())
  expect(logger.lines).toEqual([
    'info: Deployment/web: 2/2 updated, 1 available',
    'info: Deployment/web: 2/2 updated, 2 available, complete',
  ])
})
