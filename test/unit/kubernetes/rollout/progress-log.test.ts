import { describe, expect, test } from 'vitest'
import type { Cause } from '../../../../src/kubernetes/diagnosis/cause.ts'
import type { WorkloadReport } from '../../../../src/kubernetes/rollout/followed-workload.ts'
import { holdsUp, ProgressLog } from '../../../../src/kubernetes/rollout/progress-log.ts'
import { RecordingLogger } from '../../recording-logger.ts'

test('the table is due half a minute after the start and after each table', () => {
  const log = new RecordingLogger()
  const progress = new ProgressLog(log, 1_000)
  expect(progress.tableAt).toBe(31_000)
  progress.table([], 40_000)
  expect(progress.tableAt).toBe(70_000)
  expect(log.lines).toEqual([])
})

const report = (
  name: string,
  state: WorkloadReport['state'] = 'progressing',
  text = '0/2 updated',
): WorkloadReport => ({
  ...{ object: `Deployment/${name}`, namespace: 'shop', name, state, text, seconds: 1 },
})
const cause = (code: Cause['code'], more: Partial<Cause> = {}): Cause => ({
  ...{ object: 'Deployment/web', namespace: 'shop', code, text: 'why', advice: '', fatality: 'waiting' },
  ...more,
})

describe('a line for each change', () => {
  test('once, and not before the controller has seen the apply', () => {
    const log = new RecordingLogger()
    const progress = new ProgressLog(log, 0)
    progress.report(report('web', 'progressing', 'of the rollout before'), [], false)
    for (let look = 0; look < 2; look += 1) progress.report(report('web'), [], true)
    progress.report(report('api'), [], true)
    progress.report({ ...report('web'), namespace: 'eu' }, [], true)
    progress.report(report('web', 'complete', '2/2 updated'), [], true)
    expect(log.lines).toEqual([
      ...['web', 'api', 'web'].map(name => `info: Deployment/${name}: 0/2 updated`),
      'info: Deployment/web: 2/2 updated, complete',
    ])
  })

  test('also for each cause: of a container, and when it gets worse', () => {
    const log = new RecordingLogger()
    const progress = new ProgressLog(log, 0)
    const causes = [
      cause('image-not-found', { pod: 'web-a', container: 'app' }),
      cause('image-not-found', { pod: 'web-b', container: 'app' }),
      cause('unschedulable', { pod: 'web-a' }),
      cause('quota-exceeded'),
      cause('image-not-found', { container: 'app', fatality: 'fatal' }),
      cause('image-not-found', { container: 'other' }),
    ]
    for (let look = 0; look < 2; look += 1) progress.report(report('web'), causes, false)
    expect(log.lines).toEqual([
      'info: Deployment/web: pod web-a, container app: image-not-found: why',
      'info: Deployment/web: pod web-a: unschedulable: why',
      'info: Deployment/web: quota-exceeded: why',
      'info: Deployment/web: container app: image-not-found: why',
      'info: Deployment/web: container other: image-not-found: why',
    ])
  })

  test.each<[Cause['code'], boolean, boolean]>([
    ['not-ready', false, true],
    ['resource-not-ready', false, true],
    ['load-balancer-pending', false, true],
    ['init-running', false, false],
    ['node-silent', false, false],
    ['node-cache', true, true],
    ['unschedulable', true, true],
  ])('%s is news: %s; with a time: %s', (code, news, since) => {
    const log = new RecordingLogger()
    const progress = new ProgressLog(log, 0)
    progress.report(report('web'), [cause(code)], false)
    expect(log.lines).toHaveLength(news ? 1 : 0)
    progress.report(report('api'), [cause(code, { since: '2026-01-01T10:00:00Z' })], false)
    expect(log.lines).toHaveLength((news ? 1 : 0) + (since ? 1 : 0))
  })
})

test.each<[Cause['code'], Cause['fatality'], boolean]>([
  ['crash', 'fatal', false],
  ['crash', 'waiting', true],
  ['unschedulable', 'grace', true],
  ['not-ready', 'waiting', false],
  ['resource-not-ready', 'waiting', false],
  ['load-balancer-pending', 'waiting', false],
  ['init-running', 'waiting', false],
  ['node-silent', 'waiting', false],
  ['node-cache', 'grace', false],
])('%s, %s, holds a rollout up: %s', (code, fatality, expected) => {
  expect(holdsUp(cause(code, { fatality }))).toBe(expected)
})

test('the table has what is not complete, in columns, 20 rows at most', () => {
  const log = new RecordingLogger()
  const progress = new ProgressLog(log, 1_000)
  const tabled = [
    { report: report('a-long-name'), causes: [cause('unschedulable'), cause('crash')] },
    { report: report('b', 'failing', '1/2 updated, waits'), causes: [] },
    { report: report('c', 'complete'), causes: [] },
  ]
  progress.table(tabled, 31_400)
  expect(log.lines).toEqual([
    'info: After 30 s 1 of 3 are complete; not yet:',
    'info:   Deployment/a-long-name  0/2 updated         unschedulable: why',
    'info:   Deployment/b            1/2 updated, waits',
  ])
  const many = (count: number) => {
    const before = log.lines.length
    progress.table(
      Array.from({ length: count }, (_, at) => ({ report: report(`w${at}`), causes: [] })),
      61_500,
    )
    return log.lines.slice(before)
  }
  expect([many(20).length, many(20).at(-1)]).toEqual([21, 'info:   Deployment/w19  0/2 updated'])
  expect([many(22).length, many(22).at(-1)]).toEqual([22, 'info:   and 2 more'])
  const lines = log.lines.length
  progress.table([{ report: report('web', 'complete'), causes: [] }], 91_500)
  expect(log.lines).toHaveLength(lines)
})
