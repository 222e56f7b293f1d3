import { expect, test } from 'vitest'
import { DockerCli } from '../../../src/docker/cli.ts'
import type { GroupOptions, StartGroup } from '../../../src/process/group.ts'

type Prints = (onLine: GroupOptions['onLine']) => void

function dockerThat(prints: Prints, code = 0) {
  const started: { readonly args: readonly string[]; readonly options: GroupOptions }[] = []
  const start: StartGroup = (_, args, options) => {
    started.push({ args, options })
    prints(options.onLine)
    return {
      ended: Promise.resolve({ exitCode: code, signal: undefined }),
      stop: async () => undefined,
      kill: () => undefined,
    }
  }
  return { docker: new DockerCli(start, '/workspace', { A: '1' }), started }
}
const signal = new AbortController().signal

test('both streams in their order, standard output also alone; a failure is a result', async () => {
  const { docker, started } = dockerThat(onLine => {
    onLine('one', 'stdout')
    onLine('two', 'stderr')
    onLine('three', 'stdout')
  }, 7)
  const seen: string[] = []
  const onLine = (line: string): void => void seen.push(line)
  const result = await docker.with({ B: '2' }).run(['ps', '-q'], { signal, onLine, input: 'x' })
  expect(result).toEqual({ exitCode: 7, lines: ['one', 'two', 'three'], stdout: 'one\nthree' })
  expect(seen).toEqual(['one', 'two', 'three'])
  expect(started).toMatchObject([
    { args: ['ps', '-q'], options: { cwd: '/workspace', env: { A: '1', B: '2' }, input: 'x' } },
  ])
  await docker.run(['ps'], { signal })
  expect(Object.keys(started[1]?.options ?? {})).not.toContain('input')
})

test('of endless output its end is kept, at least the last million characters', async () => {
  const line = 'x'.repeat(1023)
  const { docker } = dockerThat(onLine => {
    for (let index = 0; index < 5000; index++) onLine(`${index} ${line}`, index % 2 === 0 ? 'stdout' : 'stderr')
  })
  const { lines, stdout } = await docker.run(['build'], { signal })
  expect(lines.at(-1)).toBe(`4999 ${line}`)
  const numbers = lines.map(text => Number.parseInt(text, 10))
  expect(numbers).toEqual(Array.from({ length: lines.length }, (_, index) => 5000 - lines.length + index))
  const size = lines.join('\n').length
  expect(size).toBeGreaterThan(1024 * 1024)
  expect(size).toBeLessThan(2 * 1024 * 1024 + 2048)
  expect(stdout.length).toBeLessThan(2 * 1024 * 1024 + 2048)
})
