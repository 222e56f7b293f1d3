import { describe, expect, test } from 'vitest'
import { edited, placesIn } from '../../../../script/mutation/places.ts'

/** Every text that a text can become, without an order. */
function mutantsOf(text: string, operator?: string): string[] {
  return placesIn('a.ts', text)
    .places.filter(place => operator === undefined || place.operator === operator)
    .flatMap(({ edits }) => edits.map(edit => edited(text, edit)))
    .toSorted()
}

test.each<[string, string, string[]]>([
  ['condition', 'if (a) b()', ['if (!(a)) b()', 'if (false) b()', 'if (true) b()']],
  ['condition', 'x = a ? b : c', ['x = !(a) ? b : c', 'x = false ? b : c', 'x = true ? b : c']],
  ['condition', 'while (a) b()', ['while (!(a)) b()', 'while (false) b()', 'while (true) b()']],
  ['operator', 'x = a && b', ['x = (a) || (b)']],
  ['operator', 'x = a || b', ['x = (a) && (b)']],
  ['operator', 'x = a ?? b', ['x = b']],
  ['operator', 'x = a < b', ['x = (a) <= (b)', 'x = (a) > (b)']],
  ['operator', 'x = a >= b', ['x = (a) < (b)', 'x = (a) > (b)']],
  ['operator', 'x = a === b', ['x = (a) !== (b)']],
  ['operator', 'x = a !== b', ['x = (a) === (b)']],
  ['operator', 'x = a + b', ['x = (a) - (b)']],
  ['operator', 'x = a * b', ['x = (a) / (b)']],
  ['not', 'x = !a', ['x = (a)']],
  ['boolean', 'x = true', ['x = false']],
  ['call', 'a.b(1)', ['undefined']],
  ['call', 'await a()', ['await undefined']],
  ['call', 'x = a()', []],
  ['call', "log.debug('a')", []],
  ['result', 'function f() { return [1] }', ['function f() { return [] }']],
  ['result', 'function f() { return `a${b}` }', ["function f() { return '' }"]],
  ['result', 'function f() { return { a } }', ['function f() { return undefined }']],
  ['result', 'const f = () => ({ a })', ['const f = () => (undefined)']],
  ['result', 'const f = () => a()', ['!(a())', "''", '[]', 'undefined'].map(text => `const f = () => ${text}`)],
  ['code', "x = 'in_progress'", ["x = 'mutated'"]],
  ['code', "x = 'a sentence of words'", []],
])('%s: %s', (operator, text, mutants) => {
  expect(mutantsOf(text, operator)).toEqual(mutants.toSorted())
})

test('a code becomes another code of its file', () => {
  expect(mutantsOf("x = a ? 'success' : 'failure'", 'code')).toContain("x = a ? 'failure' : 'failure'")
})

test.each([
  "import a from 'success'",
  "export { a } from 'success'",
  "const load = import('success')",
  "type A = 'success' | 'failure'",
  'interface A { readonly b: true }',
  "// 'success' && true",
  "log.debug(a ? 'success' : 'failure')",
])('nothing in %s is broken', text => {
  expect(mutantsOf(text)).toEqual([])
})

describe('where', () => {
  test('code within types of TypeScript is found', () => {
    expect(mutantsOf('x = (a && b) as boolean')).toEqual(['x = ((a) || (b)) as boolean'])
    expect(mutantsOf('x = (a && b) satisfies boolean')).toEqual(['x = ((a) || (b)) satisfies boolean'])
  })

  test('lines are counted from 1, also after texts that are not ASCII', () => {
    expect(placesIn('a.ts', '// ✓ é 𝒳\n\nif (a) b()\n').places.map(({ line }) => line)).toContain(3)
    expect(mutantsOf("x('✓ 𝒳'); y = a && b", 'operator')).toEqual(["x('✓ 𝒳'); y = (a) || (b)"])
  })

  test('the size of a file is that of its code', () => {
    const { size } = placesIn('a.ts', 'const one = two')
    expect(placesIn('a.ts', '// a long comment\ninterface A { b: string }\nconst one = two').size).toBe(size)
    expect(placesIn('a.ts', 'const one = two + three').size).toBeGreaterThan(size)
  })

  test('what cannot be parsed is an error', () => {
    expect(() => placesIn('a.ts', 'const = ')).toThrow('a.ts: ')
  })
})
