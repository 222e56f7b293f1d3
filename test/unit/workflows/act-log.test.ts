import { expect, test } from 'vitest'
import { readLog } from '../../platform/workflows/act.ts'

test("act's log: lines, results and outputs by job", () => {
  const log = [
    { job: 'deploy/call', msg: 'calling\n' },
    { job: 'deploy/call/inner', msg: 'inside' },
    { job: 'deploy/call/inner', msg: 'set', command: 'set-output', name: 'outcome', arg: 'failed' },
    { job: 'deploy/call/inner', msg: 'set', command: 'set-output', name: 'outcome', arg: 'success' },
    { job: 'deploy/call/inner', msg: 'done', jobResult: 'success' },
    { job: 'deploy/other', msg: 'no', jobResult: 'failure' },
  ].map(entry => JSON.stringify(entry))
  expect(readLog(['not JSON', ...log])).toEqual({
    lines: [
      { job: '', text: 'not JSON' },
      { job: 'call', text: 'calling' },
      { job: 'call/inner', text: 'inside' },
      { job: 'call/inner', text: 'set' },
      { job: 'call/inner', text: 'set' },
      { job: 'call/inner', text: 'done' },
      { job: 'other', text: 'no' },
    ],
    results: { 'call/inner': 'success', other: 'failure' },
    outputs: { outcome: 'success' },
  })
})
