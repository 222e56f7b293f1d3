import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readEventFile, runVariables } from '../../../src/runner/run-variables.ts'

test('what is needed is there', () => {
  expect(runVariables({ GITHUB_SHA: 'abc', OTHER: '' }, ['GITHUB_SHA'])('GITHUB_SHA')).toBe('abc')
})

test('what is missing or empty is named, all of it', () => {
  expect(() => runVariables({ A: '', B: 'b' }, ['A', 'B', 'C'])).toThrow(
    'This needs the environment of a GitHub Actions runner; missing: A, C',
  )
})

test.each([
  ['{"number": 7}', { number: 7 }],
  ['no JSON', /^The event file of this run cannot be read: .*JSON/],
  [undefined, /^The event file of this run cannot be read: ENOENT/],
])('an event file with %j', (text, expected) => {
  const folder = mkdtempSync(join(tmpdir(), 'event-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'event.json')
  if (text !== undefined) writeFileSync(file, text)
  if (expected instanceof RegExp) expect(() => readEventFile(file)).toThrow(expected)
  else expect(readEventFile(file)).toEqual(expected)
})
