import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mergeValues, parseValues, readValues } from '../../../src/gomplate/values.ts'
import { temporaryFolder } from '../temporary-folder.ts'

function workspaceWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

test('reads YAML and JSON; a file without content is no values', () => {
  expect(parseValues('v.yaml', 'a: 1\nb: [x, y]\nc: yes\n')).toEqual({ a: 1, b: ['x', 'y'], c: 'yes' })
  expect(parseValues('v.json', '{"a": {"b": true}}')).toEqual({ a: { b: true } })
  expect(parseValues('v.yaml', '')).toEqual({})
  expect(parseValues('v.yaml', '# only a comment\n')).toEqual({})
  expect(parseValues('v.yaml', '\uFEFFa: 1')).toEqual({ a: 1 })
})

test.each([
  ['- 1\n- 2\n', 1, 'not a mapping'],
  ['\n\njust text\n', 3, 'not a mapping'],
  ['a: 1\nb: [\n', 3, 'not YAML'],
  ['a: 1\nb: 2\na: 3\n', 3, 'not YAML'],
  ['a: 1\nmode: 0440\n', 2, '0440 is octal to some'],
  ['a:\n  id: 123456789012345678901\n', 2, 'write it in quotes'],
  ['a: .inf\n', 1, 'write it in quotes'],
  ['a: *nowhere\n', 1, ''],
])('%j is refused at its line', (text, line, why) => {
  const [first] = parseValues('values/prod.yaml', text) as readonly { where: string; text: string }[]
  expect(first).toMatchObject({ reason: 'values-invalid', where: `values/prod.yaml:${line}` })
  expect(first?.text).toContain(why)
})

test('numbers that look odd but are plain are taken', () => {
  const text = 'zero: 0\nhalf: 0.5\nquoted: "0440"\nhex: 0x1F\n'
  expect(parseValues('v.yaml', text)).toEqual({ zero: 0, half: 0.5, quoted: '0440', hex: 31 })
})

test('mappings are merged, everything else is replaced by the later one', () => {
  const base = { a: { b: 1, c: 2 }, list: [1, 2], gone: { x: 1 } }
  const over = { a: { c: 3, d: 4 }, list: [9], gone: null }
  expect(mergeValues(base, over)).toEqual({ a: { b: 1, c: 3, d: 4 }, list: [9], gone: null })
  expect(base).toEqual({ a: { b: 1, c: 2 }, list: [1, 2], gone: { x: 1 } })
})

test('a key named __proto__ stays a key', () => {
  const values = mergeValues({ a: 1 }, JSON.parse('{"__proto__": {"polluted": true}}'))
  expect(Object.keys(values)).toEqual(['a', '__proto__'])
  expect((values as { polluted?: boolean }).polluted).toBeUndefined()
})

test('several files are merged in their order', async () => {
  const folder = workspaceWith({ 'a.yaml': 'x: 1\nm: {p: 1, q: 1}\n', 'b.json': '{"m": {"q": 2}}' })
  expect(await readValues(folder, ['a.yaml', 'b.json'])).toEqual({ x: 1, m: { p: 1, q: 2 } })
  expect(await readValues(folder, ['b.json', 'a.yaml'])).toEqual({ x: 1, m: { p: 1, q: 1 } })
  expect(await readValues(folder, [])).toEqual({})
})

test('every file that is missing or wrong is named at once', async () => {
  const folder = workspaceWith({ 'list.yaml': '- 1\n' })
  await expect(readValues(folder, ['missing.yaml', 'list.yaml'])).rejects.toMatchObject({
    outcome: 'refused',
    message: expect.stringMatching(/^missing\.yaml: no such values file.*"values" \(and 1 more\)$/),
    findings: [
      { reason: 'values-unreadable', where: 'missing.yaml' },
      { reason: 'values-invalid', where: 'list.yaml:1' },
    ],
  })
})

test('a folder is no values file, and what cannot be read is not called missing', async () => {
  const folder = workspaceWith({ 'a.yaml': 'x: 1' })
  mkdirSync(join(folder, 'values'))
  await expect(readValues(folder, ['values', 'a.yaml/b'])).rejects.toMatchObject({
    findings: [
      { reason: 'values-unreadable', text: expect.stringMatching(/^a folder, not a values file; /) },
      { reason: 'values-unreadable', text: expect.stringMatching(/^no such values file /) },
    ],
  })
  await expect(readValues(folder, ['x'.repeat(300)])).rejects.toMatchObject({ code: 'ENAMETOOLONG' })
})

test('a symbolic link out of the workspace is refused', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'workspace'))
  writeFileSync(join(folder, 'outside.yaml'), 'a: 1\n')
  symlinkSync('../outside.yaml', join(folder, 'workspace', 'v.yaml'))
  await expect(readValues(join(folder, 'workspace'), ['v.yaml'])).rejects.toMatchObject({
    reason: 'file-outside-workspace',
  })
})
