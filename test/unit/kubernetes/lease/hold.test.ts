import { describe, expect, test } from 'vitest'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import { askForLease, type HoldAnswer } from '../../../../src/kubernetes/lease/hold.ts'
import { type Claimant, type Lease, leaseName, stepFor } from '../../../../src/kubernetes/lease/lease.ts'
import { FakeCluster } from '../../delivery/release/fake-cluster.ts'
import { HeldClock } from '../../held-clock.ts'
import { RecordingLogger } from '../../recording-logger.ts'

const KEY = { service: 'hello', environment: 'staging' }
const PAGE = 'https://github.com/acme/hello'
const SECOND = 1000

/** Run and deployment have the same number here. */
function claimant(id: number, attempt = 1, page = PAGE): Claimant {
  return { deploymentId: id, runId: id, attempt, logUrl: `${page}/actions/runs/${id}/attempts/${attempt}` }
}

class World {
  readonly clock = new HeldClock()
  readonly cluster = new FakeCluster(new RecordingLogger(), this.clock, text => text)
  readonly leases = this.cluster.leases

  ask(me: Claimant): Promise<HoldAnswer> {
    return askForLease(this.cluster, KEY, me, new AbortController().signal)
  }

  async hold(me: Claimant) {
    const answer = await this.ask(me)
    if (answer.kind !== 'held') throw new Error(`not held: ${answer.kind}`)
    return answer.hold
  }
}

describe('a service in an environment', () => {
  test('is held by one; the next one waits, told for whom and since when, until it is given back', async () => {
    const world = new World()
    const first = await world.hold(claimant(1))
    expect(await world.ask(claimant(2))).toMatchObject({
      kind: 'wait',
      holder: { deploymentId: 1, logUrl: expect.stringContaining('/runs/1/') },
      since: '1970-01-01T00:00:00.000000Z',
    })
    await first.release()
    expect(world.leases.only?.holder).toBeUndefined()
    await world.hold(claimant(2))
    expect(world.leases.only).toMatchObject({ holder: 'deployment 2, run 2, attempt 1', spec: { leaseTransitions: 2 } })
  })

  test('of those that wait the newest has it next', async () => {
    const world = new World()
    const first = await world.hold(claimant(1))
    expect(await world.ask(claimant(2))).toMatchObject({ kind: 'wait' })
    expect(await world.ask(claimant(3))).toMatchObject({ kind: 'wait' })
    expect(await world.ask(claimant(2))).toEqual({ kind: 'superseded', by: 3 })
    await first.release()
    expect(await world.ask(claimant(2))).toEqual({ kind: 'superseded', by: 3 })
    expect(await world.ask(claimant(3))).toMatchObject({ kind: 'held' })
  })

  test('an older deployment that comes late does not take the place of a newer one', async () => {
    const world = new World()
    await (await world.hold(claimant(2))).release()
    expect(await world.ask(claimant(1))).toEqual({ kind: 'superseded', by: 2 })
  })

  test('ids of another repository, or another GitHub, say nothing about age', async () => {
    const world = new World()
    await (await world.hold(claimant(900))).release()
    expect(await world.ask(claimant(5, 1, 'https://ghes.acme.example/acme/hello'))).toMatchObject({ kind: 'held' })
  })

  test('a rollback without a deployment on GitHub is as new as the newest, and older than the next', async () => {
    const world = new World()
    await (await world.hold(claimant(2))).release()
    const rollback = { ...claimant(0), runId: 7 }
    const hold = await world.hold(rollback)
    const { signal } = new AbortController()
    expect(await hold.newer(signal)).toBeUndefined()
    expect(await world.ask(claimant(1))).toEqual({ kind: 'superseded', by: 2 })
    expect(await world.ask(claimant(3))).toMatchObject({ kind: 'wait' })
    expect(await hold.newer(signal)).toBe(3)
    await hold.release()
    expect(await world.ask(claimant(3))).toMatchObject({ kind: 'held' })
  })

  test('what waits does not prolong the time of the holder', async () => {
    const world = new World()
    await world.hold(claimant(1))
    await world.clock.advance(10 * SECOND)
    await world.ask(claimant(2))
    expect(world.leases.only?.spec).toMatchObject({ renewTime: '1970-01-01T00:00:00.000000Z' })
  })

  test('a reply that was lost changes nothing', async () => {
    const world = new World()
    await world.hold(claimant(1))
    expect(await world.ask(claimant(1))).toMatchObject({ kind: 'held' })
  })
})

