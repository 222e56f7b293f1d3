import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { git } from '../src/git/git.ts'

test('commands run beside each other, each with its own input and answer', async () => {
  const hashes = await Promise.all(
    Array.from({ length: 5 }, (_, at) => git(tmpdir(), ['hash-object', '--stdin'], { input: `${at}` })),
  )
  expect(new Set(hashes).size).toBe(5)
  expect(hashes[0]).toBe('c227083464fb9af8955c90d2924774ee50abb547')
})

test('one that fails says how, and with which words of git', async () => {
  await expect(git(tmpdir(), ['cat-file', 'blob', 'none'])).rejects.toThrow(
    /^git cat-file blob none: exit code 128: fatal: /,
  )
  await expect(git('/nonexistent', ['version'])).rejects.toThrow(/exit code null: spawn git ENOENT/)
})

test('where the process that starts git is gone, its commands fail and the next ones have a new one', async () => {
  const end = '!kill -9 $(cut -d" " -f4 /proc/$PPID/stat)'
  await expect(git(tmpdir(), ['-c', `alias.end=${end}`, 'end'])).rejects.toThrow(
    'the process that starts git has ended',
  )
  expect(await git(tmpdir(), ['version'])).toContain('git version')
})
