import { expect, test } from 'vitest'
import { ProgressLog } from '../../../../src/kubernetes/rollout/progress-log.ts'
import { RecordingLogger } from '../../recording-logger.ts'

test('the table is due half a minute after the start and after each table', () => {
  const log = new RecordingLogger()
  const progress = new ProgressLog(log, 1_000)
  expect(progress.tableAt).toBe(31_000)
  progress.table([], 40_000)
  expect(progress.tableAt).toBe(70_000)
  expect(log.lines).toEqual([])
})
