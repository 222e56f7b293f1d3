import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type GroupOptions, startProcessGroup } from '../../../src/process/group.ts'
import { killMarked, MARKER_VARIABLE } from '../../../src/process/leftovers.ts'
import { until } from '../../platform/process/until.ts'

const PATH = process.env.PATH ?? ''

function start(script: string, more: Partial<GroupOptions> = {}) {
  const lines: string[] = []
  const onLine = (line: string, stream: string) => void lines.push(`${stream}: ${line}`)
  const group = startProcessGroup('bash', ['--norc', '-c', script], { cwd: '/', env: { PATH }, onLine, ...more })
  /** Resolves with the process ids on a line that begins with "pids". */
  const pids = () =>
    until({ what: 'the process ids' }, async () =>
      lines
        .find(each => each.startsWith('stdout: pids'))
        ?.split(' ')
        .slice(2)
        .map(Number),
    )
  return { group, lines, pids }
}

/** Whether it is there and not a zombie whose parent has not looked yet. */
function lives(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

test.each<[string, string, unknown]>([
  ['a code', 'exit 3', { exitCode: 3, signal: undefined }],
  ['success', 'true', { exitCode: 0, signal: undefined }],
  ['a signal', 'kill -TERM $$', { exitCode: undefined, signal: 'SIGTERM' }],
])('ends with %s', async (_what, script, end) => {
  expect(await start(script).group.ended).toEqual(end)
})

test('gives every line of both streams, and has no input', async () => {
  const { group, lines } = start('cat; echo one; printf two >&2; env | grep -c HOME=')
  await group.ended
  expect(lines.toSorted()).toEqual(['stderr: two', 'stdout: 0', 'stdout: one'])
})

test('writes the input, also to one that does not read it', async () => {
  const { group, lines } = start('cat', { input: 'secret' })
  await group.ended
  expect(lines).toEqual(['stdout: secret'])
  expect(await start('exit 0', { input: 'x'.repeat(1_000_000) }).group.ended).toMatchObject({ exitCode: 0 })
})

test('a program that is not there', async () => {
  const group = startProcessGroup('no-such-program', [], { cwd: '/', env: { PATH }, onLine: () => undefined })
  await expect(group.ended).rejects.toMatchObject({ reason: 'program-missing' })
  await group.stop(1000)
})

test('ends when its leader does, though a child holds the output open', async () => {
  const { group, lines, pids } = start('sleep 300 & echo pids $!')
  expect(await group.ended).toMatchObject({ exitCode: 0 })
  expect(lines).toHaveLength(1)
  const [child = 0] = await pids()
  expect(lives(child)).toBe(true)
  group.kill()
  await expect.poll(() => lives(child)).toBe(false)
})

test('a stop reaches the children, those that are deaf to INT too', async () => {
  const { group, pids } = start('sleep 300 & echo pids $$ $!; sleep 300')
  const all = await pids()
  await group.stop(10_000)
  expect(all.filter(lives)).toEqual([])
  expect(await group.ended).toMatchObject({ signal: 'SIGINT' })
})

test('a stop is heard by the children themselves', async () => {
  const child = 'trap "echo heard INT; exit" INT; echo pids $$; while true; do sleep 0.05; done'
  const { group, lines, pids } = start(`bash --norc -c '${child}'; true`)
  await pids()
  await group.stop(5_000)
  expect(lines).toContain('stdout: heard INT')
})

test('a leader that does not listen is killed after the grace', async () => {
  const { group, pids } = start('trap "" INT; echo pids $$; while true; do sleep 0.1; done')
  await pids()
  await group.stop(200)
  expect(await group.ended).toMatchObject({ signal: 'SIGKILL' })
})

test('one that has left the group is found by its marker', async () => {
  const marker = `test-${process.pid}`
  const { group, pids } = start('setsid bash -c "echo pids \\$\\$; exec sleep 300" & wait', {
    env: { PATH, [MARKER_VARIABLE]: marker },
  })
  const [stray = 0] = await pids()
  await group.stop(1000)
  expect(lives(stray)).toBe(true)
  expect(await killMarked(`${marker}-other`)).toBe(0)
  expect(lives(stray)).toBe(true)
  expect(await killMarked(marker)).toBe(1)
  await expect.poll(() => lives(stray)).toBe(false)
})
