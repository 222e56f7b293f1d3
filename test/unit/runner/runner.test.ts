import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as core from '@actions/core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { LineWriter } from '../../../src/runner/line-writer.ts'
import { actionsRunner, type Runner } from '../../../src/runner/runner.ts'
import { escaped } from '../../../src/text/markdown.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const SECRET = 'hunter2-and-more'

const asIs = (text: string): string => text

let folder: string
let runner: Runner
let lines: string[]
const file = (name: string) => join(folder, name)
/** @actions/core keeps the path that the environment named first, for as long as the process lives. */
const forgetSummary = () => delete (core.summary as unknown as { _filePath?: string })._filePath

beforeEach(() => {
  folder = temporaryFolder()
  forgetSummary()
  for (const name of ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']) {
    writeFileSync(file(name), '')
    vi.stubEnv(name, file(name))
  }
  lines = []
  runner = actionsRunner(new LineWriter({ write: (text, done) => [lines.push(text.slice(0, -1)), done()] }))
})
afterEach(() => {
  vi.unstubAllEnvs()
  core.summary.emptyBuffer()
  forgetSummary()
  process.exitCode = undefined
})

describe('the log', () => {
  test('each level as the runner’s command, text as it is', () => {
    runner.log.debug('one')
    runner.log.info('two')
    runner.log.notice('three')
    runner.log.warning('four\nfive')
    runner.log.error('50%')
    expect(lines).toEqual(['::debug::one', 'two', '::notice::three', '::warning::four%0Afive', '::error::50%25'])
  })

  test('what others wrote gives no commands; the user’s own program may', () => {
    runner.log.info('::set-output name=a::b')
    runner.print('::set-output name=a::b')
    expect(lines).toEqual([':\u200b:set-output name=a::b', '::set-output name=a::b'])
  })

  test('marks that turn the direction of writing are written out, wherever a name is shown', async () => {
    for (const level of ['info', 'notice', 'warning', 'error'] as const) runner.log[level]('a\u202eb')
    runner.fail('c\u2066d')
    await runner.log.group('e\u200ff', async () => undefined)
    await runner.writeSummary('g\u202ah', asIs)
    expect(`${lines.join(' ')} ${readFileSync(file('GITHUB_STEP_SUMMARY'), 'utf8')}`).toBe(
      'a\\u202eb ::notice::a\\u202eb ::warning::a\\u202eb ::error::a\\u202eb ::error::c\\u2066d ::group::e\\u200ff ::endgroup:: g\\u202ah\n',
    )
  })

  test('a group is closed, also when its work fails', async () => {
    await expect(
      runner.log.group('Build', async () => {
        runner.log.info('inside')
        throw new Error('broken')
      }),
    ).rejects.toThrow('broken')
    expect(await runner.log.group('Push', async () => 7)).toBe(7)
    expect(lines).toEqual(['::group::Build', 'inside', '::endgroup::', '::group::Push', '::endgroup::'])
  })

  test('a secret is masked by the runner and in all that is printed', async () => {
    runner.masks.add(SECRET)
    expect(lines).toContain(`::add-mask::${SECRET}`)
    lines.length = 0
    for (const level of ['debug', 'info', 'notice', 'warning', 'error'] as const) runner.log[level](`a ${SECRET}`)
    runner.print(SECRET)
    runner.fail(`failed with ${SECRET}`)
    await runner.log.group(SECRET, async () => undefined)
    await runner.writeSummary({ text: SECRET }, ({ text }) => `| ${text} |`)
    expect(`${lines.join()}${readFileSync(file('GITHUB_STEP_SUMMARY'), 'utf8')}`).not.toContain(SECRET)
    expect(lines).toHaveLength(9)
  })

  test('a secret that Markdown or JSON would escape is hidden before', async () => {
    for (const secret of ['ghp_A_b', 'a*b~c|d', '<&@x>', 'tab\tand  blanks']) {
      runner.masks.add(secret)
      const data = { text: `token ${secret} here`, more: [{ deep: secret }] }
      await runner.writeSummary(data, ({ text, more }) => `${escaped(text)} ${escaped(String(more[0]?.deep))}`)
      runner.setOutput('problems', [data])
    }
    expect(readFileSync(file('GITHUB_STEP_SUMMARY'), 'utf8')).toBe('token \\*\\*\\* here \\*\\*\\*\n'.repeat(4))
    const json = '[{"text":"token *** here","more":[{"deep":"***"}]}]'
    expect(
      readFileSync(file('GITHUB_OUTPUT'), 'utf8')
        .split('\n')
        .filter(line => line === json),
    ).toHaveLength(4)
  })

  test('a named value that is too short to be masked is said', () => {
    runner.masks.add('ab', 'PIN')
    expect(lines).toEqual([expect.stringMatching(/^::notice::.*PIN/)])
  })

  test('who prints much waits until it was read', async () => {
    const pending: (() => void)[] = []
    const slow = actionsRunner(new LineWriter({ write: (_, done) => pending.push(done) }))
    const order: string[] = []
    for (let index = 0; index < 3000; index++) slow.print('x'.repeat(1024))
    const waiting = slow.room().then(() => order.push('room'))
    await Promise.resolve()
    order.push('read')
    while (pending.length > 0) pending.shift()?.()
    await waiting
    expect(order).toEqual(['read', 'room'])
  })
})

