import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REASONS_FILE } from '../../script/reasons.ts'
import type { ActionName, Reason } from '../../src/reasons/reason.ts'
import { SUBJECTS } from '../../src/reasons/registry.ts'

const root = join(import.meta.dirname, '../..')
const codes = SUBJECTS.flatMap(({ reasons }) => Object.keys(reasons))
const sources = globSync('src/**/*.ts', { cwd: root })
  .filter(file => !file.startsWith('src/reasons/'))
  .map(file => readFileSync(join(root, file), 'utf8'))
  .join('\n')
const quoted = new Set([...sources.matchAll(/'([a-z0-9-]+)'/g)].map(([, text]) => text))
const ACTIONS = ['deploy', 'build', 'notify-stale'] as const satisfies readonly ActionName[]

/** What is quoted in the files that an action loads: its own, and all that they import. */
function quotedBy(action: ActionName): ReadonlySet<string | undefined> {
  const files = new Set<string>()
  const read = (file: string): void => {
    if (files.has(file) || file.startsWith('src/reasons/')) return
    files.add(file)
    const text = readFileSync(join(root, file), 'utf8')
    const imports = text.matchAll(/(?:import|export) (?!type )[^']*?from '(\.[^']+)'|import\('(\.[^']+)'\)/g)
    for (const [, fixed, late] of imports) read(join(file, '..', fixed ?? late ?? ''))
  }
  for (const file of globSync(`src/actions/${action}/*.ts`, { cwd: root })) read(file)
  const texts = [...files].map(file => readFileSync(join(root, file), 'utf8')).join('\n')
  return new Set([...texts.matchAll(/'([a-z0-9-]+)'/g)].map(([, text]) => text))
}

const page = readFileSync(join(root, REASONS_FILE), 'utf8')

// The other way round is held by the type: a code that is not in the registry does not compile.
test('every code of the registry is used', () => {
  expect(codes.filter(code => !quoted.has(code))).toEqual([])
})

test.each(ACTIONS)('%s reports only codes that its code has', action => {
  const known = quotedBy(action)
  const reported = SUBJECTS.flatMap(({ actions, reasons }) =>
    Object.entries<Reason>(reasons).filter(([, reason]) => (reason.actions ?? actions).some(name => name === action)),
  ).map(([code]) => code)
  expect(reported.length).toBeGreaterThan(10)
  expect(reported.filter(code => !known.has(code))).toEqual([])
})

test('every code is an anchor of the page, and no other heading takes it', () => {
  const anchors = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading.toLowerCase().replaceAll(/[`,]/g, '').replaceAll(' ', '-'),
  )
  expect(codes.filter(code => anchors.filter(anchor => anchor === code).length !== 1)).toEqual([])
})