describe('a holder', () => {
  test('goes on as long as it renews, also while others announce that they wait', async () => {
    const world = new World()
    const hold = await world.hold(claimant(1))
    for (let minute = 0; minute < 20; minute++) {
      await world.ask(claimant(2 + minute))
      await world.clock.advance(15 * SECOND)
    }
    expect(hold.lost.aborted).toBe(false)
    expect(world.leases.only?.spec).toMatchObject({ renewTime: '1970-01-01T00:05:00.000000Z' })
    expect(await world.ask(claimant(50))).toMatchObject({ kind: 'wait', holder: { deploymentId: 1 } })
  })

  test('renews by the clock of the server', async () => {
    const world = new World()
    await world.hold(claimant(1))
    for (const seconds of [15, 30, 45]) {
      await world.clock.advance(15 * SECOND)
      expect(world.leases.only?.spec).toMatchObject({ renewTime: `1970-01-01T00:00:${seconds}.000000Z` })
    }
  })

  test('that is killed is missed: not before its time is over, then taken over', async () => {
    const world = new World()
    const hold = await world.hold(claimant(1))
    world.leases.broken = new KubernetesError(0, 'Transport', 'gone')
    for (let at = 0; at < 4; at++) await world.clock.advance(15 * SECOND)
    world.leases.broken = undefined
    // It does not write any more before the others may.
    expect(hold.lost.aborted).toBe(true)
    expect(await world.ask(claimant(2))).toMatchObject({ kind: 'wait' })
    await world.clock.advance(6 * SECOND)
    expect(await world.ask(claimant(2))).toMatchObject({ kind: 'held' })
  })

  test('that has lost it does not renew it any more, though the cluster answers again', async () => {
    const world = new World()
    const hold = await world.hold(claimant(1))
    world.leases.broken = new KubernetesError(0, 'Transport', 'gone')
    for (let at = 0; at < 4; at++) await world.clock.advance(15 * SECOND)
    expect(hold.lost.aborted).toBe(true)
    world.leases.broken = undefined
    const { writes } = world.leases
    for (let at = 0; at < 4; at++) await world.clock.advance(15 * SECOND)
    expect(world.leases.writes).toBe(writes)
    expect(await world.ask(claimant(2))).toMatchObject({ kind: 'held' })
  })

  test('is given back although others write to its lease meanwhile', async () => {
    const world = new World()
    const hold = await world.hold(claimant(1))
    world.leases.conflicts = 9
    await hold.release()
    expect(await world.ask(claimant(2))).toMatchObject({ kind: 'held' })
  })

  test('whose lease was taken stops, and does not give back what is another’s', async () => {
    const world = new World()
    const hold = await world.hold(claimant(1))
    await world.clock.idle()
    const [path = '', lease] = [...world.leases.byPath][0] ?? []
    world.leases.replace(path, { ...lease, metadata: { ...lease?.metadata, annotations: {} } })
    await world.clock.advance(15 * SECOND)
    expect(hold.lost.reason).toMatchObject({ reason: 'hold-lost', message: expect.stringContaining('was taken') })
    const writes = world.leases.writes
    await hold.release()
    expect(world.leases.writes).toBe(writes)
  })
})

describe('no lease', () => {
  test.each([
    [403, 'Forbidden', 'leases is forbidden'],
    [404, 'NotFound', 'namespaces "shop" not found'],
  ])('%i: unavailable', async (code, reason, message) => {
    const world = new World()
    world.cluster.client.create = () => Promise.reject(new KubernetesError(code, reason, message))
    expect(await world.ask(claimant(1))).toEqual({ kind: 'unavailable', why: message })
  })

  test('it may be created but not renewed: unavailable from the start, not lost half-way', async () => {
    const world = new World()
    world.cluster.client.replace = () => Promise.reject(new KubernetesError(403, 'Forbidden', 'no'))
    expect(await world.ask(claimant(1))).toMatchObject({ kind: 'unavailable' })
  })

  test('the cluster does not answer: an error', async () => {
    const world = new World()
    world.leases.broken = new KubernetesError(0, 'Transport', 'gone')
    await expect(world.ask(claimant(1))).rejects.toMatchObject({ reason: 'cluster-unreachable' })
  })
})

describe('stepFor', () => {
  const lease = (more: Partial<Lease>): Lease => ({
    ...{ resourceVersion: '1', holder: claimant(1), since: '', until: 60_000, transitions: 1 },
    newest: { deploymentId: 1, repository: PAGE },
    ...more,
  })

  test.each<[string, Claimant, Partial<Lease>, string]>([
    ['its own', claimant(1), {}, 'keep'],
    ['an earlier attempt of its run, which is over', claimant(1, 2), {}, 'take'],
    ['a later attempt', claimant(1, 1), { holder: claimant(1, 2) }, 'wait'],
    ['nobody', claimant(2), { holder: undefined }, 'take'],
    ['over by some seconds: the clocks of servers differ', claimant(2), { until: -4_000 }, 'wait'],
    ['over', claimant(2), { until: -6_000 }, 'take'],
    [
      'over, but a newer one waits',
      claimant(2),
      { until: -6_000, newest: { deploymentId: 3, repository: PAGE } },
      'superseded',
    ],
  ])('%s: %s', (_what, me, more, expected) => {
    expect(stepFor(me, lease(more), 0).kind).toBe(expected)
  })
})

test('names: valid, and different for different keys', () => {
  const names = [
    ['hello', 'staging'],
    ['hello-staging', ''],
    ['hello', 'Prod / EU'],
    ['hello', 'prod-eu'],
    ['x'.repeat(63), 'ü'.repeat(255)],
  ].map(([service = '', environment = '']) => leaseName({ service, environment }))
  for (const name of names) expect(name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/)
  expect(new Set(names).size).toBe(names.length)
  // GitHub takes environments that differ in case only for the same.
  expect(leaseName({ service: 'hello', environment: 'Staging' })).toBe(leaseName(KEY))
})
