import { beforeEach, describe, expect, test } from 'vitest'
import { deployment } from '../workload-facts.ts'
import { Following } from './following.ts'

let it: Following
beforeEach(() => {
  it = new Following()
})

describe('streams that break', () => {
  const KINDS = ['deployments', 'replicaSets', 'pods'] as const

  test.each(KINDS)('of %s: the window does not pass while no stream is open, and starts again', async kind => {
    await it.begin()
    await it.show(deployment())
    await it.clock.advance(9_000)
    it[kind].interrupted('gone')
    await it.clock.advance(20_000)
    expect(it.result).toBeUndefined()
    it[kind].opened()
    await it.clock.advance(9_999)
    expect(it.result).toBeUndefined()
    await it.clock.advance(1)
    expect(it.result?.outcome).toBe('complete')
  })

  test('and recover at once start it again, too', async () => {
    await it.begin()
    await it.show(deployment())
    await it.clock.advance(9_000)
    it.pods.interrupted('gone')
    it.pods.opened()
    await it.clock.advance(9_999)
    expect(it.result).toBeUndefined()
    await it.clock.advance(1)
    expect(it.result?.outcome).toBe('complete')
  })

  test('for good end with the time, and the cause is the silence', async () => {
    await it.begin()
    await it.show(deployment())
    it.pods.interrupted('gone')
    await it.clock.advance(60_000)
    expect(it.result).toBeUndefined()
    await it.clock.advance(10_000)
    expect(it.result).toMatchObject({
      outcome: 'timeout',
      cause: {
        code: 'cluster-watch-lost',
        object: 'Deployment/web',
        text: 'the watch connection to the cluster has been lost for 70 s',
      },
    })
  })

  test('are logged once while they are lost', async () => {
    const lost = 'info: Lost the watch connection; reconnecting'
    await it.begin()
    it.pods.interrupted('gone')
    await it.clock.idle()
    it.pods.interrupted('gone again')
    await it.clock.idle()
    expect(it.log.lines.filter(line => line === lost)).toHaveLength(1)
    it.pods.opened()
    await it.clock.idle()
    it.pods.interrupted('gone')
    await it.clock.idle()
    expect(it.log.lines.filter(line => line === lost)).toHaveLength(2)
  })

  test('of events hold up nothing', async () => {
    await it.begin()
    await it.show(deployment())
    it.streams.events.interrupted('gone')
    await it.clock.advance(10_000)
    expect(it.result?.outcome).toBe('complete')
  })

  test('are not those that the server ends: the window goes on, but ends only when what was missed has arrived', async () => {
    await it.begin()
    await it.show(deployment())
    await it.clock.advance(9_900)
    it.deployments.ended()
    await it.clock.advance(100)
    expect(it.result).toBeUndefined()
    it.deployments.opened()
    await it.clock.advance(999)
    expect(it.result).toBeUndefined()
    await it.clock.advance(1)
    expect(it.result?.outcome).toBe('complete')
  })
})
