import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Stage } from '../platform/stage/stage.ts'

interface Examples {
  readonly examples: Readonly<Record<string, readonly unknown[]>>
}

const file = join(import.meta.dirname, '../../packages/github-double/src/description/examples.json')
const { examples } = JSON.parse(readFileSync(file, 'utf8')) as Examples
const inputs = { kubeconfig: '/no/such/kubeconfig', image: '127.0.0.1:1/acme/hello' }

let stage: Stage
let asked: Awaited<ReturnType<Stage['ask']>>
beforeAll(async () => {
  stage = await Stage.open()
  const sha = await stage.commit({ '.github/commit-train.yml': 'services: [hello]\nenvironments:\n  only-ours:\n' })
  asked = await stage.ask(sha, 'only-ours')
})
afterAll(() => stage.close())

/** The events that GitHub publishes as examples are all of other repositories' deployments: none of ours, so no write. */
describe('each event that GitHub publishes as an example', () => {
  const cases = Object.entries(examples).flatMap(([name, payloads]) =>
    payloads.map((payload, index) => ({ title: `${name} ${index + 1}`, name, payload })),
  )

  test('there are some of each kind', () => {
    const kinds = ['deployment', 'deployment_status', 'pull_request', 'push', 'workflow_dispatch']
    expect(Object.keys(examples).sort()).toEqual(kinds)
  })

  test.each(cases)('$title writes nothing', async ({ name, payload }) => {
    const before = stage.github.requests.length
    const run = await stage.deploy(asked, { inputs, event: { name, payload } })
    const writes = stage.github.requests.slice(before).filter(({ method }) => method !== 'GET')
    expect(writes).toEqual([])
    // A deployment of others is none of our business; any other event names no deployment, and that is a mistake.
    expect([run.exitCode, run.outputs.outcome, run.outputs.reason]).toEqual(
      name === 'deployment' ? [0, 'left-alone', 'deployment-foreign'] : [1, 'error', 'event-unsupported'],
    )
  })
})
