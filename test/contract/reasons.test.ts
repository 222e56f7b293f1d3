import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REASONS_FILE, reasonsPage } from '../../script/reasons.ts'
import { SUBJECTS } from '../../src/reasons/registry.ts'

const root = join(import.meta.dirname, '../..')
const codes = SUBJECTS.flatMap(({ reasons }) => Object.keys(reasons))
const sources = globSync('src/**/*.ts', { cwd: root })
  .filter(file => !file.startsWith('src/reasons/'))
  .map(file => readFileSync(join(root, file), 'utf8'))
  .join('\n')
const quoted = new Set([...sources.matchAll(/'([a-z0-9-]+)'/g)].map(([, text]) => text))
const page = readFileSync(join(root, REASONS_FILE), 'utf8')

test('the page of reasons follows the registry', () => {
  expect(page).toBe(reasonsPage())
})

// The other way round is held by the type: a code that is not in the registry does not compile.
test('every code of the registry is used', () => {
  expect(codes.filter(code => !quoted.has(code))).toEqual([])
})

test('every code is an anchor of the page, and no other heading takes it', () => {
  const anchors = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading.toLowerCase().replaceAll(/[`,]/g, '').replaceAll(' ', '-'),
  )
  expect(codes.filter(code => anchors.filter(anchor => anchor === code).length !== 1)).toEqual([])
})
