import { describe, expect, test } from 'vitest'
import { Statuses, type StatusUpdate } from '../../../src/deployments/statuses.ts'
import { UserError } from '../../../src/errors.ts'
import { HeldClock } from '../held-clock.ts'
import { RecordingLogger } from '../recording-logger.ts'

class Double {
  readonly clock = new HeldClock()
  readonly log = new RecordingLogger()
  readonly written: StatusUpdate[] = []
  broken: Error | undefined
  readonly write = async (status: StatusUpdate): Promise<void> => {
    if (this.broken !== undefined) throw this.broken
    this.written.push(status)
  }
  readonly statuses = new Statuses(() => this.write, { clock: this.clock, log: this.log })
  texts(): string[] {
    return this.written.map(({ description }) => description)
  }
}

describe('statuses', () => {
  test('the first is written at once, steps within a second as one', async () => {
    const it = new Double()
    it.statuses.step('1')
    it.statuses.step('2')
    it.statuses.step('3')
    await it.clock.idle()
    expect(it.texts()).toEqual(['3'])
    it.statuses.step('4')
    it.statuses.step('5')
    await it.clock.advance(999)
    expect(it.texts()).toEqual(['3'])
    await it.clock.advance(1)
    expect(it.texts()).toEqual(['3', '5'])
  })

  test('what has not been written when the end comes is given up', async () => {
    const it = new Double()
    it.statuses.step('1')
    await it.clock.idle()
    it.statuses.step('2')
    await it.statuses.close()
    expect(it.written).toEqual([{ state: 'in_progress', description: '1' }])
  })

  test('never more than five, and the end', async () => {
    const it = new Double()
    for (let step = 1; step <= 20; step += 1) {
      it.statuses.step(String(step))
      await it.clock.advance(1000)
    }
    expect(it.texts()).toEqual(['1', '2', '3', '4', '5'])
  })

  test('what holds the deployment up has three of its own, for slow steps use up the others', async () => {
    const it = new Double()
    for (let step = 1; step <= 7; step += 1) {
      it.statuses.step(String(step))
      await it.clock.advance(1000)
    }
    for (let cause = 1; cause <= 5; cause += 1) {
      it.statuses.failing(`Failing: ${cause}`)
      await it.clock.advance(1000)
    }
    expect(it.texts().slice(5)).toEqual(['Failing: 1', 'Failing: 2', 'Failing: 3'])
  })

  test('what holds it up within a second after a step takes its place', async () => {
    const it = new Double()
    it.statuses.step('1')
    await it.clock.idle()
    it.statuses.step('2')
    it.statuses.failing('Failing: x')
    await it.clock.advance(1000)
    expect(it.texts()).toEqual(['1', 'Failing: x'])
  })

  test('a step that cannot be written is a warning', async () => {
    const it = new Double()
    it.broken = new Error('GitHub is down')
    it.statuses.step('1')
    await it.clock.idle()
    expect(it.log.lines).toEqual(['warning: The status "1" could not be written: GitHub is down'])
  })

  test('what the step before has written counts', async () => {
    const it = new Double()
    it.statuses.alreadyWritten(1)
    for (let step = 1; step <= 20; step += 1) {
      it.statuses.step(String(step))
      await it.clock.advance(1000)
    }
    expect(it.texts()).toEqual(['1', '2', '3', '4'])
  })

  test('a step that is still being tried is given up when the end comes', async () => {
    const it = new Double()
    const step = (signal: AbortSignal) => () =>
      new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
    const statuses = new Statuses(step, { clock: it.clock, log: it.log })
    statuses.step('1')
    await it.clock.idle()
    await statuses.close()
    expect(it.texts()).toEqual([])
    expect(it.log.lines).toEqual([])
  })

  test('a step that cannot be called back is written before the end: GitHub shows the last one', async () => {
    const it = new Double()
    const { promise, resolve } = Promise.withResolvers<void>()
    const step = () => async (status: StatusUpdate) => {
      await promise
      it.written.push(status)
    }
    const statuses = new Statuses(step, { clock: it.clock, log: it.log })
    statuses.step('1')
    await it.clock.idle()
    let isClosed = false
    const closed = statuses.close().then(() => {
      isClosed = true
    })
    await it.clock.idle()
    expect(isClosed).toBe(false)
    resolve()
    await closed
    expect(it.texts()).toEqual(['1'])
  })

  test('once GitHub has limited the writes, what is left of them is for the ends', async () => {
    const it = new Double()
    it.broken = new UserError('github-rate-limited', 'slow down')
    it.statuses.step('1')
    await it.clock.idle()
    it.broken = undefined
    it.statuses.step('2')
    await it.clock.advance(1000)
    expect(it.texts()).toEqual([])
    expect(it.log.lines).toEqual(['warning: The status "1" could not be written: slow down'])
  })

  test('claimed: when the first is written, not the ones after it', async () => {
    const it = new Double()
    it.statuses.step('1')
    it.statuses.step('2')
    await it.statuses.claimed()
    expect(it.texts()).toEqual(['2'])
    it.statuses.step('3')
    await it.statuses.claimed()
    expect(it.texts()).toEqual(['2'])
  })
})
