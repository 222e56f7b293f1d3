import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REASONS_FILE, reasonsPage } from '../../../script/reasons.ts'
import { lookUpReason, type ReasonCode, SUBJECTS } from '../../../src/reasons/registry.ts'

const all = SUBJECTS.flatMap(({ reasons }) => Object.entries(reasons))

test.each(all)('%s is kebab-case, with a meaning and an advice of one line', (code, { meaning, advice }) => {
  expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  for (const text of [meaning, advice]) {
    expect(text).not.toContain('\n')
    expect(text).toBe(text.trim())
    expect(text).toMatch(/^([A-Z`]|kubectl|gomplate|imagePullPolicy).{8,}[^.]\.$/)
  }
})

test('no code stands twice', () => {
  const codes = all.map(([code]) => code)
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
})

test('a code that there is not is a bug', () => {
  expect(() => lookUpReason('chek-failed' as ReasonCode)).toThrow("no reason 'chek-failed'")
})

test('causes of a rollout have failed it', () => {
  expect(lookUpReason('crash').outcome).toBe('failed')
})

test('the page that people read has them all: code, outcome, meaning and advice', () => {
  expect(readFileSync(join(import.meta.dirname, '../../..', REASONS_FILE), 'utf8')).toBe(reasonsPage())
})
