import { afterEach, expect, test, vi } from 'vitest'
import { hideInputs } from '../../../src/runner/input-secrets.ts'
import type { InputTable } from '../../../src/runner/inputs.ts'
import { encodings, placesWith } from '../../platform/secrecy/forms.ts'
import { PLACES, watchedRunner } from './places.ts'
import { GIVEN, INPUTS, SHAPES, TABLES } from './planted.ts'

/** Puts a text in every place, and says in which the secret can be read. */
async function found(
  secret: string,
  inputs: Record<string, string>,
  env: Record<string, string>,
  table?: InputTable,
  forms = encodings(secret),
) {
  const { runner, taken } = watchedRunner(env, (name, value) => vi.stubEnv(name, value))
  if (table !== undefined) hideInputs(table, { ...runner, input: name => inputs[name] ?? '' })
  taken()
  const places: string[] = []
  const text = `before ${forms.join(' and ')} after`
  for (const [place, put] of Object.entries(PLACES)) {
    const returned = await put(runner, text)
    const all = `${taken()}\n${String(returned ?? '')}`.replaceAll('\\\\', '\\')
    // The escapes of Markdown and of workflow commands hide a text from a search and not from a reader.
    const plain = all.replaceAll(/\\([\\`*_[\]|~#])/g, '$1')
    const commands = all.replaceAll('%25', '%')
    places.push(...placesWith(secret, { [place]: `${all}\n${plain}\n${commands}` }))
  }
  return new Set(places)
}

afterEach(() => {
  vi.unstubAllEnvs()
  process.exitCode = undefined
})

test.each(INPUTS)(
  '%s: a secret in the input "%s" is in no place, whatever its shape and form',
  async (_, name, kind, table) => {
    // Every shape for the first input of its kind.
    const isFirst = INPUTS.find(input => input[2] === kind)?.[3][name] === table[name]
    for (const secret of isFirst ? Object.values(SHAPES) : [SHAPES.quotes ?? '']) {
      const { text, env = {} } = GIVEN[kind](secret)
      expect(await found(secret, { [name]: text }, env, table)).toEqual(new Set())
    }
  },
)

test('a leak of each shape is found in each place, in each form', async () => {
  const { quotes = '', ...shapes } = SHAPES
  expect(await found(quotes, {}, {})).toEqual(new Set(Object.keys(PLACES)))
  for (const form of encodings(quotes)) expect(placesWith(quotes, { here: `a ${form} b` })).toEqual(['here'])
  // Each form by itself; quotes are written anew by the places themselves.
  for (const secret of Object.values(shapes)) {
    for (const form of new Set(encodings(secret))) {
      expect([form, await found(secret, {}, {}, undefined, [form])]).toEqual([form, new Set(Object.keys(PLACES))])
    }
  }
})

test.each(TABLES)('%s: every input that is called like a secret says what of it is one', (_, table) => {
  const called = Object.keys(table).filter(name => /token|password|secret|kubeconfig|api-url/.test(name))
  expect(called.filter(name => table[name]?.secret === undefined)).toEqual([])
})
