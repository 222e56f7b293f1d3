import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { KubeObject } from '../../src/kubernetes/api/objects.ts'
import { LiveStage } from '../platform/stage/live-stage.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

const platform = usePlatform()
let it: LiveStage
beforeAll(() => LiveStage.pushImage(platform))
beforeEach(async () => {
  it = await LiveStage.open(platform, 'releases')
})
afterEach(async () => {
  await it.close()
})

/** In the place of the Deployment of every stage, which has a Service, a ConfigMap and a Secret, too. */
const TEMPLATES = 'deploy/templates/deployment.yaml'
const PASSWORD = 'a password that nobody sees'

/** A Deployment and what its pods read. */
const objects = (deployment: string, config: string, reads = config) => `apiVersion: v1
kind: ConfigMap
metadata: { name: ${config} }
data: { text: ${config} }
---
apiVersion: v1
kind: Secret
metadata: { name: login-${config} }
stringData: { password: ${PASSWORD} }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${deployment} }
spec:
  replicas: 1
  selector: { matchLabels: { app: hello } }
  template:
    metadata: { labels: { app: hello } }
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: app
          image: {{ .deploy.image }}
          command: ["/busybox", "sh", "-c", "sleep 3600"]
          env: [{ name: TEXT, valueFrom: { configMapKeyRef: { name: ${reads}, key: text } } }]
`

async function deploy(templates: string) {
  const sha = await it.commit({ [TEMPLATES]: templates })
  const asked = await it.stage.ask(sha)
  const run = await it.stage.deploy(asked, it.options({ inputs: { timeout: '120s' } }))
  return { sha, asked, run, shown: run.raw.replaceAll(/^::add-mask::.*$/gm, '') }
}
const names = async (): Promise<readonly string[]> =>
  (await it.kubectl('get', 'deployments,configmaps,secrets', '-o', 'name'))
    .split('\n')
    .filter(name => name !== '' && !name.includes('commit-train-') && !name.includes('kube-root-ca'))
    .toSorted()

test('what left the templates goes, a failed release too, the last good one comes back, and strangers stay', async () => {
  const ours = ['commit-train.dev/service=hello', 'commit-train.dev/environment=staging']
  await it.kubectl('create', 'configmap', 'theirs', '--from-literal=a=1')
  await it.kubectl('label', 'configmap', 'theirs', ...ours)
  const first = await deploy(objects('old', 'one'))
  const renamed = await deploy(objects('new', 'two'))
  expect([first.run.outputs.outcome, renamed.run.outputs.outcome]).toEqual(['success', 'success'])
  const good = [
    ...['configmap/hello', 'configmap/theirs', 'configmap/two', 'deployment.apps/new'],
    ...['secret/hello', 'secret/login-two'],
  ]
  expect(await names()).toEqual(good)
  // The old one was deleted after the new one was available.
  const list = renamed.shown.indexOf('- Deployment/old in')
  expect(list).toBeGreaterThan(0)
  expect(renamed.shown.indexOf('- Deployment/old in', list + 1)).toBeGreaterThan(renamed.shown.indexOf('1 available'))

  const spec = async () => JSON.parse(await it.kubectl('get', 'deployment', 'new', '-o', 'json')).spec
  const before = await spec()
  const failed = await deploy(objects('new', 'three', 'absent'))
  expect(failed.run.outputs).toMatchObject({ outcome: 'failed', reason: 'config-missing' })
  expect([await names(), await spec()]).toEqual([good, before])
  const last = (await it.stage.statuses(failed.asked)).at(-1)
  expect(last).toMatchObject({
    state: 'failure',
    description: expect.stringMatching(new RegExp(`^Failed: .*; ${renamed.sha.slice(0, 7)} is live again$`)),
  })

  // Nothing but what was ours, and had left, was deleted.
  const deleted = (await it.writes()).filter(({ verb }) => verb === 'delete').map(({ objectRef }) => objectRef?.name)
  expect(deleted.toSorted()).toEqual(['login-one', 'login-three', 'old', 'one', 'three'])

  // The records are readable by whoever reads Secrets, and not by whoever reads the log.
  const selector = ['-l', 'commit-train.dev/release-of', '-o', 'json']
  const { items } = JSON.parse(await it.kubectl('get', 'secrets', ...selector))
  const states = items.map((one: KubeObject) => one.metadata.labels?.['commit-train.dev/release-state'])
  expect(states).toEqual(['good', 'good', 'failed'])
  for (const { shown } of [first, renamed, failed]) {
    for (const text of [PASSWORD, items[0].data['release.json.gz']]) expect(shown.includes(text)).toBe(false)
  }
})
