import { beforeEach, describe, expect, test } from 'vitest'
import type { Pod } from '../../../../src/kubernetes/api/pods-and-events.ts'
import { type Deployment, deploymentKind } from '../../../../src/kubernetes/kinds/deployment.ts'
import type { FollowedKind } from '../../../../src/kubernetes/kinds/followed-kind.ts'
import { AFTER, deployment, OUR_FIELDS, pod, replicaSet, target } from '../workload-facts.ts'
import { Following, incomplete } from './following.ts'

let it: Following
beforeEach(() => {
  it = new Following()
})

const REFUSED: Pod['status'] = {
  containerStatuses: [{ name: 'app', state: { waiting: { reason: 'InvalidImageName' } } }],
}
const named = (one: Deployment, name: string): Deployment => ({ ...one, metadata: { ...one.metadata, name } })

describe('success', () => {
  test('comes only after the stability window', async () => {
    await it.begin()
    await it.show(deployment())
    await it.clock.advance(9_999)
    expect(it.result).toBeUndefined()
    await it.clock.advance(1)
    expect(it.result).toMatchObject({ outcome: 'complete', workloads: [{ seconds: 0, state: 'complete' }] })
  })

  test('begins its window anew after a loss', async () => {
    await it.begin()
    await it.show(deployment())
    await it.clock.advance(9_000)
    await it.show(incomplete)
    await it.show(deployment())
    await it.clock.advance(9_000)
    expect(it.result).toBeUndefined()
    await it.clock.advance(1_000)
    expect(it.result?.outcome).toBe('complete')
  })

  test('begins its window anew after a restart that heals at once', async () => {
    await it.begin()
    await it.show(deployment())
    await it.showPods(pod({ ready: true, state: { running: {} } }))
    await it.clock.advance(9_000)
    await it.showPods(pod({ ready: true, state: { running: {} }, restartCount: 1 }))
    await it.clock.advance(9_000)
    expect(it.result).toBeUndefined()
    await it.clock.advance(1_000)
    expect(it.result?.outcome).toBe('complete')
  })

  describe('of a kind that counts no generations', () => {
    const kind: FollowedKind = { ...deploymentKind, settlesAfterMs: 17_000 }
    const object = (creationTimestamp: string) => ({
      ...target.object,
      metadata: { ...target.object.metadata, creationTimestamp },
    })
    const before = object(new Date(target.at - 60_000).toISOString())

    test('comes only when its controller has looked again at what was changed', async () => {
      await it.begin({}, ['web'], { kind, object: before, unchanged: false })
      await it.show(deployment())
      await it.clock.advance(16_999)
      expect(it.result).toBeUndefined()
      await it.clock.advance(1)
      expect(it.result?.outcome).toBe('complete')
    })

    test('a time limit within that time is no reason to fail', async () => {
      await it.begin({ timeoutMs: 2_000, stableForMs: 1_000 }, ['web'], { kind, object: before, unchanged: false })
      await it.show(deployment())
      await it.clock.advance(17_000)
      expect(it.result?.outcome).toBe('complete')
    })

    test.each([
      ['that nothing was changed in', { object: before, unchanged: true }],
      ['that is new', { object: object(new Date(target.at).toISOString()), unchanged: false }],
    ])('an object %s needs no more than the window', async (_what, of) => {
      await it.begin({}, ['web'], { kind, ...of })
      await it.show(deployment())
      await it.clock.advance(10_000)
      expect(it.result?.outcome).toBe('complete')
    })
  })

  test('needs every workload', async () => {
    await it.begin({ stableForMs: 0 }, ['web', 'api'])
    await it.show(deployment())
    expect(it.result).toBeUndefined()
    await it.show(named(deployment(), 'api'))
    expect(it.result?.outcome).toBe('complete')
  })

  test('of many workloads is looked for in the changes of a moment together', async () => {
    const names = Array.from({ length: 21 }, (_, index) => `web-${index}`)
    await it.begin({ stableForMs: 0 }, names)
    await it.show(...names.map(name => named(deployment(), name)))
    await it.clock.advance(99)
    expect(it.result).toBeUndefined()
    await it.clock.advance(1)
    expect(it.result?.outcome).toBe('complete')
  })

  test('needs nothing where nothing is followed', async () => {
    await it.begin({}, [])
    expect(it.result).toMatchObject({ outcome: 'complete', workloads: [] })
  })
})

test('what the cluster says is redacted before it is cut', async () => {
  await it.begin()
  await it.show(incomplete)
  const message = `${'x'.repeat(395)} hunter2 is no image`
  await it.showPods(
    pod(
      {},
      { status: { containerStatuses: [{ name: 'app', state: { waiting: { reason: 'InvalidImageName', message } } }] } },
    ),
  )
  expect(it.result?.cause?.text).toBe(`${'x'.repeat(395)} ***…`)
})

