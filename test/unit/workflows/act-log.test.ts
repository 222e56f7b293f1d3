import { expect, test } from 'vitest'
import { ActLog } from '../../platform/workflows/act-log.ts'

test("act's log: lines, results and outputs by job", () => {
  const log = [
    { job: 'deploy/call', msg: 'calling\n' },
    { job: 'deploy/call/inner', msg: 'inside' },
    { job: 'deploy/call/inner', msg: 'set', command: 'set-output', name: 'outcome', arg: 'failed' },
    { job: 'deploy/call/inner', msg: 'set', command: 'set-output', name: 'outcome', arg: 'success' },
    { job: 'deploy/call/inner', msg: 'done', jobResult: 'success' },
    { job: 'deploy/other', msg: 'no', jobResult: 'failure' },
  ].map(entry => JSON.stringify(entry))
  const read = new ActLog()
  for (const line of ['not JSON', ...log]) read.add(line)
  expect(read.read()).toEqual({
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
    summary: '',
  })
})

test("what steps print is shown as the log page has it, as it comes; act's own lines are not", () => {
  const shown: string[] = []
  const read = new ActLog(['sesame'], ({ kind, text, group }, job) => shown.push([job, kind, group, text].join('|')))
  const entries = [
    { job: 'ci/a', msg: '⭐ Run Main' },
    { job: 'ci/a', msg: '❓  ::group::One', raw: '::group::One\r\n', command: 'group' },
    { job: 'ci/b', msg: 'beside', raw_output: true },
    { job: 'ci/a', msg: 'open sesame', raw_output: true },
    { job: 'ci/a', msg: '⚙  ***', raw: '::add-mask::beans\n', command: 'add-mask', arg: 'beans' },
    { job: 'ci/a', msg: '❗  ::error::no beans', raw: '::error::no beans\n', command: 'error' },
    { job: 'ci/a', msg: '⚙  Summary', command: 'summary', content: '## One\n' },
    { job: 'ci/a', msg: '⚙  Summary', command: 'summary', content: '## Two\n' },
    // Of the composite around the step before.
    { job: 'ci/a', msg: '⚙  Summary', command: 'summary', content: '## Two\n' },
  ]
  for (const entry of entries) read.add(JSON.stringify(entry))
  expect(shown).toEqual(['a|group||One', 'b|text||beside', 'a|text|One|open ***', 'a|error|One|no ***'])
  expect(read.read().summary).toBe('## One\n## Two\n')
  // Nothing is masked there, and what is to be masked is left out.
  expect(read.raw.join('\n')).toContain('open sesame')
  expect(read.raw.join('\n')).not.toContain('"arg":"beans"')
})
