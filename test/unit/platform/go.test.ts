import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { goSources, requiredVersion } from '../../../script/setup/tasks/go.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'go-'))
  write('go.mod', 'module x\n')
  mkdirSync(path.join(folder, 'cmd'))
  write('cmd/main.go', 'package main\n')
})

const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text)

test.each([
  ['on a line of its own', 'module x\nrequire example.test/m v1.2.3\n'],
  ['in a block', 'module x\nrequire (\n\texample.test/m v1.2.3 // indirect\n)\n'],
  ['beside a longer name', 'module x\nrequire (\n\texample.test/m/v2 v2.0.0\n\texample.test/m v1.2.3\n)\n'],
])('the required version is found %s', (_, text) => {
  write('go.mod', text)
  expect(requiredVersion(folder, 'example.test/m')).toBe('v1.2.3')
})

test('a module that is not required is a clear error', () => {
  expect(() => requiredVersion(folder, 'example.test/m')).toThrow(/go\.mod does not require example\.test\/m/)
})

test.each<[string, () => void]>([
  ['a source file', () => write('cmd/main.go', 'package main // changed\n')],
  ['a new source file', () => write('cmd/other.go', 'package main\n')],
  ['the checksums', () => write('go.sum', 'changed')],
])('another build is due after a change of %s', (_, change) => {
  const before = goSources(folder, '-s')
  change()
  expect(goSources(folder, '-s')).not.toEqual(before)
})

test('other flags are another build, another kind of file is not', () => {
  const before = goSources(folder, '-s')
  write('README.md', 'changed')
  expect(goSources(folder, '-s')).toEqual(before)
  expect(goSources(folder, '-w')).not.toEqual(before)
})
