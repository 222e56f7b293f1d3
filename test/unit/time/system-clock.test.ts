import { expect, test } from 'vitest'
import { machineClock, systemClock } from '../../../src/time/system-clock.ts'

test('a sleep that is aborted rejects with the reason given', async () => {
  const stop = new AbortController()
  const sleeping = systemClock.sleep(60_000, stop.signal)
  stop.abort(new Error('this run was stopped'))
  await expect(sleeping).rejects.toThrow('this run was stopped')
  await expect(systemClock.sleep(0, stop.signal)).rejects.toThrow('this run was stopped')
})

test('a sleep that is not aborted resolves', async () => {
  await expect(systemClock.sleep(1)).resolves.toBeUndefined()
})

test.each([15_000, 3_600_000, -3_600_000])('the time of day is set by %i ms meanwhile: durations stay true', step => {
  const time = { wall: Date.UTC(2026, 0, 5), steady: 1234.4 }
  const clock = machineClock({ wall: () => time.wall, steady: () => time.steady })
  expect(clock.now()).toBe(Date.UTC(2026, 0, 5))
  const started = clock.now()
  time.steady += 500
  time.wall += 500 + step
  expect(clock.now() - started).toBe(500)
})
