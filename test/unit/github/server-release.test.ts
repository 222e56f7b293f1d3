import { expect, test } from 'vitest'
import { endpointOf } from '../../../src/github/endpoints.ts'
import { githubError } from '../../../src/github/request-error.ts'

const RULES = '/repos/{owner}/{repo}/rules/branches/{branch}'

function refused(release: string | undefined, path = RULES, status = 404) {
  const headers: Record<string, string> = release === undefined ? {} : { 'x-github-enterprise-version': release }
  const failure = { status, headers, message: 'Not Found' }
  return githubError(failure, endpointOf('GET', path), 'https://github.example/api/v3', 0)
}

test.each(['3.9.2', '3.9', 'enterprise-server@3.8.14', '2.22.1'])(
  'a server of release %s that lacks it is named',
  release => {
    const { reason, message } = refused(release)
    const [bare = ''] = /\d[\d.]*/.exec(release) ?? []
    expect([reason, message]).toEqual([
      'github-server-too-old',
      `GitHub Enterprise Server ${bare} cannot list the rules of the branch: 3.10 and later can; list the checks' names under 'checks:' in the policy instead of 'required'`,
    ])
  },
)

test.each([
  ['a server that has it', '3.10.0', RULES, 404],
  ['a later one', '3.22.1', RULES, 404],
  ['the next major release', '4.0.0', RULES, 404],
  ['github.com', undefined, RULES, 404],
  ['a header that is no release', 'unknown', RULES, 404],
  ['what every release has', '3.9.2', '/repos/{owner}/{repo}', 404],
])('else it is as everywhere: %s', (_what, release, path, status) => {
  expect(refused(release, path, status)).toMatchObject({
    reason: 'github-not-found',
    message: expect.stringContaining('it does not exist, or the token may not see it'),
  })
})

test('a permission that is missing stays one, also on an old server', () => {
  expect(refused('3.9.2', RULES, 403).reason).toBe('github-forbidden')
})
