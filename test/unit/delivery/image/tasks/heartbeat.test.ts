import { expect, test } from 'vitest'
import { logHeartbeats } from '../../../../../src/delivery/image/tasks/heartbeat.ts'
import { HeldClock } from '../../../held-clock.ts'

const reason = new Error('all tasks have ended')

test('ends with the tasks, without an error', async () => {
  const ended = new AbortController()
  const clock = new HeldClock()
  const said: string[] = []
  const saying = logHeartbeats(
    clock,
    () => [],
    line => said.push(line),
    text => text,
    ended.signal,
  )
  await clock.advance(10_000)
  ended.abort(reason)
  await saying
  expect(said).toEqual([])
})

test('what goes wrong in it is not kept silent', async () => {
  const clock = new HeldClock()
  const wrong = new Error('no task')
  const saying = logHeartbeats(
    clock,
    () => {
      throw wrong
    },
    () => undefined,
    text => text,
    new AbortController().signal,
  )
  const failed = expect(saying).rejects.toBe(wrong)
  await clock.advance(10_000)
  await failed
})
