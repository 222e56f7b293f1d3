import { expect, test } from 'vitest'
import { StreamHealth, type StreamState } from '../../../../src/kubernetes/rollout/stream-health.ts'
import { RecordingLogger } from '../../recording-logger.ts'

const OPEN: StreamState = { connected: true, lost: false, interruptions: 0 }
const LOST: StreamState = { connected: false, lost: true, interruptions: 1 }
const BACK: StreamState = { connected: true, lost: false, interruptions: 1 }

function health() {
  const log = new RecordingLogger()
  return { log, it: new StreamHealth(log) }
}

test('nothing is up to date before the streams are open', () => {
  const { it } = health()
  expect([it.isUpToDate(0), it.uninterruptedSince]).toEqual([false, Number.POSITIVE_INFINITY])
  it.update([OPEN, OPEN], 5)
  expect([it.isUpToDate(5), it.uninterruptedSince, it.lostSince]).toEqual([true, 5, undefined])
})

test('one lost stream is said once; what was complete counts from when it is back', () => {
  const { it, log } = health()
  it.update([OPEN, OPEN], 0)
  it.update([OPEN, LOST], 10)
  it.update([OPEN, LOST], 20)
  expect([it.isUpToDate(20), it.uninterruptedSince, it.lostSince]).toEqual([false, Number.POSITIVE_INFINITY, 10])
  expect(log.lines).toEqual(['info: Lost the watch connection; reconnecting'])
  it.update([OPEN, BACK], 30)
  expect([it.uninterruptedSince, it.lostSince]).toEqual([30, undefined])
})

test('a break that healed between two updates is a break all the same', () => {
  const { it } = health()
  it.update([OPEN], 0)
  it.update([BACK], 10)
  expect(it.uninterruptedSince).toBe(10)
})

test('a stream that was closed without a break is up to date a second after it is open again', () => {
  const { it } = health()
  it.update([OPEN], 0)
  it.update([{ ...OPEN, connected: false }], 10)
  expect(it.isUpToDate(10)).toBe(false)
  it.update([OPEN], 20)
  expect([it.isUpToDate(20), it.upToDateAt, it.isUpToDate(1_020)]).toEqual([false, 1_020, true])
})
