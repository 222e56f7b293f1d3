import { expect, test } from 'vitest'
import { Masks, MOST_MASKED_CHARACTERS, MOST_MASKS } from '../../../src/secrets/masks.ts'

function masksWith(...secrets: readonly string[]): { masks: Masks; emitted: string[]; notices: string[] } {
  const emitted: string[] = []
  const notices: string[] = []
  const masks = new Masks({ emit: value => emitted.push(value), notice: line => notices.push(line) })
  masks.addAll(secrets)
  return { masks, emitted, notices }
}

const base64 = (text: string): string => Buffer.from(text).toString('base64')

const SECRET = 'pa"ss/w+rd ü&€'
const forms: readonly (readonly [string, string])[] = [
  ['plain', SECRET],
  ['base64', base64(SECRET)],
  ['base64 with a final line break', base64(`${SECRET}\n`)],
  ['base64 for URLs', Buffer.from(SECRET).toString('base64url')],
  ['URL-encoded', encodeURIComponent(SECRET)],
  ['in JSON', JSON.stringify({ x: SECRET })],
  ['in the middle of base64', base64(`user:${SECRET}, and more`)],
]

test.each(forms)('a secret %s is neither left in text nor unknown to the runner', (_, form) => {
  const { masks, emitted } = masksWith(SECRET)
  const shown = masks.redact(`before ${form} after`)
  expect(shown).toMatch(/^before .*\*\*\*.* after$/)
  expect(shown).not.toContain(form)
  // What the runner masks covers the same.
  const runner = emitted.reduce((text, value) => text.replaceAll(value, '***'), `before ${form} after`)
  expect(runner).not.toContain(form)
  expect(runner).toContain('***')
})

test('of a password in the middle of base64 no more than its borders stay', () => {
  const { masks } = masksWith('correct horse battery')
  for (const before of ['', 'a', 'ab', 'user:']) {
    const rest = masks.redact(base64(`${before}correct horse battery tail`)).replace('***', '')
    expect(Buffer.from(rest, 'base64').toString()).not.toMatch(/orrec|horse|batter/)
  }
})

test('a secret with line breaks is masked line by line, without its brackets and borders', () => {
  const pem = '-----BEGIN KEY-----\nMIIEvQIBADAN\n  indented-line\r\n}\nkey:\n-----END KEY-----\n'
  const { masks, emitted } = masksWith(pem)
  expect(emitted.filter(value => /[\r\n]/.test(value))).toEqual([])
  expect(emitted).toEqual(expect.arrayContaining(['MIIEvQIBADAN', 'indented-line', base64(pem)]))
  expect(masks.redact('key:\n} -----BEGIN KEY-----\nxMIIEvQIBADANx')).toBe('key:\n} -----BEGIN KEY-----\nx***x')
})

test('a secret pasted with a line break is masked without it too', () => {
  expect(masksWith('s3cr3t-value\n').masks.redact('s3cr3t-value.')).toBe('***.')
})

test.each(['tok4', 'tok4\n'])('%j is masked in base64 with and without a final line break', value => {
  // Too short for the part that stays the same in the middle of something else.
  const { masks } = masksWith(value)
  expect(masks.redact(`${base64('tok4')} ${base64('tok4\n')}`)).toBe('*** ***')
})

test('each form is masked by the runner once', () => {
  const { masks, emitted } = masksWith('s3cr3t-value', 's3cr3t-value')
  masks.add('s3cr3t-value', 'AGAIN')
  expect(new Set(emitted).size).toBe(emitted.length)
})

test('the longest of several secrets leaves nothing of it behind', () => {
  const { masks } = masksWith('token', 'token-with-more')
  expect(masks.redact('a token-with-more b token c')).toBe('a *** b *** c')
})

test('secrets that overlap in a text are hidden as one', () => {
  expect(masksWith('abcdef', 'defghi').masks.redact('<abcdefghi>')).toBe('<***>')
})

test.each([
  ...['abc', ' No ', 'true', 'FALSE', 'false', 'null', 'none', 'undefined', ' Default\n', 'enabled', 'disabled'],
])('%s is not masked but reported by name, once', value => {
  const { masks, emitted, notices } = masksWith()
  masks.add(value, 'GREETING')
  masks.add(value, 'GREETING')
  expect(emitted).toEqual([])
  expect(masks.redact(`is ${value}`)).toBe(`is ${value}`)
  expect(notices).toEqual([expect.stringContaining('GREETING')])
})

test('an empty value is nothing to mask and nothing to report', () => {
  const { masks, emitted, notices } = masksWith()
  masks.add('', 'GREETING')
  masks.add('  \n', 'GREETING')
  expect([emitted, notices]).toEqual([[], []])
  expect(masks.redact('as it is')).toBe('as it is')
})

