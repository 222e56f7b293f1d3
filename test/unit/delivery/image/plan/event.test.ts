import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  type BuildEvent,
  checkoutAdvice,
  type RunEvent,
  readEvent,
} from '../../../../../src/delivery/image/plan/event.ts'
import { decideAfterRefusal, decidePush } from '../../../../../src/delivery/image/push/push-decision.ts'
import { UserError } from '../../../../../src/errors.ts'
import { pushOf } from '../build-world.ts'
import { problemOf } from '../thrown.ts'

const [head, merge] = ['a'.repeat(40), 'b'.repeat(40)]
const repo = (name: string) => ({ full_name: name })
const pull = (from: unknown, sha: unknown = head) => ({
  pull_request: { head: { sha, repo: from }, base: { repo: repo('acme/hello') } },
})
const numbered = (number: unknown) => {
  const { pull_request } = pull(repo('acme/hello'))
  return { pull_request: { ...pull_request, number } }
}

function event(given: Partial<RunEvent>): RunEvent {
  return { name: 'push', sha: merge, ref: 'refs/heads/main', actor: 'octocat', payload: {}, ...given }
}

describe('the event', () => {
  test.each<[string, Partial<RunEvent>, unknown]>([
    ['a push', {}, { sha: merge, tagName: undefined, outsider: undefined }],
    ['a pushed tag', { ref: 'refs/tags/v1/2' }, { sha: merge, tagName: 'v1/2', outsider: undefined }],
    ['a pull request', { name: 'pull_request', payload: pull(repo('acme/hello')) }, { sha: head, outsider: undefined }],
    [
      'one from a fork',
      { name: 'pull_request', payload: pull(repo('outsider/hello')) },
      { sha: head, outsider: 'fork' },
    ],
    ['one from a deleted fork', { name: 'pull_request', payload: pull(null) }, { sha: head, outsider: 'fork' }],
    [
      'one with secrets from a fork',
      { name: 'pull_request_target', payload: pull(repo('outsider/hello')) },
      { sha: head, outsider: 'fork' },
    ],
    ['Dependabot', { actor: 'dependabot[bot]' }, { sha: merge, outsider: 'dependabot' }],
    [
      'a branch, and what the default one is',
      { ref: 'refs/heads/feature/x', payload: { repository: { default_branch: 'trunk' } } },
      { branch: 'feature/x', defaultBranch: 'trunk', tagName: undefined, pullNumber: undefined },
    ],
    [
      'a pull request by its number, on no branch',
      { name: 'pull_request', ref: 'refs/pull/7/merge', payload: numbered(7) },
      { branch: undefined, pullNumber: 7 },
    ],
    ['a number that is none', { name: 'pull_request', payload: numbered('7') }, { pullNumber: undefined }],
    [
      'a default branch that is no text',
      { payload: { repository: { default_branch: 7 } } },
      { branch: 'main', defaultBranch: undefined },
    ],
    ['a push that has a head and a base', { payload: pull(repo('outsider/hello')) }, { outsider: undefined }],
    [
      'the push of a squash-merged pull request: the merged commit, whatever the head of the pull request was',
      {
        payload: { after: merge, head_commit: { id: merge, message: 'Pay by card (#3)' }, ...pull(repo('acme/hello')) },
      },
      { sha: merge, branch: 'main', pullNumber: undefined, outsider: undefined },
    ],
    ['a merge group', { name: 'merge_group' }, { sha: merge, outsider: undefined }],
  ])('%s', (_what, given, expected) => {
    expect(readEvent(event(given))).toMatchObject(expected as object)
  })

  test('as GitHub publishes examples of it: from the repository itself', () => {
    const file = new URL('../../../../../packages/github-double/src/description/examples.json', import.meta.url)
    const { examples } = JSON.parse(readFileSync(file, 'utf8')) as {
      examples: Record<'pull_request', readonly { pull_request: { head: { sha: string } } }[]>
    }
    expect(examples.pull_request.length).toBeGreaterThan(1)
    for (const payload of examples.pull_request) {
      const expected = {
        sha: payload.pull_request.head.sha,
        tagName: undefined,
        branch: undefined,
        outsider: undefined,
      }
      expect(readEvent(event({ name: 'pull_request', payload }))).toMatchObject(expected)
    }
  })

  test.each<[string, Partial<RunEvent>]>([
    ['a pull request without a head', { name: 'pull_request', payload: {} }],
    ['a short SHA', { sha: 'abc1234' }],
    ['a head that is no SHA', { name: 'pull_request', payload: pull(repo('acme/hello'), '--help') }],
  ])('%s is refused', (_what, given) => {
    expect(problemOf(() => readEvent(event(given)))).toMatch(/^event-invalid: /)
  })
})