describe('failure', () => {
  test('of one workload ends it for all, at once', async () => {
    await it.begin({}, ['web', 'api'])
    await it.show(incomplete, named(deployment(), 'api'))
    await it.showPods(pod({}, { status: REFUSED }))
    expect(it.result).toMatchObject({
      outcome: 'failed',
      cause: { code: 'image-name-invalid', object: 'Deployment/web' },
      workloads: [{ state: 'failing' }, { state: 'complete' }],
    })
  })

  test('is logged before the logs are read, and does not wait for them for ever', async () => {
    const logged: boolean[] = []
    it.containerLog = () => {
      logged.push(it.log.lines.some(line => line.includes('crash: exited with code 1')))
      return new Promise(() => undefined)
    }
    await it.begin()
    await it.show(incomplete)
    await it.showPods(pod({ state: { terminated: { exitCode: 1, finishedAt: AFTER } }, restartCount: 1 }))
    expect(logged).toEqual([true, true])
    await it.clock.advance(1_999)
    expect(it.result).toBeUndefined()
    await it.clock.advance(1)
    expect(it.result).toMatchObject({ outcome: 'failed', cause: { code: 'crash' } })
    expect(it.result?.logs).toBeUndefined()
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
    it.containerLog = wanted => Promise.resolve(wanted ? before : current)
    await it.begin()
    await it.show(incomplete)
    await it.showPods(pod({ state, lastState: { terminated: { exitCode: 1 } }, restartCount: 2 }))
    await it.clock.idle()
    expect(it.result?.logs).toEqual({ pod: 'web-a', container: 'app', lines, previous })
  })

  test('shows each line of the program as one, without what would command the log, redacted before it is cut', async () => {
    const long = 'x'.repeat(497)
    it.containerLog = wanted =>
      Promise.resolve(wanted ? '' : `x\r::set-output name=a::b\r\n\u001b[2K\u2028\tat main\n\r\n${long}hunter2\n`)
    await it.begin()
    await it.show(incomplete)
    await it.showPods(pod({ state: { terminated: { exitCode: 1 } }, restartCount: 2 }))
    await it.clock.idle()
    expect(it.result?.logs?.lines).toEqual(['x ::set-output name=a::b', ' [2K \tat main', `${long}***`])
  })

  test('shows no line that the limit has cut: half a secret is not known as one', async () => {
    it.containerLog = wanted => Promise.resolve(wanted ? '' : `first\n${'x'.repeat(65_525)} hunt`)
    await it.begin()
    await it.show(incomplete)
    await it.showPods(pod({ state: { terminated: { exitCode: 1 } }, restartCount: 2 }))
    await it.clock.idle()
    expect(it.result?.logs?.lines).toEqual(['first'])
  })

  test('by a cause that often heals waits for its grace', async () => {
    const message = 'pods "web-a" is forbidden: error looking up service account shop/default'
    const conditions = [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message }]
    await it.begin()
    it.replicaSets.replaced([replicaSet('rs-2', '2', { conditions })])
    await it.show(incomplete)
    await it.clock.advance(9_999)
    expect(it.result).toBeUndefined()
    await it.clock.advance(1)
    expect(it.result).toMatchObject({ outcome: 'failed', cause: { code: 'service-account-missing' } })
  })
})

describe('the end of the time budget', () => {
  test('names what held it up', async () => {
    await it.begin()
    await it.show(incomplete)
    await it.showPods(pod({ state: { running: {} } }))
    await it.clock.advance(60_000)
    await it.clock.idle()
    expect(it.result).toMatchObject({ outcome: 'timeout', cause: { code: 'not-ready', fatality: 'waiting' } })
  })

  test('says so where nothing is known', async () => {
    await it.begin()
    await it.clock.advance(60_000)
    expect(it.result).toMatchObject({ outcome: 'timeout', cause: { code: 'not-complete', object: 'Deployment/web' } })
  })

  test('lets what is complete finish its window', async () => {
    await it.begin()
    await it.clock.advance(59_000)
    await it.show(deployment())
    await it.clock.advance(5_000)
    expect(it.result).toBeUndefined()
    await it.clock.advance(5_000)
    expect(it.result?.outcome).toBe('complete')
  })
})

test('another template takes it over at once', async () => {
  await it.begin()
  await it.show(deployment({ metadata: { generation: 4 }, spec: { template: {} }, status: { observedGeneration: 4 } }))
  expect(it.result).toMatchObject({
    outcome: 'taken-over',
    workloads: [{ text: expect.stringContaining('spec.template.spec.containers[name=app]'), desired: 2, available: 2 }],
  })
})

test('a deleted Deployment is not called changed, and no number of pods is given', async () => {
  await it.begin()
  await it.show(incomplete)
  it.deployments.changed('DELETED', incomplete)
  await it.clock.idle()
  expect(it.result).toMatchObject({
    outcome: 'taken-over',
    workloads: [{ text: 'deleted, or its labels removed, by another client' }],
  })
  expect(it.result?.workloads[0]).not.toHaveProperty('available')
})

test('a Deployment that another deployment of ours changes is superseded', async () => {
  await it.begin()
  const image = { spec: { containers: [{ name: 'app', image: 'web:2' }] } }
  const metadata = { generation: 4, managedFields: [OUR_FIELDS] }
  await it.show(deployment({ metadata, spec: { template: image } }))
  expect(it.result?.outcome).toBe('superseded')
})

test('an abort ends it with its own reason', async () => {
  const abort = new AbortController()
  await it.begin({ signal: abort.signal })
  const reason = new Error('stopped')
  abort.abort(reason)
  await it.clock.idle()
  expect(it.failure).toBe(reason)
})

test('the log has one line for each change', async () => {
  await it.begin()
  await it.show(deployment({ status: { observedGeneration: 2 } }))
  await it.show(incomplete)
  await it.show(incomplete)
  await it.showPods(pod({ state: { running: {} } }))
  await it.show(deployment())
  expect(it.log.lines).toEqual([
    'info: Deployment/web: 2/2 updated, 1 available',
    'info: Deployment/web: 2/2 updated, 2 available, complete',
  ])
})
