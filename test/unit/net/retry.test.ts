import { expect, test } from 'vitest'
import { AttemptTimeout, backoff, type RetryPolicy, retry, withTimeLimit } from '../../../src/net/retry.ts'

function clockAt(start: number) {
  const slept: number[] = []
  let now = start
  const sleep = async (ms: number, signal?: AbortSignal) => {
    signal?.throwIfAborted()
    slept.push(ms)
    now += ms
  }
  return { slept, now: () => now, sleep }
}

const thrice: RetryPolicy = (thrown, { tries }) =>
  tries < 3
    ? { kind: 'retry', wait: backoff(100, tries) }
    : { kind: 'give-up', error: new Error('gave up', { cause: thrown }) }

test('the first attempt that resolves is the answer', async () => {
  const clock = clockAt(0)
  const answer = retry(async tries => (tries < 3 ? Promise.reject(new Error('busy')) : tries), thrice, { clock })
  await expect(answer).resolves.toBe(3)
  expect(clock.slept).toEqual([100, 200])
})

test('what the policy gives up with is thrown, and nothing is sent after it', async () => {
  const clock = clockAt(0)
  let attempts = 0
  const answer = retry(
    async () => {
      attempts += 1
      throw new Error('down')
    },
    thrice,
    { clock },
  )
  await expect(answer).rejects.toMatchObject({ message: 'gave up', cause: { message: 'down' } })
  expect([attempts, clock.slept]).toEqual([3, [100, 200]])
})

test('the policy decides by the time since the request was made', async () => {
  const clock = clockAt(5000)
  const failures: unknown[] = []
  const policy: RetryPolicy = (error, failed) => {
    failures.push(failed)
    return failed.tries < 2 ? { kind: 'retry', wait: 300 } : { kind: 'give-up', error }
  }
  await retry(() => Promise.reject(new Error('down')), policy, { clock, started: 4000 }).catch(() => {})
  expect(failures).toEqual([
    { tries: 1, elapsed: 1000, now: 5000 },
    { tries: 2, elapsed: 1300, now: 5300 },
  ])
})

test('an aborted signal ends it with its reason, whatever the policy says', async () => {
  const stop = new AbortController()
  const attempt = async () => {
    stop.abort(new Error('stopped'))
    throw new Error('connection lost')
  }
  const options = { clock: clockAt(0), signal: stop.signal }
  await expect(retry(attempt, thrice, options)).rejects.toThrow('stopped')
  await expect(retry(() => Promise.resolve(1), thrice, options)).rejects.toThrow('stopped')
})

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

test('an attempt that takes longer than its limit is a timeout', async () => {
  const error = await withTimeLimit(5, undefined, untilAborted).catch(thrown => thrown)
  expect(error).toBeInstanceOf(AttemptTimeout)
  expect(error.message).toBe('no answer within 0.005 s')
})

test('an attempt that is aborted is none', async () => {
  const stop = new AbortController()
  const ended = withTimeLimit(60_000, stop.signal, untilAborted)
  stop.abort(new Error('stopped'))
  await expect(ended).rejects.toThrow('stopped')
})

test('any other failure of an attempt is thrown as it is', async () => {
  await expect(withTimeLimit(60_000, undefined, () => Promise.reject(new Error('reset')))).rejects.toThrow('reset')
})
