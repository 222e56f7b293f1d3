import { expect, test } from 'vitest'
import { differences, pathText } from '../../../../src/kubernetes/plan/differences.ts'

/** `path: before → after`, `∅` where there is none. */
function shown(before: unknown, after: unknown): readonly string[] {
  const text = (value: unknown): string => (value === undefined ? '∅' : JSON.stringify(value))
  return differences(before, after).map(one => `${pathText(one.path)}: ${text(one.before)} → ${text(one.after)}`)
}

test.each<[string, unknown, unknown, readonly string[]]>([
  ['nothing', { a: { b: [1] } }, { a: { b: [1] } }, []],
  ['a value', { spec: { replicas: 2 } }, { spec: { replicas: 3 } }, ['spec.replicas: 2 → 3']],
  ['a type', { data: { a: '3' } }, { data: { a: 3 } }, ['data.a: "3" → 3']],
  ['null is a value', { a: null }, {}, ['a: null → ∅']],
  ['a name with dots and slashes', {}, { 'x.y/z': 'a' }, ['["x.y/z"]: ∅ → "a"']],
  ['what comes as a whole, field by field', {}, { a: { b: 1, c: { d: 2 } } }, ['a.b: ∅ → 1', 'a.c.d: ∅ → 2']],
  ['what goes as a whole, field by field', { a: { b: 1 } }, {}, ['a.b: 1 → ∅']],
  ['an empty mapping that comes', {}, { emptyDir: {} }, ['emptyDir: ∅ → {}']],
  ['a mapping instead of a value', { a: 1 }, { a: { b: 2 } }, ['a: 1 → {"b":2}']],
  ['a list of values', { args: ['a', 'b'] }, { args: ['a', 'c'] }, ['args: ["a","b"] → ["a","c"]']],
  [
    'an item by its name, wherever it stands',
    {
      c: [
        { name: 'a', image: '1' },
        { name: 'b', image: '1' },
      ],
    },
    {
      c: [
        { name: 'new', image: '0' },
        { name: 'a', image: '1' },
        { name: 'b', image: '2' },
      ],
    },
    ['c[b].image: "1" → "2"', 'c[new].image: ∅ → "0"'],
  ],
  ['an item that has only its name', { s: [] }, { s: [{ name: 'regcred' }] }, ['s[regcred].name: ∅ → "regcred"']],
  [
    'the order of items counts',
    {
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '$(A)' },
      ],
    },
    {
      env: [
        { name: 'B', value: '$(A)' },
        { name: 'A', value: '1' },
      ],
    },
    ['env[order]: ["A","B"] → ["B","A"]'],
  ],
  [
    'ports without names',
    { ports: [{ containerPort: 80 }] },
    { ports: [{ containerPort: 80, protocol: 'UDP' }] },
    ['ports[80].protocol: ∅ → "UDP"'],
  ],
  [
    'a name that two items have is no key',
    {
      m: [
        { name: 'v', mountPath: '/a' },
        { name: 'v', mountPath: '/b' },
      ],
    },
    {
      m: [
        { name: 'v', mountPath: '/a' },
        { name: 'v', mountPath: '/b', readOnly: true },
      ],
    },
    ['m[/b].readOnly: ∅ → true'],
  ],
  [
    'items without a key: an insertion changes no other one',
    { r: [{ verbs: ['get'] }, { verbs: ['list'] }] },
    { r: [{ verbs: ['watch'] }, { verbs: ['get'] }, { verbs: ['list'] }] },
    ['r[0].verbs: ∅ → ["watch"]'],
  ],
  [
    'items without a key: what is in the same place is compared inside',
    { r: [{ verbs: ['get'], x: 1 }, { verbs: ['list'] }] },
    { r: [{ verbs: ['get'], x: 2 }, { verbs: ['list'] }] },
    ['r[0].x: 1 → 2'],
  ],
  ['a list of mappings that becomes empty', { r: [{ a: 1 }] }, { r: [] }, ['r[0].a: 1 → ∅']],
])('%s', (_, before, after, expected) => {
  expect(shown(before, after)).toEqual(expected)
})

test('a secret in the name of a field is hidden before the name is quoted: quoted twice it would not be known', () => {
  const redact = (text: string): string => text.replaceAll('a\\"b', '***').replaceAll('app', '***')
  expect(pathText(['data', 'in JSON: a\\"b', { item: 'app' }], redact)).toBe('data["in JSON: ***"][***]')
})
