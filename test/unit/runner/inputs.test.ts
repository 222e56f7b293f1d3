import { describe, expect, test } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { durationOf, idOf, linesOf, readInputs } from '../../../src/runner/inputs.ts'

const TABLE = {
  token: { description: 'The token.', required: true },
  image: { description: 'The `image`.', required: true },
  context: { description: 'The context.' },
} as const

function thrownBy(work: () => unknown): UserError {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof UserError) return thrown
    throw thrown
  }
  throw new Error('nothing was thrown')
}

describe('readInputs', () => {
  test('trims what is given and leaves the rest empty', () => {
    const given: Record<string, string> = { token: ' t ', image: 'i\n' }
    expect(readInputs(TABLE, name => given[name] ?? '')).toEqual({ token: 't', image: 'i', context: '' })
  })

  test('names every required input that is missing, once', () => {
    const error = thrownBy(() => readInputs(TABLE, () => ' '))
    expect(error.reason).toBe('input-missing')
    expect(error.message).toMatch(/^Inputs "token", "image" are missing or empty/)
    expect(error.findings).toEqual([
      { reason: 'input-missing', text: 'The token.', where: 'input token' },
      { reason: 'input-missing', text: 'The image.', where: 'input image' },
    ])
  })

  test('says where an input may be lost on the way, of several among the findings', () => {
    const given = {
      ...TABLE,
      secret: { description: 'A secret.', required: true, whenMissing: 'look at `secrets:`' },
    } as const
    const only = thrownBy(() => readInputs(given, name => (name === 'secret' ? '' : 'x')))
    expect(only.message).toBe('Input "secret" is missing or empty; look at `secrets:`')
    const all = thrownBy(() => readInputs(given, () => ''))
    expect(all.message).toMatch(/are missing or empty; give them values under "with:" of this step$/)
    expect(all.findings.at(-1)).toMatchObject({ where: 'input secret', text: 'look at secrets:' })
  })

  test('speaks of one input in the singular', () => {
    expect(thrownBy(() => readInputs({ token: TABLE.token }, () => '')).message).toMatch(/^Input "token" is missing/)
  })
})

test('linesOf takes a line as an item, whatever is in it', () => {
  expect(linesOf('  a,b\n\n "c" # d \r\n')).toEqual(['a,b', '"c" # d'])
})

test.each([
  ['0s', 0],
  ['90s', 90_000],
  ['10m', 600_000],
  ['1h', 3_600_000],
])('durationOf %s', (text, expected) => {
  expect(durationOf('timeout', text)).toBe(expected)
})

test.each(['', '10', 'm', '-1s', '1.5m', '10 m', '1d', '9999999s'])(
  'durationOf refuses "%s", naming the input',
  text => {
    expect(thrownBy(() => durationOf('timeout', text)).message).toContain('"timeout"')
  },
)

test('idOf takes a positive whole number', () => {
  expect(idOf('deployment-id', '42')).toBe(42)
})

test.each(['0', '-1', '1.0', '1e3', 'x', '99999999999999999999'])('idOf refuses "%s"', text => {
  expect(thrownBy(() => idOf('deployment-id', text)).reason).toBe('input-invalid')
})
