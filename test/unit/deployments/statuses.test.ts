import { describe, expect, test } from 'vitest'
import { Statuses, type StatusUpdate } from '../../../src/deployments/statuses.ts'
import { HeldClock } from '../held-clock.ts'
import { RecordingLogger } from '../recording-logger.ts'

class Double {
  readonly clock = new HeldClock()
  readonly log = new RecordingLogger()
  readonly written: StatusUpdate[] = []
  broken = false
  readonly write = async (status: StatusUpdate): Promise<void> => {
    if (this.broken) throw new Error('GitHub is down')
    this.written.push(status)
  }
  readonly statuses = new Statuses({ step: () => this.write, end: this.write }, { clock: this.clock, log: this.log })
  texts(): string[] {
    return this.written.map(({ description }) => description)
  }
}

const success: StatusUpdate = { state: 'success', description: 'done' }

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

  test('the end does not wait for a step that has not been written', async () => {
    const it = new Double()
    it.statuses.step('1')
    await it.clock.idle()
    it.statuses.step('2')
    await it.statuses.end(success)
    expect(it.written).toEqual([{ state: 'in_progress', description: '1' }, success])
  })

  test('never more than six', async () => {
    const it = new Double()
    for (let step = 1; step <= 20; step += 1) {
      it.statuses.step(String(step))
      await it.clock.advance(1000)
    }
    await it.statuses.end(success)
    expect(it.texts()).toEqual(['1', '2', '3', '4', '5', 'done'])
  })

  test('a step that cannot be written is a warning, an end that cannot is not', async () => {
    const it = new Double()
    it.broken = true
    it.statuses.step('1')
    await it.clock.idle()
    expect(it.log.lines).toEqual(['warning: The status "1" could not be written: GitHub is down'])
    await expect(it.statuses.end(success)).rejects.toThrow('GitHub is down')
  })

  test('what the step before has written counts', async () => {
    const it = new Double()
    it.statuses.alreadyWritten(1)
    for (let step = 1; step <= 20; step += 1) {
      it.statuses.step(String(step))
      await it.clock.advance(1000)
    }
    await it.statuses.end(success)
    expect(it.texts()).toEqual(['1', '2', '3', '4', 'done'])
  })

  test('a step that is still being tried is given up when the end comes', async () => {
    const it = new Double()
    const step = (signal: AbortSignal) => () =>
      new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
    const statuses = new Statuses({ step, end: it.write }, { clock: it.clock, log: it.log })
    statuses.step('1')
    await it.clock.idle()
    await statuses.end(success)
    expect(it.texts()).toEqual(['done'])
    expect(it.log.lines).toEqual([])
  })

  test('a step that cannot be called back is written before the end: GitHub shows the last one', async () => {
    const it = new Double()
    const { promise, resolve } = Promise.withResolvers<void>()
    const step = () => async (status: StatusUpdate) => {
      await promise
      it.written.push(status)
    }
    const statuses = new Statuses({ step, end: it.write }, { clock: it.clock, log: it.log })
    statuses.step('1')
    await it.clock.idle()
    const ended = statuses.end(success)
    await it.clock.idle()
    expect(it.texts()).toEqual([])
    resolve()
    await ended
    expect(it.texts()).toEqual(['1', 'done'])
  })

  test('the end alone is written too', async () => {
    const it = new Double()
    await it.statuses.end(success)
    expect(it.texts()).toEqual(['done'])
  })
})
