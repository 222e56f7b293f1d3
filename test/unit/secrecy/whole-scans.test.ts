import { afterEach, expect, test, vi } from 'vitest'
import { NOTIFY_STALE_INPUTS } from '../../../src/actions/notify-stale/inputs.ts'
import { notifyStaleStep } from '../../../src/actions/notify-stale/main.ts'
import { RECONCILE_INPUTS } from '../../../src/actions/reconcile/inputs.ts'
import { reconcileStep } from '../../../src/actions/reconcile/main.ts'
import type { InputTable } from '../../../src/runner/inputs.ts'
import type { Clock } from '../../../src/time/clock.ts'
import { placesWith } from '../../platform/secrecy/forms.ts'
import { startSlack } from '../../platform/slack/slack.ts'
import { GitHubScene } from '../deployments/github-scene.ts'
import { watchedRunner } from './places.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  process.exitCode = undefined
})

/** The tokens of these steps are what the doubles know; they have no other secrets but the one in the address of a proxy. */
const secretsWith = (token: string) => [token, 'xoxb-train-and-nothing-else', 'p*w_with_[marks]']

function runnerOf(scene: GitHubScene, table: InputTable, inputs: Readonly<Record<string, string>>) {
  const defaults = Object.entries(table).map(([name, spec]) => [name, spec.default ?? ''] as const)
  const given = Object.entries({ ...Object.fromEntries(defaults), ...inputs })
  return watchedRunner(
    {
      ...Object.fromEntries(given.map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text])),
      GITHUB_REPOSITORY: 'acme/hello',
      GITHUB_API_URL: scene.github.url,
      GITHUB_SERVER_URL: scene.github.serverUrl,
      GITHUB_RUN_ID: '99',
      GITHUB_RUN_NUMBER: '1',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_WORKFLOW: 'w',
      GITHUB_WORKFLOW_REF: 'acme/hello/.github/workflows/w.yml@refs/heads/main',
      GITHUB_JOB: 'j',
      // Never asked: GitHub and Slack are on loopback.
      no_proxy: '*',
      all_proxy: `http://user:${encodeURIComponent('p*w_with_[marks]')}@127.0.0.1:9`,
    },
    (name, value) => vi.stubEnv(name, value),
  )
}

const foundIn = (secrets: readonly string[], places: Readonly<Record<string, string>>) =>
  [...new Set(secrets.flatMap(secret => placesWith(secret, places)))].toSorted()

test('reconcile: the last words of a lost run hold every secret; what is written does not', async () => {
  const scene = await GitHubScene.open()
  const requested = await scene.request(await scene.commit())
  const { logUrl } = requested.context
  const secrets = secretsWith('ghs_workflow')
  const description = `4/5 ${secrets.join(' ')}`
  scene.github.recordDeploymentStatus(requested.id, { state: 'in_progress', description, logUrl })
  scene.loseJob(requested.context)
  const slack = await startSlack({ tokens: { 'xoxb-train-and-nothing-else': { name: 'train' } } })
  const inputs = { token: 'ghs_workflow', 'slack-token': 'xoxb-train-and-nothing-else', 'slack-api-url': slack.url }
  const { runner, takenByPlace } = runnerOf(scene, RECONCILE_INPUTS, inputs)
  await reconcileStep(runner, new AbortController().signal)
  await slack.stop()
  const before = await scene.statusLines(requested)
  expect(foundIn(secrets, { before: before.join('\n') })).toEqual(['before'])
  const places = { ...takenByPlace(), status: before.at(-1) ?? '' }
  expect(places.status).toMatch(/^error: Error: run \d+ ended .* at "4\/5 \*\*\*/)
  expect(places.outputs).toContain('***')
  expect(foundIn(secrets, places)).toEqual([])
})

test('notify-stale: the title of a commit holds every secret; what is written does not', async () => {
  const scene = await GitHubScene.open()
  const secrets = secretsWith('ghp_person')
  const policy = 'environments:\n  staging: { slack: { channel: C0STAGING }, stale: { after: 1m } }\n'
  const first = await scene.request(await scene.commit({ policy }))
  const { logUrl } = first.context
  scene.github.recordDeploymentStatus(first.id, { state: 'success', description: 'Deployed', logUrl })
  await scene.check(await scene.commit({ policy: `${policy}# more\n`, message: secrets.join(' ') }))
  const slack = await startSlack({
    channels: [{ id: 'C0STAGING', name: 'staging' }],
    tokens: { 'xoxb-train-and-nothing-else': { name: 'train' } },
  })
  const inputs = { token: 'ghp_person', 'slack-token': 'xoxb-train-and-nothing-else', 'slack-api-url': slack.url }
  const { runner, takenByPlace } = runnerOf(scene, NOTIFY_STALE_INPUTS, inputs)
  // A day later: the commit waits.
  const clock: Clock = { now: () => Date.now() + 86_400_000, sleep: (ms, signal) => runner.clock.sleep(ms, signal) }
  await notifyStaleStep({ ...runner, clock }, new AbortController().signal)
  const sent = JSON.stringify(slack.requests.map(request => request.arguments))
  await slack.stop()
  const places = { ...takenByPlace(), sent }
  expect(places.outputs).toContain('***')
  expect(places.sent).toContain('***')
  expect(foundIn(secrets, places)).toEqual([])
})
