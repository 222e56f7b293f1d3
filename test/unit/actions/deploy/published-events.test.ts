import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DEPLOY_INPUTS } from '../../../../src/actions/deploy/inputs.ts'
import { deployStep } from '../../../../src/actions/deploy/main.ts'
import { GitHubScene } from '../../deployments/github-scene.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { fakeRunner } from '../fake-runner.ts'

interface Examples {
  readonly examples: Readonly<Record<string, readonly unknown[]>>
}

const file = join(import.meta.dirname, '../../../../packages/github-double/src/description/examples.json')
const { examples } = JSON.parse(readFileSync(file, 'utf8')) as Examples
const defaults = Object.fromEntries(
  Object.entries(DEPLOY_INPUTS).map(([name, spec]) => [name, 'default' in spec ? spec.default : '']),
)
const inputs = {
  ...defaults,
  token: 'ghs_workflow',
  kubeconfig: '/no/such/kubeconfig',
  image: '127.0.0.1:1/acme/hello',
}

const POLICY = 'services: [hello]\nenvironments:\n  only-ours:\n'

/** The events that GitHub publishes as examples are all of other repositories' deployments: none of ours, so no write. */
describe('each event that GitHub publishes as an example', () => {
  const cases = Object.entries(examples).flatMap(([name, payloads]) =>
    payloads.map((payload, index) => ({ title: `${name} ${index + 1}`, name, payload })),
  )

  test('there are some of each kind', () => {
    const kinds = ['deployment', 'deployment_status', 'issue_comment', 'pull_request', 'push', 'workflow_dispatch']
    expect(Object.keys(examples).sort()).toEqual(kinds)
  })

  test.each(cases)('$title writes nothing', async ({ name, payload }) => {
    const scene = await GitHubScene.open()
    const { context } = await scene.request(await scene.commit({ policy: POLICY }), { environment: 'only-ours' })
    const event = join(temporaryFolder(), 'event.json')
    writeFileSync(event, JSON.stringify(payload))
    const runner = fakeRunner(inputs, {
      GITHUB_REPOSITORY: 'acme/hello',
      GITHUB_API_URL: scene.github.url,
      GITHUB_SERVER_URL: scene.github.serverUrl,
      GITHUB_RUN_ID: String(context.runId),
      GITHUB_RUN_ATTEMPT: String(context.attempt),
      GITHUB_EVENT_NAME: name,
      GITHUB_EVENT_PATH: event,
      GITHUB_WORKSPACE: context.workspace,
      RUNNER_TEMP: context.temp,
      PATH: process.env.PATH ?? '',
    })
    const before = scene.github.requests.length
    await deployStep(runner, new AbortController().signal)
    const writes = scene.github.requests.slice(before).filter(({ method }) => method !== 'GET')
    expect(writes).toEqual([])
    // A deployment of others is none of our business; any other event names no deployment, and that is a mistake.
    expect([runner.failures.length, runner.outputs.outcome, runner.outputs.reason]).toEqual(
      name === 'deployment' ? [0, 'left-alone', 'deployment-foreign'] : [1, 'error', 'event-unsupported'],
    )
  })
})
