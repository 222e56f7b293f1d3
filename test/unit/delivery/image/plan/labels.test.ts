import { expect, test } from 'vitest'
import { labelsOf } from '../../../../../src/delivery/image/plan/labels.ts'
import { commandEnvironment, dockerEnvironment } from '../../../../../src/runner/child-environment.ts'

const SHA = 'a'.repeat(40)
const of = {
  sha: SHA,
  repositoryUrl: 'https://github.com/acme/hello',
  repository: 'acme/hello',
  own: new Map<string, string>(),
}

test.each([
  [
    'a commit',
    { ...of, committedAt: 1_767_603_600, tagName: undefined },
    { created: '2026-01-05T09:00:00Z', version: SHA, title: 'hello' },
  ],
  ['a tag', { ...of, committedAt: undefined, tagName: 'v1.2.3' }, { version: 'v1.2.3', title: 'hello' }],
])('the labels of %s', (_what, labelled, expected) => {
  const prefix = 'org.opencontainers.image.'
  const labels = [...labelsOf(labelled)].map(([name, value]) => [name.replace(prefix, ''), value])
  expect(Object.fromEntries(labels)).toEqual({ revision: SHA, source: of.repositoryUrl, ...expected })
})

test("title and version may be the user's own", () => {
  const own = new Map([['org.opencontainers.image.title', 'Hello, world']])
  expect(labelsOf({ ...of, committedAt: 0, tagName: undefined, own }).get('org.opencontainers.image.title')).toBe(
    'Hello, world',
  )
})

test('the environments of the commands and of docker', () => {
  const env = {
    PATH: '/bin',
    HOME: '/root',
    NPM_TOKEN: 't',
    GITHUB_STEP_SUMMARY: '/s',
    GITHUB_OUTPUT: '/o',
    GITHUB_STATE: '/st',
    ACTIONS_RUNTIME_TOKEN: 'r',
    ACTIONS_ID_TOKEN_REQUEST_URL: 'u',
    'INPUT_REGISTRY-PASSWORD': 'p',
    NOTHING: undefined,
  }
  expect(commandEnvironment(env, 'm')).toEqual({
    PATH: '/bin',
    HOME: '/root',
    NPM_TOKEN: 't',
    GITHUB_STEP_SUMMARY: '/s',
    GITHUB_OUTPUT: '/o',
    ACTIONS_ID_TOKEN_REQUEST_URL: 'u',
    COMMIT_TRAIN_STEP: 'm',
  })
  expect(Object.keys(dockerEnvironment(env, 'm'))).toContain('ACTIONS_RUNTIME_TOKEN')
  expect(JSON.stringify(dockerEnvironment(env, 'm'))).not.toMatch(/INPUT_|GITHUB_OUTPUT|GITHUB_STATE/)
})