test('an exempt word stays readable when a Secret holds it as a value', () => {
  const { masks, emitted } = masksWith()
  masks.exempt('production')
  masks.add('production')
  masks.add('LEVEL=info\nproduction')
  expect(masks.redact('hello to production')).toBe('hello to production')
  expect(emitted).not.toContain('production')
})

test('of a kubeconfig among the secrets, its credentials alone: its names are in every log', () => {
  const emitted: string[] = []
  const masks = new Masks({ emit: value => emitted.push(value) })
  const kubeconfig = `apiVersion: v1
kind: Config
current-context: production
clusters: [{ name: cluster, cluster: { server: "https://10.0.0.1:6443" } }]
contexts:
  - name: production
    context: { cluster: cluster, user: deployer, namespace: shop }
users:
  - name: deployer
    user: { token: eyJhbGciOi.secret }
`
  masks.addNamed([
    ['KUBECONFIG', kubeconfig],
    ['AGAIN', Buffer.from(kubeconfig).toString('base64')],
  ])
  expect(masks.redact('kind: ConfigMap, namespace: shop, - name: production')).toBe(
    'kind: ConfigMap, namespace: shop, - name: production',
  )
  expect(masks.redact('eyJhbGciOi.secret')).toBe('***')
  expect(masks.redact(Buffer.from(kubeconfig).toString('base64'))).toBe('***')
  expect(emitted).not.toContain('kind: Config')
})

test('a secret of 1,000 values: the runner gets a bounded number of masks, the values as they are first; all forms are hidden', () => {
  const values = Array.from({ length: 1000 }, (_, index) => `value "${index}" & more`)
  const json = JSON.stringify(Object.fromEntries(values.map((value, index) => [`KEY_${index}`, value])))
  const { masks, emitted, notices } = masksWith(json, 'another secret')
  expect(emitted).toHaveLength(MOST_MASKS / 2 + 1)
  expect(emitted).toEqual(expect.arrayContaining([...values, 'another secret']))
  expect(notices).toEqual([expect.stringContaining('5,000 masks')])
  for (const value of [values[0] ?? '', values[999] ?? '', 'another secret']) {
    for (const form of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value), base64(value)]) {
      expect(masks.redact(`a ${form} b`)).toBe('a *** b')
    }
  }
})

test('a secret of 1 MB: the log does not become many times as long, and it is hidden as it is, line by line, in JSON and base64', () => {
  const line = (index: number) => `line ${index} of "a" very long secret, ${'x'.repeat(80)}`
  const value = Array.from({ length: 8000 }, (_, index) => line(index)).join('\n')
  const { masks, emitted, notices } = masksWith(value, value.replaceAll('\n', ' '), value.replaceAll('\n', '-'), value)
  expect(emitted.length).toBeLessThanOrEqual(MOST_MASKS)
  expect(emitted.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(MOST_MASKED_CHARACTERS)
  expect(notices).toEqual([expect.stringContaining('4 MB')])
  expect(masks.redact(`a ${line(7999)} b`)).toBe('a *** b')
  const encoded = base64(value).slice(500_000, 500_076)
  expect(emitted.filter(form => form.includes(encoded))).toEqual([])
  for (const form of [JSON.stringify(value).slice(1, -1), encoded]) expect(masks.redact(`a ${form} b`)).toBe('a *** b')
})

/** A key in PEM as openssl writes it, of some 2,400 bytes. */
function pem(index: number): string {
  const line = (at: number) => base64(`key ${index} line ${at}`.padEnd(48, `${index}.${at};`))
  const lines = Array.from({ length: 36 }, (_, at) => line(at))
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`
}

test('a token that comes after 30 private keys is still given to the runner, as are the lines of each key', () => {
  const keys = Array.from({ length: 30 }, (_, index) => pem(index))
  const { masks, emitted } = masksWith(...keys)
  const before = emitted.length
  masks.add('late-token')
  expect(emitted.slice(before)).toEqual(['late-token'])
  expect(emitted).toEqual(expect.arrayContaining(keys.flatMap(key => key.split('\n').slice(1, -2))))
})

test('a form for which there was no place is given to the runner when it is a secret itself', () => {
  const { masks, emitted } = masksWith(...Array.from({ length: 30 }, (_, index) => pem(index)), 'late-token')
  expect(emitted).not.toContain(base64('late-token'))
  masks.add(base64('late-token'))
  expect(emitted).toContain(base64('late-token'))
  expect(new Set(emitted).size).toBe(emitted.length)
})

test('however long the secrets were before, a long one still has place in the characters', () => {
  const long = (index: number) => `${index} <&> `.repeat(9000).trim()
  const { masks, emitted } = masksWith(...Array.from({ length: 5 }, (_, index) => long(index)))
  masks.add(long(5))
  expect(emitted.filter(form => form === long(5))).toHaveLength(1)
})

test('few masks are given without a word', () => {
  expect(masksWith(...forms.map(([, form]) => form)).notices).toEqual([])
})
