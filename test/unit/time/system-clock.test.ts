import { expect, test } from 'vitest'
import { systemClock } from '../../../src/time/system-clock.ts'

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
