import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandsOf } from '../../../../../src/delivery/image/plan/command-parts.ts'
import { commandTask } from '../../../../../src/delivery/image/tasks/command-task.ts'
import { runSideBySide } from '../../../../../src/delivery/image/tasks/side-by-side.ts'
import { bashScripts } from '../../../../../src/process/bash.ts'
import { startProcessGroup } from '../../../../../src/process/group.ts'
import { Masks } from '../../../../../src/secrets/masks.ts'
import { livingAs } from '../../../../platform/process/living.ts'
import { HeldClock } from '../../../held-clock.ts'
import { RecordingLogger } from '../../../recording-logger.ts'
import { temporaryFolder } from '../../../temporary-folder.ts'

/** Runs the text of the input "test" by a real bash. */
async function run(text: string, env: Readonly<Record<string, string>> = {}, folder = temporaryFolder()) {
  const [log, cwd] = [new RecordingLogger(), temporaryFolder()]
  const startScript = bashScripts({
    ...{ start: startProcessGroup, cwd, folder },
    env: { PATH: process.env.PATH ?? '', ...env },
  })
  const results = await runSideBySide(
    commandsOf('test', text).map(command => commandTask(command, startScript)),
    {
      ...{ log, folder, failFast: true, clock: new HeldClock(), signal: new AbortController().signal },
      masks: new Masks({ emit: () => undefined }),
      print: lines => void log.lines.push(...lines.split('\n').map(line => `print: ${line}`)),
      room: async () => undefined,
    },
  )
  const lines = log.lines.map(line => line.replace(/^print: /, ''))
  return {
    result: results[0],
    results,
    lines,
    printed: lines.filter(line => !/^(\$|group:|info:) /.test(line)),
    cwd,
    folder,
  }
}

test('several lines are one script: folders, variables, conditions, here-documents, continuations', async () => {
  const { result, printed, cwd } = await run(
    [
      'mkdir deploy && cd deploy',
      'export A=1',
      'pwd',
      'if [ "$A" = 1 ]; then',
      '  echo "a is $A"',
      'fi',
      "cat <<'X'",
      '  $A as it is',
      'X',
      'echo one \\',
      '  two',
    ].join('\n'),
  )
  expect(result?.state).toBe('passed')
  expect(printed).toEqual([join(cwd, 'deploy'), 'a is 1', '  $A as it is', 'one two'])
})

test('the script is shown before its output, and gives no commands there', async () => {
  const { lines } = await run('echo one # ##[error]x\necho two')
  expect(lines).toEqual([
    expect.stringMatching(/^group: test: passed after/),
    '$ echo one # #\u200b#[error]x',
    '$ echo two',
    'one',
    'two',
  ])
})

test('both streams in the order of the lines, also by their names', async () => {
  const { result, printed } = await run(
    'for i in 1 2 3; do echo "out $i"; echo "err $i" >&2; done; echo x | tee /dev/stderr >/dev/null',
  )
  expect(result?.state).toBe('passed')
  expect(printed).toEqual(['out 1', 'err 1', 'out 2', 'err 2', 'out 3', 'err 3', 'x'])
})

test.each<[string, string, string]>([
  ['up to the first command that fails', 'true\nfalse\necho never', 'test failed in line 2, `false`: exit code 1'],
  ['a pipe fails with any of its parts', 'false | true', 'test failed in `false | true`: exit code 1'],
  ['in the middle of a line', 'false; echo never', 'test failed in `false; echo never`: exit code 1'],
  ['a value', 'true\nX=$(exit 4)\necho never', 'test failed in line 2, `X=$(exit 4)`: exit code 4'],
  ['unknown', 'no-such-command', 'test failed in `no-such-command`: a command was not found (exit code 127)'],
  ['not executable', '/etc/passwd', 'test failed in `/etc/passwd`: a command is not executable (exit code 126)'],
  ['killed', 'kill -KILL $$', 'test failed in `kill -KILL $$`: killed by SIGKILL (out of memory?)'],
  [
    'a child killed',
    'true\nbash -c "kill -SEGV \\$\\$"',
    'test failed in line 2, `bash -c "kill -SEGV \\$\\$"`: ended by SIGSEGV',
  ],
  ['an exit of its own', 'true\nexit 3', 'test failed: exit code 3'],
  ['without errexit the last one counts', 'set +e\nfalse\n(exit 4)', 'test failed: exit code 4'],
  ['a trap of its own', 'trap "echo mine" ERR\nfalse', 'test failed: exit code 1'],
  ['a mistake in the script', 'true\nif true', 'test failed: exit code 2'],
])('%s', async (_what, script, text) => {
  const { result, lines } = await run(script)
  expect(result?.problem).toMatchObject({ reason: 'test-failed', outcome: 'failed', text })
  expect(lines).not.toContain('never')
})

