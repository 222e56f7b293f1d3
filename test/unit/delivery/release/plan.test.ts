import { expect, test } from 'vitest'
import { deploymentSummary } from '../../../../src/deployments/summary.ts'
import { viewOf } from '../../../../src/deployments/view.ts'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { releasePolicy } from '../../../../src/policy/releases.ts'
import { configMap, ReleaseScene, SECRETS } from './release-scene.ts'

const planIn = (scene: ReleaseScene): string => scene.log.lines.join('\n')

test('a deployment shows its plan before it changes anything: in the log, and in the summary', async () => {
  const scene = new ReleaseScene()
  await scene.deploy(configMap('old'), configMap('words', { data: { greeting: 'hello' } }))
  scene.log.lines.length = 0
  let atApply = ''
  scene.onApply = () => {
    atApply ||= planIn(scene)
  }
  const { progress } = await scene.deploy(configMap('new'), configMap('words', { data: { greeting: 'good day' } }))
  const at = scene.log.lines.findIndex(line => line.includes('Plan: '))
  expect(scene.log.lines.slice(at, at + 8)).toEqual([
    'info: Plan: 1 to create, 2 to change, 1 to remove, 1 unchanged',
    'info: ~ Deployment/web in shop',
    'info:     ~ spec.minReadySeconds: 0 → 1',
    'info: + ConfigMap/new in shop',
    'info: ~ ConfigMap/words in shop',
    'info:     ~ data.greeting: hello → good day',
    'info: Left the templates, to be removed when the rollout is complete:',
    'info: - ConfigMap/old in shop',
  ])
  expect(atApply).toContain('data.greeting: hello → good day')
  const ending = { outcome: 'success', reason: 'deployed', text: 'Deployed', findings: [] } as const
  const context = { owner: 'acme', repository: 'hello', page: 'https://github.com/acme/hello', logUrl: '' }
  const summary = deploymentSummary(viewOf(progress, { ending, ms: 0 }, context, text => text))
  expect(summary).toContain(
    '<details>\n<summary>Plan: 1 to create, 2 to change, 1 to remove, 1 unchanged</summary>\n\n```diff\n~ Deployment/web',
  )
  expect(summary).toContain('- ConfigMap/old in shop\n```')
})

test('what is refused, because too much would be removed, shows its plan too', async () => {
  const scene = new ReleaseScene()
  scene.policy = releasePolicy({ prune: { 'max-count': 1 } }, {})
  await scene.deploy(configMap('a'), configMap('b'), configMap('c'))
  const { thrown, progress } = await scene.deploy(configMap('new'))
  expect(thrown).toMatchObject({ reason: 'prune-limit' })
  expect(progress.plan?.counts).toMatchObject({ create: 1, change: 1, remove: 0 })
})

test('the live value of a Secret, and that of the last release, are masked before the plan is made', async () => {
  const scene = new ReleaseScene()
  const secret = (name: string, value: string): KubeObject => ({
    ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name } },
    data: { value: Buffer.from(value).toString('base64') },
  })
  await scene.deploy(secret('login', 'live-and-old'), secret('gone', 'of-the-last-release'))
  scene.change(`${SECRETS}/login`, live => ({
    ...live,
    ...secret('login', 'changed-by-hand'),
    metadata: live.metadata,
  }))
  scene.log.lines.length = 0
  await scene.deploy(secret('login', 'brand-new'))
  expect(scene.masked).toEqual(expect.arrayContaining(['changed-by-hand', 'of-the-last-release']))
  expect(planIn(scene)).toContain('~ data.value: changed (value hidden)')
  for (const value of ['changed-by-hand', 'brand-new', 'live-and-old']) {
    expect(planIn(scene)).not.toContain(value)
    expect(planIn(scene)).not.toContain(Buffer.from(value).toString('base64'))
  }
})