describe('what the runner keeps', () => {
  test('inputs, outputs and states', () => {
    vi.stubEnv('INPUT_TOKEN', ' abc ')
    vi.stubEnv('STATE_begun', 'true')
    runner.setOutput('outcome', 'success')
    runner.saveState('slack', '{}')
    expect([runner.input('token'), runner.input('other')]).toEqual(['abc', ''])
    expect([runner.state('begun'), runner.state('other')]).toEqual(['true', ''])
    expect(readFileSync(file('GITHUB_OUTPUT'), 'utf8')).toMatch(/^outcome<<(\S+)\nsuccess\n\1\n$/)
    expect(readFileSync(file('GITHUB_STATE'), 'utf8')).toMatch(/^slack<<(\S+)\n\{\}\n\1\n$/)
  })

  test('a summary below the limit as it is, a longer one cut, with a word about it', async () => {
    await runner.writeSummary('# Good', asIs)
    expect(readFileSync(file('GITHUB_STEP_SUMMARY'), 'utf8')).toBe('# Good\n')
    await runner.writeSummary('y'.repeat(1_000_000), asIs)
    expect(readFileSync(file('GITHUB_STEP_SUMMARY'), 'utf8')).not.toContain('… cut')
    writeFileSync(file('GITHUB_STEP_SUMMARY'), '')
    await runner.writeSummary('z'.repeat(1_000_001), asIs)
    const text = readFileSync(file('GITHUB_STEP_SUMMARY'), 'utf8')
    expect(text).toMatch(/^z{1000000}\n\n… cut: the log has the rest\.\n$/)
  })

  test('outputs and states that cannot be written are said once each, and thrown never', () => {
    vi.stubEnv('GITHUB_OUTPUT', join(folder, 'nowhere', 'output'))
    vi.stubEnv('GITHUB_STATE', join(folder, 'nowhere', 'state'))
    for (const name of ['outcome', 'reason']) {
      runner.setOutput(name, 'x')
      runner.saveState(name, 'x')
    }
    expect(lines).toEqual([
      expect.stringMatching(/^::error::The outputs could not be written: .+; later steps find none$/),
      expect.stringMatching(/^::warning::The state for the post step could not be kept: ./),
    ])
    expect(process.exitCode).toBeUndefined()
  })

  test('a summary that cannot be written is a warning', async () => {
    vi.stubEnv('GITHUB_STEP_SUMMARY', join(folder, 'nowhere', 'summary'))
    await runner.writeSummary('# Good', asIs)
    expect(lines).toEqual([expect.stringMatching(/^::warning::The job summary could not be written: ./)])
    expect(process.exitCode).toBeUndefined()
  })
})

test('a failure is the red line and the exit code', () => {
  runner.fail('It broke')
  expect(lines).toEqual(['::error::It broke'])
  expect(process.exitCode).toBe(1)
})