test('what does not end a run: step does not end it either; an exit 0 in the middle passes; there is no input', async () => {
  const { result, printed } = await run(
    [
      'false || echo a',
      'if ! true; then echo never; fi',
      'f() { false; echo b; }',
      'if f; then :; fi',
      'false && true; echo c',
      'x=$(echo d; false) || echo "$x"',
      '! true; echo e',
      'echo "$(exit 3)f"',
      '(set +e; false; echo g)',
      'read -r line || echo "no input"',
      "trap 'echo at the end' EXIT",
      'exit 0',
      'echo never',
    ].join('\r\n'),
  )
  expect(result?.state).toBe('passed')
  expect(printed).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'no input', 'at the end'])
})

test.each<[string, string, string]>([
  ['a function', 'f() {\n  false\n  echo never\n}\nf', 'test failed: exit code 1'],
  ['a subshell', 'true\n(exit 7)\necho never', 'test failed in line 2, `(exit 7)`: exit code 7'],
  ['a loop', 'for x in 1 2; do\n  test $x = 1\ndone\necho never', 'test failed in line 2, `test $x = 1`: exit code 1'],
  ['an exit 1 in the middle', 'true\nexit 1\necho never', 'test failed: exit code 1'],
  ['an unset variable, if it says so', 'set -u\ntrue\necho $none\necho never', 'test failed: exit code 1'],
])('what ends a run: step ends it: %s', async (_, script, text) => {
  const { result, printed } = await run(script)
  expect(result?.problem?.text).toBe(text)
  expect(printed).not.toContain('never')
})

test('named scripts run side by side, each with its own group and end', async () => {
  const { results, lines } = await run(
    '--- one\nuntil [ -e two ]; do sleep 0.01; done; touch one; echo 1\n--- two\ntouch two; until [ -e one ]; do sleep 0.01; done; exit 3',
  )
  expect(results).toMatchObject([
    { name: 'test one', state: expect.stringMatching(/passed|stopped/) },
    {
      name: 'test two',
      state: 'failed',
      problem: {
        reason: 'test-failed',
        text: expect.stringMatching(/^test two failed in `touch two.*`: exit code 3$/),
      },
    },
  ])
  expect(lines.filter(line => line.startsWith('group: ')).map(line => line.split(':')[1])).toEqual(
    expect.arrayContaining([' test one', ' test two']),
  )
})

test('what it leaves running ends with it, also outside of its process group', async () => {
  const seconds = `3${process.pid}`
  const { result } = await run(`sleep ${seconds} & setsid sleep ${seconds} & (setsid -f sleep ${seconds}); sleep 0.1`)
  expect(result?.state).toBe('passed')
  await expect.poll(() => livingAs('sleep', seconds)).toEqual([])
})

test('no script stays behind, whatever the folder is called', async () => {
  const folder = join(temporaryFolder(), `a 'b' "c" $d`)
  mkdirSync(folder)
  const { result } = await run('true\nfalse', {}, folder)
  expect(result?.problem?.text).toBe('test failed in line 2, `false`: exit code 1')
  expect(readdirSync(folder)).toEqual([])
})

test('outputs and variables are written as in a run: step', async () => {
  const files = temporaryFolder()
  const env = { GITHUB_OUTPUT: join(files, 'output'), GITHUB_ENV: join(files, 'env') }
  for (const file of Object.values(env)) writeFileSync(file, '')
  await run('echo coverage=81 >>"$GITHUB_OUTPUT"\necho A=1 >>$GITHUB_ENV', env)
  expect([readFileSync(env.GITHUB_OUTPUT, 'utf8'), readFileSync(env.GITHUB_ENV, 'utf8')]).toEqual([
    'coverage=81\n',
    'A=1\n',
  ])
})

test('bytes that are no text, carriage returns, colours and a last line without its break are shown as they can be', async () => {
  const { result, printed } = await run(String.raw`printf 'a\xff\xfeb\r\n\e[31mred\e[0m\n10%%\r50%%\rlast'`)
  expect(result?.state).toBe('passed')
  expect(printed).toEqual(['a\ufffd\ufffdb', '\u001b[31mred\u001b[0m', '10%\r50%\rlast'])
})
