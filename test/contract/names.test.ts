import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
// The bundle's own names are those of the entries that it loads.
const files = globSync('src/**/*.ts', { cwd: root }).filter(file => file !== 'src/index.ts')

/** The names that a file declares and exports. */
function exportsIn(text: string): readonly string[] {
  const declared = text.matchAll(
    /^export (?:abstract |async |declare )*(?:class|const|enum|function\*?|interface|type) (\w+)/gm,
  )
  // Overloads say a name several times.
  return [...new Set([...declared].map(([, name = '']) => name))]
}

/** The names that several files export, each with them. */
function namesTwice(texts: ReadonlyMap<string, string>): readonly string[] {
  const all = [...texts].flatMap(([file, text]) => exportsIn(text).map(name => ({ name, file })))
  return [...Map.groupBy(all, ({ name }) => name)]
    .filter(([, places]) => places.length > 1)
    .map(([name, places]) => `${name}: ${places.map(({ file }) => file).join(', ')}`)
}

test('no name is exported by two files of src/', () => {
  const texts = new Map(files.map(file => [file, readFileSync(join(root, file), 'utf8')]))
  expect([...texts.values()].flatMap(exportsIn).length).toBeGreaterThan(500)
  expect(namesTwice(texts)).toEqual([])
})

test('no doc comment of src/ stands above another, which takes what it describes', () => {
  const doubled = files.filter(file => DOUBLED.test(readFileSync(join(root, file), 'utf8')))
  expect(doubled).toEqual([])
  expect(DOUBLED.test('/**\n * One.\n */\n/** Two. */\nconst a = 1')).toBe(true)
  expect(DOUBLED.test('/** Of the file. */\n\n/** Two. */\nconst a = 1')).toBe(false)
})

/** The end of one at the beginning of a line or behind its beginning, and the next line begins another. */
const DOUBLED = /^\s*(?:\/\*\*.*)?\*\/\n *\/\*\*/m

describe('the reader', () => {
  test.each([
    ['export async function read(): void {}', ['read']],
    ['export interface A {}\nexport type B = A\nexport const C = 1\nexport abstract class D {}', ['A', 'B', 'C', 'D']],
    ['export function f(a: 1): 1\nexport function f(a: 2): 2', ['f']],
    ['const inside = 1\n  export const indented = 1', []],
  ])('%s', (text, expected) => {
    expect(exportsIn(text)).toEqual(expected)
  })

  test('a name in two files', () => {
    const texts = new Map([
      ['a.ts', 'export const A = 1\nexport const B = 1'],
      ['b.ts', 'export type A = 1'],
    ])
    expect(namesTwice(texts)).toEqual(['A: a.ts, b.ts'])
  })
})
