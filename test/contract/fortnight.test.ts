import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const tests = resolve(import.meta.dirname, '..')

/** Every file that a file leads to, itself among them. */
function reachable(file: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  const text = readFileSync(file, 'utf8')
  const named = [...text.matchAll(/(?:from\s+|import\s*\(?\s*)['"](\.[^'"]+)['"]/g)].map(([, path]) => path ?? '')
  for (const path of named) reachable(resolve(dirname(file), path), seen)
  return seen
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(tests, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => join(tests, folder, file))
}

const OWN_FOLDERS = ['fortnight/oracle/', 'fortnight/rows.ts']

test('what must be right in the fortnight is computed from its facts alone, without the doubles and without src/', () => {
  const reached = filesIn('fortnight/oracle').flatMap(file => [...reachable(file)])
  const others = reached
    .map(file => relative(tests, file))
    .filter(file => !OWN_FOLDERS.some(own => file.startsWith(own)))
  expect(others).toEqual([])
})

test.each(['fortnight', 'timetable'])('%s knows nothing of src/', folder => {
  const reached = new Set(filesIn(folder).flatMap(file => [...reachable(file)]))
  expect(reached.size).toBeGreaterThan(5)
  expect([...reached].map(file => relative(tests, file)).filter(file => file.startsWith('../src'))).toEqual([])
})
