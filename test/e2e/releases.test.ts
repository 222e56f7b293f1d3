import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { KubeObject } from '../../src/kubernetes/api/objects.ts'
import { CallingClient } from '../platform/stage/calling-client.ts'
import { deploymentTemplate } from '../platform/stage/deployment-template.ts'
import { LiveStage } from '../platform/stage/live-stage.ts'
import { randomRestore } from '../platform/stage/random-restore.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'
import { randomNumbers } from '../unit/domain/stale/random-numbers.ts'

const platform = usePlatform()
let it: LiveStage
beforeAll(() => LiveStage.pushImage(platform))
beforeEach(async () => {
  it = await LiveStage.open(platform, 'releases')
})
afterEach(async () => {
  await it.close()
})

/** In the place of the Deployment of every stage, which has a ConfigMap and a Secret, too. */
const TEMPLATES = 'deploy/templates/deployment.yaml'
/** Random sets may remove more than a change of a service does. */
const POLICY = `services: [hello]
prune: { max-count: 100, max-share: 100 }
strategy: { drain: 1s }
environments:
  staging:
`
const PASSWORD = 'a password that nobody sees'

const SERVING = 'mkdir /w && echo served > /w/index.html && exec /busybox httpd -f -p 8080 -h /w'
const PROBED = '          readinessProbe: { httpGet: { port: 8080 }, periodSeconds: 1 }\n'

