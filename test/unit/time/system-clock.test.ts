import { expect, test } from 'vitest'
import { systemClock } from '../../../src/time/system-clock.ts'

test('a sleep that is aborted rejects with the reason given', async () => {
  const stop = new AbortController()
  const sleeping = systemClock.sleep(60_000, stop.signal)
  stop.abort(new Error('somebody stopped this run'))
  await expect(sleeping).rejects.toThrow('somebody stopped this run')
  await expect(systemClock.sleep(0, stop.signal)).rejects.toThrow('somebody stopped this run')
})

test('a sleep that nobody aborts resolves', async () => {
  await expect(systemClock.sleep(1)).resolves.toBeUndefined()
})
