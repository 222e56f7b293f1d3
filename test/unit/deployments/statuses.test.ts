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
  sent = 1
  readonly write = async (status: StatusUpdate): Promise<number> => {
    if (this.broken !== undefined) throw this.broken
    this.written.push(status)
    return this.sent
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

  /** Statuses whose step GitHub has not answered yet. */
  async function inFlight() {
    const it = new Double()
    const answer = Promise.withResolvers<void>()
    const step = (signal: AbortSignal) => async (status: StatusUpdate) => {
      signal.addEventListener('abort', () => answer.reject(signal.reason), { once: true })
      await answer.promise
      return it.write(status)
    }
    const statuses = new Statuses(step, { clock: it.clock, log: it.log })
    statuses.step('1')
    await it.clock.idle()
    const closing = { isOver: false, mayFollow: false }
    void statuses.close().then(({ mayFollow }) => Object.assign(closing, { isOver: true, mayFollow }))
    await it.clock.advance(1999)
    return { it, closing, answer: answer.resolve }
  }

  test('a step that is being sent is waited for: GitHub shows the last one', async () => {
    const { it, closing, answer } = await inFlight()
    expect(closing.isOver).toBe(false)
    answer()
    await it.clock.idle()
    expect(closing).toEqual({ isOver: true, mayFollow: false })
    expect(it.texts()).toEqual(['1'])
  })

  test('for two seconds: then it is given up, and may come after the end all the same', async () => {
    const { it, closing } = await inFlight()
    await it.clock.advance(1)
    expect(closing).toEqual({ isOver: true, mayFollow: true })
    expect(it.texts()).toEqual([])
    expect(it.log.lines).toEqual([])
  })

  test.each<[string, Error | undefined, number, boolean]>([
    ['written', undefined, 1, false],
    ['written, sent twice', undefined, 2, true],
    ['not answered', new UserError('github-unreachable', 'no answer within 8 s'), 1, true],
    ['refused', new UserError('github-forbidden', 'no permission'), 1, false],
    ['limited', new UserError('github-rate-limited', 'slow down'), 1, false],
    ['broken', new Error('what is that?'), 1, true],
  ])('%s: whether it may still come after the end', async (_what, broken, sent, mayFollow) => {
    const it = new Double()
    Object.assign(it, { broken, sent })
    it.statuses.step('1')
    await it.clock.idle()
    expect(await it.statuses.close()).toEqual({ mayFollow })
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
