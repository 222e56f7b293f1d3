import { expect, test } from 'vitest'
import { hideInputs } from '../../../src/runner/input-secrets.ts'
import type { InputTable } from '../../../src/runner/inputs.ts'
import { Masks } from '../../../src/secrets/masks.ts'

const TABLE: InputTable = {
  token: { description: '', secret: 'text' },
  kubeconfig: { description: '', secret: 'kubeconfig' },
  secrets: { description: '', secret: 'object' },
  'secret-env': { description: '', secret: 'variables' },
  'slack-api-url': { description: '', secret: 'address' },
  environment: { description: '' },
}

/** What is left of a text, and what is said. */
function hidden(inputs: Record<string, string>, env: Record<string, string> = {}) {
  const notices: string[] = []
  const masks = new Masks({ emit: () => undefined, notice: line => notices.push(line) })
  hideInputs(TABLE, { input: name => inputs[name] ?? '', env, masks })
  return { redact: (text: string) => masks.redact(text), notices }
}

test.each<[string, Record<string, string>, Record<string, string>, string]>([
  ['a token', { token: 'value-1' }, {}, 'value-1'],
  ['a credential of a kubeconfig', { kubeconfig: 'users: [{user: {token: value-2}}]' }, {}, 'value-2'],
  ['a secret that nothing names', { secrets: '{"A":"other","B":"value-3"}' }, {}, 'value-3'],
  ['secrets that are no JSON', { secrets: '{"A":"other",\n"B":"value-4"' }, {}, '"B":"value-4"'],
  ['a variable of secret-env', { 'secret-env': 'A\nB' }, { B: 'value-5' }, 'value-5'],
  ['a variable with an ID', { 'secret-env': 'npm=B' }, { B: 'value-6' }, 'value-6'],
  ['a password of an address', { 'slack-api-url': 'https://u:value-7@slack/' }, {}, 'value-7'],
  ['a token of the job', {}, { GITHUB_TOKEN: 'value-8' }, 'value-8'],
  ['a token of the cache', {}, { ACTIONS_RUNTIME_TOKEN: 'value-9' }, 'value-9'],
  ['a token for a cloud login', {}, { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'value-a' }, 'value-a'],
  ['a password of a proxy', {}, { https_proxy: 'http://u:value-b@proxy:3128' }, 'value-b'],
])('%s is hidden', (_, inputs, env, secret) => {
  expect(hidden(inputs, env).redact(`a ${secret} b`)).toBe('a *** b')
})

test('what is no secret stays', () => {
  const { redact, notices } = hidden(
    { environment: 'production', 'slack-api-url': 'https://slack/' },
    { HOME: '/root' },
  )
  expect(redact('production https://slack/ /root')).toBe('production https://slack/ /root')
  expect(notices).toEqual([])
})

test('values that are too short are said in one line by their names', () => {
  const secrets = JSON.stringify({ PIN: '123', ON: 'true', LONG: 'long enough' })
  const { notices } = hidden({ secrets, token: 'abc', 'secret-env': 'PIN' }, { PIN: '123' })
  expect(notices).toEqual([
    expect.stringMatching(/^The values of PIN, ON are too short .* from 4 characters on/),
    expect.stringMatching(/^The value of the input "token" is too short/),
  ])
})
