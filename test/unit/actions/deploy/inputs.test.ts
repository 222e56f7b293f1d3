import { describe, expect, test } from 'vitest'
import { DEPLOY_INPUTS, validateDeployInputs } from '../../../../src/actions/deploy/inputs.ts'
import { UserError } from '../../../../src/errors.ts'
import type { InputTexts } from '../../../../src/runner/inputs.ts'

type Texts = InputTexts<typeof DEPLOY_INPUTS>

function texts(given: Partial<Texts> = {}): Texts {
  const defaults = Object.entries(DEPLOY_INPUTS).map(([name, spec]) => [name, 'default' in spec ? spec.default : ''])
  return { ...(Object.fromEntries(defaults) as Texts), token: 't', kubeconfig: 'k', image: 'r/i', ...given }
}

function problem(given: Partial<Texts>, env: Record<string, string> = {}): string {
  try {
    validateDeployInputs(texts(given), env)
  } catch (thrown) {
    if (thrown instanceof UserError) return `${thrown.reason}: ${thrown.message}`
    throw thrown
  }
  return 'valid'
}

describe('validate', () => {
  test('with nothing but what is required', () => {
    expect(validateDeployInputs(texts(), {})).toEqual({
      token: 't',
      deploymentId: undefined,
      environment: undefined,
      kubeconfig: 'k',
      context: undefined,
      namespace: undefined,
      image: 'r/i',
      registry: undefined,
      templates: 'deploy/templates',
      values: [],
      secretEnv: {},
      timeoutMs: 600_000,
      stableForMs: 10_000,
      dryRun: false,
      gomplate: {
        version: '5.1.0',
        checksum: undefined,
        baseUrl: 'https://github.com/hairyhenderson/gomplate/releases/download',
      },
    })
  })

  test('with everything', () => {
    const inputs = validateDeployInputs(
      texts({
        'deployment-id': '7',
        'registry-username': 'u',
        'registry-password': 'p',
        values: 'a.yaml\nb.yaml',
        'secret-env': 'DB_PASSWORD',
        timeout: '90s',
        'stable-for': '0s',
        'gomplate-version': 'v4.3.3',
        'gomplate-base-url': 'https://mirror.example/gomplate/',
      }),
      { DB_PASSWORD: 'hunter2' },
    )
    expect(inputs).toMatchObject({
      deploymentId: 7,
      registry: { username: 'u', password: 'p' },
      values: ['a.yaml', 'b.yaml'],
      secretEnv: { DB_PASSWORD: 'hunter2' },
      timeoutMs: 90_000,
      stableForMs: 0,
      gomplate: { version: '4.3.3', baseUrl: 'https://mirror.example/gomplate' },
    })
  })

  test.each<[string, Partial<Texts>, RegExp]>([
    [
      'a namespace that cannot be one',
      { namespace: 'a/../b' },
      /^input-invalid: Input "namespace" is "a\/..\/b"; .*small/,
    ],
    ['a duration without unit', { timeout: '10' }, /^input-invalid: Input "timeout" is "10"; .*90s/],
    [
      'a window longer than the whole',
      { timeout: '5s', 'stable-for': '10s' },
      /"stable-for" \(10s\) and "timeout" \(5s\)/,
    ],
    [
      'a user without password',
      { 'registry-username': 'u' },
      /"registry-username" is given but "registry-password" is empty/,
    ],
    [
      'a password without user',
      { 'registry-password': 'p' },
      /"registry-password" is given but "registry-username" is empty/,
    ],
    ['an id that is none', { 'deployment-id': 'latest' }, /"deployment-id" is "latest"/],
    ['a secret that is not set', { 'secret-env': 'NOT_SET' }, /"secret-env": NOT_SET is not set/],
    ['a secret that is empty', { 'secret-env': 'EMPTY' }, /EMPTY is empty: is the secret set for this environment/],
    ['secrets that are no object', { secrets: '["hunter2"]' }, /^input-invalid: Input "secrets" is not a JSON object/],
    [
      'secrets that are no JSON',
      { secrets: '{hunter2' },
      /^input-invalid: Input "secrets" is not a JSON object(?!.*hunter2)/,
    ],
    ['a secret that the object lacks', { secrets: '{"A":"a"}', 'secret-env': 'B' }, /"secret-env": B is not set/],
    ['a name that is none', { 'secret-env': 'A=b' }, /"A=b" is not a name/],
  ])('refuses %s', (_what, given, expected) => {
    expect(problem(given, { EMPTY: '' })).toMatch(expected)
  })

  test('names every problem of secret-env at once', () => {
    expect(problem({ 'secret-env': 'ONE\nTWO' })).toMatch(/ONE is not set; TWO is not set/)
  })

  test('takes only the named ones of the secrets, before those of the environment', () => {
    const secrets = JSON.stringify({ A: 'from secrets', B: 'not named', C: 7 })
    const inputs = validateDeployInputs(texts({ secrets, 'secret-env': 'A\nD' }), { A: 'from env', D: 'd' })
    expect(inputs.secretEnv).toEqual({ A: 'from secrets', D: 'd' })
    expect(JSON.stringify(inputs)).not.toContain('not named')
  })
})
