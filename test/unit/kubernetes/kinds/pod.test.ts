import { expect, test } from 'vitest'
import { podKind } from '../../../../src/kubernetes/kinds/pod.ts'
import { BEFORE, judged, podOf } from './judged.ts'

/** Here the pod is the workload. */
const judge = (change: Parameters<typeof podOf>[0]) => {
  const { spec = {}, status = {} } = podOf(change)
  return judged(podKind, { spec, status })
}
const ended = (exitCode: number) => [{ name: 'app', state: { terminated: { exitCode, reason: 'x' } } }]
const NEVER = { restartPolicy: 'Never' }

test.each([
  ['ready', {}, 'complete', 'ready', []],
  ['running, not ready', { ready: false }, 'progressing', 'running', ['not-ready waiting']],
  ['done', { spec: NEVER, status: { phase: 'Succeeded', containerStatuses: ended(0) } }, 'complete', 'succeeded', []],
  ['waiting for a node', { status: { phase: 'Pending', containerStatuses: [] } }, 'progressing', 'pending', []],
  [
    'failed, and nothing starts it again',
    { spec: NEVER, status: { phase: 'Failed', containerStatuses: ended(2) } },
    'failing',
    'failed',
    ['crash fatal', 'pod-failed fatal'],
  ],
  [
    'evicted',
    { status: { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory' } },
    'failing',
    'failed',
    ['pod-evicted fatal', 'pod-failed fatal'],
  ],
])('%s', (_, shown, state, text, causes) => {
  expect(judge(shown)).toMatchObject({ state, text, causes })
})

test('a changed image is not running before the kubelet has seen it', () => {
  const { status = {} } = podOf({})
  const judgeSeen = (observedGeneration: number) => judged(podKind, { status: { ...status, observedGeneration } }).state
  expect([judgeSeen(1), judgeSeen(2)]).toEqual(['progressing', 'complete'])
  expect(judged(podKind, { status, metadata: { generation: 1 } }).state).toBe('progressing')
})

test('says what the node says', () => {
  const status = { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory' }
  expect(judge({ status }).why).toEqual([
    'The node was low on resource: memory',
    'Evicted: The node was low on resource: memory',
  ])
})

test('says when it ended before', () => {
  const conditions = [{ type: 'Ready', status: 'False', lastTransitionTime: BEFORE }]
  const status = { phase: 'Failed', reason: 'Evicted', conditions }
  expect(judged(podKind, { status }).why.at(-1)).toBe('Evicted, before this deployment')
  expect(judged(podKind, { status: { phase: 'Succeeded', conditions } }).text).toBe('succeeded, before this deployment')
})

test('what is done is final', () => {
  expect(judge({ spec: NEVER, status: { phase: 'Succeeded', containerStatuses: ended(0) } }).ended).toBe(true)
  expect(judge({}).ended).toBe(false)
})