/** A Deployment with its Service, which selects the pods by its name, and what they read. */
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
apiVersion: v1
kind: Service
metadata: { name: hello }
spec: { selector: { app: ${deployment} }, ports: [{ port: 80, targetPort: 8080 }] }
---
${deploymentTemplate(SERVING, { name: deployment, app: deployment, env: [`{ name: TEXT, valueFrom: { configMapKeyRef: { name: ${reads}, key: text } } }`], more: PROBED })}`

/** Ten ConfigMaps at most, any of them. */
const someConfigs = (random: (limit: number) => number): readonly string[] =>
  Array.from({ length: 10 }, (_, at) => `some-${at}`).filter(() => random(2) === 0)
const configsOf = (names: readonly string[]): string =>
  names.map(name => `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`).join('')

const OURS = {
  'commit-train.dev/service': 'hello',
  'commit-train.dev/environment': 'staging',
  'app.kubernetes.io/managed-by': 'commit-train',
}

/** Objects of other tools and services, some with our labels, one applied under our name. */
async function putStrangers(random: (limit: number) => number): Promise<void> {
  const labels = [{}, OURS, { ...OURS, 'commit-train.dev/service': 'cart' }]
  const folder = await mkdtemp(join(tmpdir(), 'strangers-'))
  try {
    for (const manager of ['helm', 'kubectl', 'commit-train']) {
      const items = Array.from({ length: 5 }, (_, at) => ({
        ...{ apiVersion: 'v1', kind: 'ConfigMap', data: { a: String(at) } },
        metadata: {
          name: `stranger-${manager}-${at}`,
          labels: manager === 'commit-train' ? labels[2] : labels[random(labels.length)],
        },
      }))
      const file = join(folder, 'strangers.json')
      await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }))
      await it.kubectl('apply', '--server-side', `--field-manager=${manager}`, '-f', file)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function strangers(): Promise<readonly unknown[]> {
  const { items } = JSON.parse(await it.kubectl('get', 'configmaps', '-o', 'json'))
  return items.filter(({ metadata }: KubeObject) => metadata.name.startsWith('stranger-'))
}

async function deploy(templates: string) {
  return deployed(await it.commit({ '.github/commit-train.yml': POLICY, [TEMPLATES]: templates }))
}

async function deployed(sha: string) {
  const asked = await it.stage.ask(sha)
  const run = await it.stage.deploy(asked, it.options({ inputs: { timeout: '120s' } }))
  return { sha, asked, run, shown: run.raw.replaceAll(/^::add-mask::.*$/gm, '') }
}
/** A dry run of the commit on its pull request. */
async function planned(sha: string, inputs: Record<string, string> = {}) {
  const repo = { full_name: 'acme/hello' }
  const event = { name: 'pull_request', payload: { pull_request: { head: { sha, repo }, base: { repo } } } }
  const options = it.options({ event, inputs: { 'dry-run': 'true', environment: 'staging', ...inputs } })
  const run = await it.stage.deploy({ id: 0, sha, event }, options)
  return { run, shown: `${run.raw.replaceAll(/^::add-mask::.*$/gm, '')}${run.summary}` }
}

/** A rollback by hand, to a release that the cluster keeps. */
async function rolledBack(sha: string, release: string, { apiUrl, ...inputs }: Record<string, string> = {}) {
  const event = { name: 'workflow_dispatch', payload: {} }
  const given = { environment: 'staging', 'stored-release': release, ...inputs }
  const options = it.options({ event, inputs: given, ...(apiUrl === undefined ? {} : { apiUrl }) })
  const run = await it.stage.deploy({ id: 0, sha, event }, options)
  return { run, shown: `${run.raw.replaceAll(/^::add-mask::.*$/gm, '')}${run.summary}` }
}

const names = async (): Promise<readonly string[]> =>
  (await it.kubectl('get', 'deployments,configmaps,secrets', '-o', 'name'))
    .split('\n')
    .filter(name => name !== '' && !/commit-train-|kube-root-ca|stranger-/.test(name))
    .toSorted()

test('what left the templates goes, a failed release too, the last good one comes back, and strangers stay', async () => {
  const seed = Math.floor(Math.random() * 1e6)
  const random = randomNumbers(seed)
  await putStrangers(random)
  const theirs = await strangers()
  const [some, fewer, failing] = [someConfigs(random), someConfigs(random), someConfigs(random)]
  const first = await deploy(objects('old', 'one') + configsOf(some))
  const sha = await it.commit({ [TEMPLATES]: objects('new', 'two') + configsOf(fewer) })
  const before = [await it.writes(), await it.kubectl('get', 'secrets', '-o', 'name')]
  const plan = await planned(sha)
  expect(plan.run.outputs).toMatchObject({ outcome: 'dry-run', 'deployment-id': '', commit: sha })
  const ns = it.namespace
  for (const line of [`+ ConfigMap/two in ${ns}`, `+ Deployment/new in ${ns}`, `- Deployment/old in ${ns}`]) {
    expect(plan.run.summary).toContain(`\n${line}\n`)
  }
  expect([await it.writes(), await it.kubectl('get', 'secrets', '-o', 'name')]).toEqual(before)
  const client = await CallingClient.start(it, 'hello')
  const renamed = await deployed(sha)
  // What was just deployed has no difference: neither defaults nor what controllers write are any.
  const replanned = await planned(sha)
  expect(replanned.run.summary).toContain(`\nPlan: ${6 + fewer.length} unchanged\n`)
  expect([first.run.outputs.outcome, renamed.run.outputs.outcome]).toEqual(['success', 'success'])
  // The Service selects its pods, so they drain; the second is the grace period that they had.
  const pod = JSON.parse(await it.kubectl('get', 'deployment', 'new', '-o', 'jsonpath={.spec.template.spec}'))
  expect(pod).toMatchObject({
    terminationGracePeriodSeconds: 2,
    containers: [{ lifecycle: { preStop: { sleep: { seconds: 1 } } } }],
  })
  const good = [
    ...['configmap/hello', ...fewer.map(name => `configmap/${name}`), 'configmap/two', 'deployment.apps/new'],
    ...['secret/hello', 'secret/login-two'],
  ]
  expect(await names(), `seed ${seed}`).toEqual(good)
  // The old one was deleted after the new one was available.
  const list = renamed.shown.indexOf('- Deployment/old in')
  expect(list).toBeGreaterThan(0)
  expect(renamed.shown.indexOf('- Deployment/old in', list + 1)).toBeGreaterThan(renamed.shown.indexOf('1 available'))
  expect(renamed.shown).toContain('To the new pods, which are ready: Service/hello')

  const spec = async () => JSON.parse(await it.kubectl('get', 'deployment', 'new', '-o', 'json')).spec
  const live = await spec()
  const failed = await deploy(objects('new', 'three', 'absent') + configsOf(failing))
  // Neither the new name nor the failure was seen by who calls.
  const calls = await client.stop()
  expect(calls.failed, `seed ${seed}`).toEqual([])
  expect(calls.requests).toBeGreaterThan(10)
  expect(failed.run.outputs).toMatchObject({ outcome: 'failed', reason: 'config-missing' })
  expect([await names(), await spec()], `seed ${seed}`).toEqual([good, live])
  const last = (await it.stage.statuses(failed.asked)).at(-1)
  expect(last).toMatchObject({
    state: 'failure',
    description: expect.stringMatching(new RegExp(`^Failed: .*; ${renamed.sha.slice(0, 7)} is live again$`)),
  })

  // Nothing but what was ours, and had left, was deleted.
  const deleted = (await it.writes()).filter(({ verb }) => verb === 'delete').map(({ objectRef }) => objectRef?.name)
  const left = [...some, ...failing].filter((name, at, all) => !fewer.includes(name) && all.indexOf(name) === at)
  const again = failing.filter(name => some.includes(name) && !fewer.includes(name))
  expect(deleted.toSorted(), `seed ${seed}`).toEqual(
    ['login-one', 'login-three', 'old', 'one', 'three', ...left, ...again].toSorted(),
  )
  expect(theirs).toHaveLength(15)
  expect(await strangers(), `seed ${seed}`).toEqual(theirs)

  // Back to the first one, and then forward again while GitHub does not answer.
  const back = await rolledBack(sha, '1')
  expect(back.run.outputs).toMatchObject({ outcome: 'success', commit: first.sha, 'stored-release': '1' })
  const before1 = ['configmap/hello', 'configmap/one', ...some.map(name => `configmap/${name}`)]
  const ofFirst = [...before1, 'deployment.apps/old', 'secret/hello', 'secret/login-one']
  expect(await names(), `seed ${seed}`).toEqual(ofFirst)
  const rollback = { ...first.asked, id: Number(back.run.outputs['deployment-id']) }
  expect((await it.stage.statuses(rollback)).at(-1)).toMatchObject({
    state: 'success',
    description: expect.stringMatching(/^Deployed in .*: release 1 as it was stored$/),
  })
  const forth = await rolledBack(sha, '2', { 'without-github': 'true', apiUrl: 'http://127.0.0.1:1' })
  expect(forth.run.outputs).toMatchObject({ outcome: 'success', commit: sha, 'deployment-id': '' })
  expect(await names(), `seed ${seed}`).toEqual([...new Set([...ofFirst, ...good])].toSorted())
  expect(await spec()).toEqual(live)
  expect(await strangers(), `seed ${seed}`).toEqual(theirs)

  // The records are readable by whoever reads Secrets, and not by whoever reads the log.
  const selector = ['-l', 'commit-train.dev/release-of', '-o', 'json']
  const { items } = JSON.parse(await it.kubectl('get', 'secrets', ...selector))
  const states = items.map((one: KubeObject) => one.metadata.labels?.['commit-train.dev/release-state'])
  expect(states).toEqual(['good', 'good', 'failed', 'good', 'good'])
  for (const { shown } of [first, plan, replanned, renamed, failed, back, forth]) {
    for (const text of [PASSWORD, items[0].data['release.json.gz']]) expect(shown.includes(text)).toBe(false)
  }
})

test('a random release that fails leaves every object as it was, and a client sees no failed request', async () => {
  const seed = Math.floor(Math.random() * 1e6)
  const { unequal, requests, failedRequests, ending, difference } = await randomRestore(it, seed)
  expect({ unequal, failedRequests, ending }, `seed ${seed}: ${difference}`).toEqual({
    ...{ unequal: [], failedRequests: [] },
    ending: expect.stringMatching(/^failure: Failed: .*; [0-9a-f]{7} is live again$/),
  })
  expect(requests).toBeGreaterThan(10)
})
