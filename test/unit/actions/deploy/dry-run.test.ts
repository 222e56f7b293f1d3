import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { plainDryRun } from '../../../../src/actions/deploy/dry-run.ts'
import { deployStep } from '../../../../src/actions/deploy/main.ts'
import { postStep } from '../../../../src/actions/deploy/post.ts'
import { preStep } from '../../../../src/actions/deploy/pre.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { fakeRunner } from '../fake-runner.ts'
import { DEFAULTS } from './job.ts'

const RUN = 'a'.repeat(40)
const HEAD = 'b'.repeat(40)
const own = { full_name: 'acme/hello' }
const pull = (head: object | null) => ({ pull_request: { head: { sha: HEAD, repo: head }, base: { repo: own } } })

function runnerOf(eventName: string, payload: object, inputs: Record<string, string> = {}, actor = 'ada') {
  const folder = temporaryFolder()
  const event = join(folder, 'event.json')
  writeFileSync(event, JSON.stringify(payload))
  const env = {
    ...{ GITHUB_EVENT_NAME: eventName, GITHUB_EVENT_PATH: event, GITHUB_SHA: RUN, GITHUB_ACTOR: actor },
    ...{ GITHUB_REPOSITORY: 'acme/hello', GITHUB_RUN_ID: '7', GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder },
    ...{ GITHUB_SERVER_URL: 'https://github.example', GITHUB_API_URL: 'http://127.0.0.1:1' },
  }
  return fakeRunner({ 'dry-run': 'true', token: 't', kubeconfig: 'k', ...inputs }, env)
}

describe('which commit is planned', () => {
  const commit = (sha: string) => ({ kind: 'commit', sha, isPull: sha === HEAD })
  test.each<[string, Parameters<typeof runnerOf>, object | undefined]>([
    ['a pull request: its head', ['pull_request', pull(own)], commit(HEAD)],
    ['a run by hand: its commit', ['workflow_dispatch', {}], commit(RUN)],
    ['a push', ['push', {}], commit(RUN)],
    ['a deployment event: the deployment', ['deployment', { deployment: { id: 1 } }], undefined],
    ['an id: the deployment', ['workflow_dispatch', {}, { 'deployment-id': '7' }], undefined],
    ['no dry run', ['pull_request', pull(own), { 'dry-run': 'false' }], undefined],
    [
      'a fork to which the organization hands secrets',
      ['pull_request', pull({ full_name: 'eve/hello' })],
      commit(HEAD),
    ],
  ])('%s', (_, args, expected) => {
    expect(plainDryRun(runnerOf(...args))).toEqual(expected)
  })

  test('what is for rollbacks alone is refused for a plan too', async () => {
    const runner = runnerOf('pull_request', pull(own), {
      ...{ ...DEFAULTS, 'dry-run': 'true', 'without-github': 'true' },
      ...{ token: 't', kubeconfig: 'k', image: 'ghcr.io/acme/hello' },
    })
    await deployStep(runner, new AbortController().signal)
    expect(runner.outputs).toMatchObject({ outcome: 'error', reason: 'input-invalid' })
    expect(runner.failures).toEqual([expect.stringContaining('only for "stored-release"')])
  })

  test.each<[string, Parameters<typeof runnerOf>, string]>([
    ['a fork', ['pull_request', pull({ full_name: 'eve/hello' }), { kubeconfig: '' }], 'the fork eve/hello'],
    ['a fork that is gone', ['pull_request', pull(null), { kubeconfig: '' }], 'a fork'],
    ['Dependabot', ['pull_request', pull(own), { kubeconfig: '' }, 'dependabot[bot]'], 'Dependabot'],
  ])('%s has no secrets: one line, and no failure', async (_, args, from) => {
    const runner = runnerOf(...args)
    await preStep(runner)
    await deployStep(runner, new AbortController().signal)
    await postStep(runner)
    const text = `There is no plan: this pull request comes from ${from}, whose runs GitHub gives no secrets, so there is no kubeconfig`
    expect(runner.log.lines).toEqual([`notice: ${text}`])
    expect(runner.failures).toEqual([])
    expect(runner.outputs).toEqual({ outcome: 'left-alone', reason: 'secrets-withheld' })
    expect(runner.summaries.join('')).toContain('No plan')
  })

  test.each<[string, Parameters<typeof runnerOf>, RegExp]>([
    [
      '"pull_request_target"',
      ['pull_request_target', pull(own)],
      /^Error: input "dry-run": not on "pull_request_target"/,
    ],
    ['another word than true and false', ['push', {}, { 'dry-run': 'yes' }], /^Error: input "dry-run" is "yes"/],
    ['an event without a commit', ['pull_request', {}], /^Error: the "pull_request" event of this run names no commit/],
    ['no image', ['pull_request', pull(own), { image: '' }], /^Error: input "image" is missing or empty/],
  ])('%s is one clear line, and nothing is said about statuses', async (_, args, line) => {
    const runner = runnerOf(...args)
    await deployStep(runner, new AbortController().signal)
    expect(runner.failures).toEqual([expect.stringMatching(line)])
    expect(runner.log.lines.join('\n')).not.toContain('deployment-id')
  })
})

test('the service of a deployment is that of its task', async () => {
  const inputs = { 'dry-run': 'false', service: 'cart', image: 'r/i' }
  const defaults = {
    'gomplate-version': '5',
    timeout: '10m',
    'stable-for': '0s',
    'slack-api-url': 'https://slack.com/api/',
  }
  const runner = runnerOf('workflow_dispatch', {}, { ...defaults, ...inputs })
  await deployStep(runner, new AbortController().signal)
  expect(runner.failures).toEqual([
    'Error: input "service" is only for what has no deployment: the task of a deployment names its service',
  ])
})
