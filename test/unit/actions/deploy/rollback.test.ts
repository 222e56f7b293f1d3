import { describe, expect, test } from 'vitest'
import { preStep } from '../../../../src/actions/deploy/pre.ts'
import { askedRollback } from '../../../../src/actions/deploy/rollback.ts'
import { fakeRunner } from '../fake-runner.ts'

const runnerOf = (inputs: Readonly<Record<string, string>>, event = 'workflow_dispatch', env: object = {}) =>
  fakeRunner({ 'without-github': 'false', ...inputs }, { GITHUB_EVENT_NAME: event, GITHUB_ACTOR: 'grace', ...env })

describe('what a rollback is asked for with', () => {
  test.each<[string, Readonly<Record<string, string>>, object | undefined]>([
    ['nothing', {}, undefined],
    [
      'previous',
      { 'stored-release': 'previous' },
      { release: { by: 'previous' }, withoutGitHub: false, actor: 'grace' },
    ],
    [
      'a number',
      { 'stored-release': '12', 'without-github': 'true' },
      { release: { by: 'number', number: 12 }, withoutGitHub: true, actor: 'grace' },
    ],
  ])('%s', (_, inputs, expected) => {
    expect(askedRollback(runnerOf(inputs))).toEqual(expected)
  })

  test.each<[string, Readonly<Record<string, string>>, string, RegExp]>([
    [
      'a word',
      { 'stored-release': 'last' },
      'workflow_dispatch',
      /^Input "stored-release" is "last"; say "previous", the number/,
    ],
    [
      'an id beside it',
      { 'stored-release': '1', 'deployment-id': '7' },
      'workflow_dispatch',
      /leave one of them empty$/,
    ],
    ['a deployment', { 'stored-release': '1' }, 'deployment', /not on "deployment"; use "workflow_dispatch"/],
    ['a pull request', { 'stored-release': '1' }, 'pull_request_target', /not on "pull_request_target"/],
    ...['push', 'schedule', 'workflow_run', 'repository_dispatch', 'issue_comment'].map(
      (event): [string, Readonly<Record<string, string>>, string, RegExp] => [
        ...([event, { 'stored-release': '1' }, event] as const),
        new RegExp(`not on "${event}"; use "workflow_dispatch"`),
      ],
    ),
    ['no release', { 'without-github': 'true' }, 'workflow_dispatch', /only for "stored-release"$/],
  ])('is refused with %s', (_, inputs, event, text) => {
    expect(() => askedRollback(runnerOf(inputs, event))).toThrow(text)
  })

  test.each<[string, object, string]>([
    ['who started it', { GITHUB_TRIGGERING_ACTOR: 'grace' }, 'grace'],
    ['who runs it again', { GITHUB_RUN_ATTEMPT: '2', GITHUB_TRIGGERING_ACTOR: 'mallory' }, 'mallory'],
    ['nobody known, where the server does not say who runs it again', { GITHUB_RUN_ATTEMPT: '2' }, ''],
  ])('%s asks for it', (_, env, actor) => {
    expect(askedRollback(runnerOf({ 'stored-release': '1' }, 'workflow_dispatch', env))).toMatchObject({ actor })
  })

  test('"pre" writes no status: there is no deployment yet', async () => {
    const runner = runnerOf({ 'stored-release': 'previous', token: 't' })
    await preStep(runner)
    expect(runner.log.lines).toEqual([])
  })
})