describe('the commit of the input "ref"', () => {
  const other = 'c'.repeat(40)
  const run = (from: string) => ({
    repository: repo('acme/hello'),
    workflow_run: { head_sha: other, head_branch: 'feature', head_repository: repo(from) },
  })

  test.each<[string, Partial<RunEvent>, Parameters<typeof readEvent>[1], unknown]>([
    ['the one of the event keeps its names', { ref: 'refs/tags/v1' }, { sha: merge }, { sha: merge, tagName: 'v1' }],
    [
      'another one has none of them',
      { ref: 'refs/tags/v1' },
      { sha: other },
      { tagName: undefined, branch: undefined },
    ],
    ['but its own', {}, { sha: other, tagName: 'v2' }, { sha: other, tagName: 'v2', branch: undefined }],
    [
      'that of the run that started this one',
      { name: 'workflow_run', payload: run('acme/hello') },
      { sha: other },
      { sha: other, branch: 'feature', outsider: undefined },
    ],
    [
      'that of a run for a fork: on no branch of this repository, and not pushed by itself',
      { name: 'workflow_run', payload: run('outsider/hello') },
      { sha: other },
      { sha: other, branch: undefined, outsider: 'fork-run' },
    ],
    [
      'another than that of the pull request: not of that number',
      { name: 'pull_request', payload: numbered(7) },
      { sha: other },
      { sha: other, pullNumber: undefined },
    ],
  ])('%s', (_what, given, wanted, expected) => {
    expect(readEvent(event(given), wanted)).toMatchObject(expected as object)
  })

  test.each([
    ['push', 'github.event.pull_request.head.sha || github.sha'],
    ['pull_request', 'github.event.pull_request.head.sha || github.sha'],
    ['workflow_run', 'give this action and actions/checkout "ref: ${{ github.event.workflow_run.head_sha }}"'],
    ['workflow_dispatch', 'give this action and actions/checkout "ref: ${{ inputs.sha }}", or neither of them a "ref"'],
    ['schedule', 'or neither of them a "ref"'],
  ])('after %s, what to write says how to get at it', (name, text) => {
    expect(checkoutAdvice({ name })).toContain(text)
  })
})

describe('whether it is pushed', () => {
  const [none, full, half] = [
    { username: '', password: '' },
    { username: 'u', password: 'p' },
    { username: 'u', password: '' },
  ]
  const of = (outsider: BuildEvent['outsider']) => ({ ...pushOf(head), outsider })

  test.each<[string, Parameters<typeof decidePush>, unknown]>([
    ['a push', [{ push: 'auto', registry: none }, of(undefined)], { push: true, login: undefined }],
    ['with a login', [{ push: 'auto', registry: full }, of(undefined)], { push: true, login: full }],
    ['input false', [{ push: false, registry: half }, of(undefined)], { push: false, why: 'input "push" is false' }],
    [
      'a fork',
      [{ push: 'auto', registry: full }, of('fork')],
      { push: false, why: 'this is a pull request from a fork, which GitHub gives no secrets' },
    ],
    [
      'a run for the code of a fork',
      [{ push: 'auto', registry: full }, of('fork-run')],
      {
        push: false,
        why: "this run was started by one for a pull request from a fork, whose code must not get at this run's secrets",
      },
    ],
    ['a fork with "push" set to true', [{ push: true, registry: full }, of('fork')], { push: true, login: full }],
    ...(
      [
        [half, 'password'],
        [{ username: '', password: 'p' }, 'username'],
      ] as const
    ).map(([registry, lacks]): [string, Parameters<typeof decidePush>, unknown] => [
      `Dependabot without the ${lacks}`,
      [{ push: 'auto', registry }, of('dependabot')],
      {
        push: false,
        why: `this run was started by Dependabot, which GitHub gives none of Actions' secrets, so that "registry-${lacks}" is empty`,
      },
    ]),
    ["Dependabot with Dependabot's own secrets", [{ push: 'auto', registry: full }, of('dependabot')], { push: true }],
  ])('%s', (_what, args, expected) => {
    expect(decidePush(...args)).toMatchObject(expected as object)
  })

  test.each<[string, Parameters<typeof decidePush>, RegExp]>([
    [
      'half a login',
      [{ push: 'auto', registry: half }, of(undefined)],
      /^input-invalid: Input "registry-username" is given but "registry-password" is empty; /,
    ],
    [
      'no name',
      [{ push: true, registry: { username: '', password: 'p' } }, of(undefined)],
      /^input-invalid: Input "registry-password" is given but "registry-username" is empty; /,
    ],
    [
      'a fork without secrets that must push',
      [{ push: true, registry: half }, of('fork')],
      /^registry-credentials-missing: .*from a fork/,
    ],
  ])('%s is refused', (_what, args, expected) => {
    expect(problemOf(() => decidePush(...args))).toMatch(expected)
  })

  describe('after the registry has refused it', () => {
    const refused = new UserError('registry-denied', 'writing is not allowed')
    const [anonymous, loggedIn] = [
      { push: true, login: undefined },
      { push: true, login: full },
    ] as const

    test.each<[string, Parameters<typeof decideAfterRefusal>, RegExp]>([
      ['Dependabot without secrets', [refused, anonymous, 'auto', of('dependabot')], /started by Dependabot/],
      ['a fork with its token', [refused, loggedIn, 'auto', of('fork')], /from a fork/],
    ])('%s: nothing is pushed', (_what, args, expected) => {
      const decision = decideAfterRefusal(...args)
      expect(decision.push ? 'pushed' : decision.why).toMatch(expected)
    })

    test.each<[string, Parameters<typeof decideAfterRefusal>, RegExp]>([
      ['that must push', [refused, anonymous, true, of('dependabot')], /^registry-credentials-missing: .*Dependabot/],
      ['a fork that must', [refused, loggedIn, true, of('fork')], /^registry-credentials-missing: .*from a fork/],
      ["Dependabot's own secrets", [refused, loggedIn, 'auto', of('dependabot')], /^registry-denied/],
      ['anybody else', [refused, anonymous, 'auto', of(undefined)], /^registry-denied/],
      ['another problem', [new UserError('registry-broken', ''), anonymous, 'auto', of('fork')], /^registry-broken/],
    ])('%s: an error', (_what, args, expected) => {
      expect(problemOf(() => decideAfterRefusal(...args))).toMatch(expected)
    })
  })
})
