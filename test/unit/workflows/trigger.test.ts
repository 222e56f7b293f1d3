import { describe, expect, test } from 'vitest'
import { secretsFor, type Trigger, tokenFor, triggerOf } from '../../platform/workflows/trigger.ts'

const [head, merge] = ['a'.repeat(40), 'b'.repeat(40)]

function event(name: 'push' | 'pull_request', payload: object, sender = 'ada') {
  return { name, payload: { ...payload, sender: { login: sender } }, createdBy: '', startsWorkflows: true, merge }
}

const pull = (from: string) => ({
  pull_request: {
    head: { sha: head, ref: 'change', repo: { full_name: from } },
    base: { ref: 'main', repo: { full_name: 'acme/hello' } },
  },
})

describe('a trigger', () => {
  test.each<[string, ReturnType<typeof event>, Partial<Trigger>]>([
    [
      'a push',
      event('push', { after: head, ref: 'refs/heads/feature/x' }),
      { sha: head, branch: 'feature/x', outsider: undefined },
    ],
    [
      'a pull request',
      event('pull_request', pull('acme/hello')),
      {
        sha: merge,
        branch: 'main',
        head: { sha: head, branch: 'change', repository: 'acme/hello' },
        outsider: undefined,
      },
    ],
    ['one of a fork', event('pull_request', pull('eve/hello'), 'eve'), { sender: 'eve', outsider: 'fork' }],
    ['one of Dependabot', event('pull_request', pull('acme/hello'), 'dependabot[bot]'), { outsider: 'dependabot' }],
    ['its push', event('push', { after: head, ref: 'refs/heads/x' }, 'dependabot[bot]'), { outsider: 'dependabot' }],
  ])('of %s', async (_what, given, expected) => {
    const trigger = await triggerOf(given, '/no/such/repository')
    expect(trigger).toMatchObject(expected)
  })
})

describe('outsiders', () => {
  const asked = { contents: 'read', packages: 'write' } as const
  const secrets = (environment: string) => ({ NAME: `of ${environment}` })
  const from = (outsider: Trigger['outsider']): Trigger => ({
    name: 'push',
    payload: {},
    sha: head,
    branch: 'main',
    environment: 'staging',
    sender: 'ada',
    path: undefined,
    outsider,
  })

  test.each([
    [undefined, { NAME: 'of staging' }, asked],
    ['dependabot' as const, {}, asked],
    ['fork' as const, {}, { contents: 'read', packages: 'read' }],
  ])('%s: secrets and token', (outsider, given, token) => {
    expect(secretsFor(from(outsider), secrets)).toEqual(given)
    expect(tokenFor(from(outsider), asked)).toEqual(token)
  })
})
