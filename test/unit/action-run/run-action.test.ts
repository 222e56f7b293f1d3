import { expect, test } from 'vitest'
import { runAction, startAction } from '../../platform/action/run-action.ts'
import { fakeStep } from './fake-action.ts'

const print = (expression: string): string => `console.log(JSON.stringify(${expression}))`
const printed = (raw: string): unknown => JSON.parse(raw)

test('inputs: given, default, expression in a default, none', async () => {
  const step = fakeStep(
    print(`Object.fromEntries(Object.entries(process.env).filter(([k]) => k.startsWith('INPUT_')))`),
    {
      inputs: { 'stable-for': '3s' },
    },
  )
  expect(printed((await runAction(step)).raw)).toEqual({
    INPUT_TOKEN: 'ghs_run',
    INPUT_TWO_WORDS: '10m',
    'INPUT_STABLE-FOR': '3s',
    INPUT_NOTHING: '',
  })
})

test('an input that action.yml does not declare is a mistake of the test', () => {
  const step = fakeStep('', { inputs: { 'stabel-for': '3s' } })
  expect(() => startAction(step)).toThrow('Not inputs of the action: stabel-for')
})

test('nothing of our own environment leaks in; the step’s env does', async () => {
  process.env.LEAK = 'yes'
  const step = fakeStep(
    print(`[process.env.LEAK, process.env.GREETING, process.env.VITEST, process.env.GITHUB_TOKEN]`),
    {
      env: { GREETING: 'hello' },
    },
  )
  expect(printed((await runAction(step)).raw)).toEqual([null, 'hello', null, null])
})

test('event file, run, working folder and temporary folder are there', async () => {
  const step = fakeStep(`
    import { readFileSync, existsSync } from 'node:fs'
    const e = process.env
    console.log(JSON.stringify([
      JSON.parse(readFileSync(e.GITHUB_EVENT_PATH, 'utf8')).deployment.id, e.GITHUB_EVENT_NAME, e.GITHUB_RUN_ID, e.GITHUB_REF,
      process.cwd() === e.GITHUB_WORKSPACE, existsSync(e.RUNNER_TEMP), existsSync(e.RUNNER_TOOL_CACHE), existsSync(e.HOME),
    ]))`)
  expect(printed((await runAction(step)).raw)).toEqual([7, 'deployment', '42', '', true, true, true, true])
})

test('outputs, state, summary and exit code come back', async () => {
  const run = await runAction(
    fakeStep(`
      import { appendFileSync } from 'node:fs'
      appendFileSync(process.env.GITHUB_OUTPUT, 'outcome<<ghd_1\\nrefused\\ntwice\\nghd_1\\nreason=check-failed\\n')
      appendFileSync(process.env.GITHUB_STATE, 'began=yes\\n')
      appendFileSync(process.env.GITHUB_STEP_SUMMARY, '# Refused\\n')
      process.exitCode = 1`),
  )
  expect(run).toMatchObject({
    exitCode: 1,
    signal: undefined,
    outputs: { outcome: 'refused\ntwice', reason: 'check-failed' },
    state: { began: 'yes' },
    summary: '# Refused\n',
  })
})

test('both streams are read to their ends, and each shown line is reported at once', async () => {
  const lines: string[] = []
  const step = fakeStep(
    `console.log('out'); console.error('::warning title=W::careful'); process.stdout.write('no newline')`,
    {
      onLine: line => lines.push(`${line.kind} ${line.text}`),
    },
  )
  const run = await runAction(step)
  expect(lines.toSorted()).toEqual(['text no newline', 'text out', 'warning careful'])
  expect(run.annotations).toEqual([{ level: 'warning', message: 'careful', properties: { title: 'W' } }])
})

test('secrets of GitHub are masked on the page and stay in the raw text', async () => {
  const run = await runAction(fakeStep(`console.log('token ghs_run')`, { secrets: ['ghs_run'] }))
  expect(run.log).toEqual([{ kind: 'text', text: 'token ***' }])
  expect(run.raw).toBe('token ghs_run')
})

test('a signal reaches the process, which may still end by itself', async () => {
  const running = startAction(
    fakeStep(`
      process.on('SIGTERM', () => { console.log('stopped'); process.exit(3) })
      setInterval(() => {}, 1000)
      console.log('began')`),
  )
  await running.line('began')
  running.signal('SIGTERM')
  const run = await running.ended
  expect([run.exitCode, run.raw]).toEqual([3, 'began\nstopped'])
})

test('cancel begins with INT and does not wait longer than the process', async () => {
  const running = startAction(fakeStep(`setInterval(() => {}, 1000); console.log('began')`))
  await running.line('began')
  expect(await running.cancel()).toMatchObject({ exitCode: undefined, signal: 'SIGINT' })
})

test('waiting for a line that never comes ends with the step and shows the page', async () => {
  const running = startAction(fakeStep(`console.log('::group::Gate'); console.log('refused')`))
  await expect(running.line('applied')).rejects.toThrow('without the line "applied":\n▾ Gate\n  refused')
})

test('time limits may be stretched, or shortened to next to nothing; short pauses are not', async () => {
  const step = fakeStep(
    `
    import { setTimeout as sleep } from 'node:timers/promises'
    const hour = 3_600_000
    // Node does not wait for a signal's timer.
    const alive = setInterval(() => {}, hour)
    await sleep(hour)
    await new Promise(resolve => setTimeout(resolve, hour))
    await new Promise(resolve => AbortSignal.timeout(hour).addEventListener('abort', resolve))
    let order = ''
    await Promise.all([sleep(50).then(() => (order += 'pause')), sleep(3000).then(() => (order += 'limit '))])
    clearInterval(alive)
    console.log(JSON.stringify(order))`,
    { patience: 1e-6 },
  )
  const run = await runAction(step)
  expect([run.exitCode, run.raw]).toEqual([0, '"limit pause"'])
})
