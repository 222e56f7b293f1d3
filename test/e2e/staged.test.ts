import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startClient } from '../demo/steps/under-load.ts'
import { pushOneFileImage } from '../platform/containers/image.ts'
import { program } from '../platform/process/program.ts'
import { LiveStage } from '../platform/stage/live-stage.ts'
import type { Asked } from '../platform/stage/stage.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

const platform = usePlatform()
let it: LiveStage
let workload: string
beforeAll(async () => {
  workload = `${platform.registry}/platform/workload:1`
  await pushOneFileImage((await program(['sh', '-c', 'command -v workload'])).trim(), workload)
})
beforeEach(async () => {
  it = await LiveStage.open(platform, 'staged')
})
afterEach(async () => {
  await it.close()
})

const POLICY = `services: [hello]
strategy: { kind: staged, watch: 2s, drain: 3s }
environments:
  staging:
`
const templates = (command = '') => `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 3
  minReadySeconds: 1
  strategy: { rollingUpdate: { maxSurge: 2 } }
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: app
          image: {{ .deploy.image }}
          ${command}
          env: [{ name: ANSWER, value: '{"commit":"{{ .deploy.commit }}"}' }]
          readinessProbe: { httpGet: { path: /, port: 8080 }, periodSeconds: 1 }
`

const INPUTS = { 'stable-for': '1s', timeout: '200s' }

async function commit(name: string, command?: string): Promise<string> {
  const changes = { '.github/commit-train.yml': POLICY, 'deploy/templates/web.yaml': templates(command), [name]: '' }
  const sha = await it.commit(changes, { image: false })
  await program(['crane', 'copy', '--insecure', workload, `${it.image}:${sha}`])
  return sha
}

/** Goes on with what is held, by a run that a person starts. */
async function goOn(asked: Asked, how: 'promote' | 'abort') {
  const inputs = { ...INPUTS, continue: how, 'deployment-id': String(asked.id) }
  const event = { name: 'workflow_dispatch', payload: { inputs: {} } }
  return it.stage.deploy(asked, { ...it.options({ inputs }), event: event as unknown as Asked['event'] })
}

/** How many pods run each commit, and the uids of those of one. */
async function podsOf(sha: string): Promise<readonly string[]> {
  const { items } = JSON.parse(await it.kubectl('get', 'pods', '-l', 'app=web', '-o', 'json'))
  return items
    .filter((pod: { metadata: { deletionTimestamp?: string } }) => pod.metadata.deletionTimestamp === undefined)
    .filter((pod: { spec: { containers: { env: { value: string }[] }[] } }) =>
      pod.spec.containers[0]?.env[0]?.value.includes(sha),
    )
    .map((pod: { metadata: { uid: string } }) => pod.metadata.uid)
    .toSorted()
}

/** What a hold changes of the live object: all of it the template's again, or what the cluster takes by default. */
async function fieldsOfHold() {
  const { metadata, spec } = JSON.parse(await it.kubectl('get', 'deployment', 'web', '-o', 'json'))
  const { strategy, minReadySeconds, progressDeadlineSeconds } = spec
  const held = metadata.annotations['commit-train.dev/held']
  return { held, strategy, minReadySeconds, progressDeadlineSeconds }
}
const PLAIN = {
  held: undefined,
  strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 2, maxUnavailable: '25%' } },
  ...{ minReadySeconds: 1, progressDeadlineSeconds: 600 },
}

test('one pod first: aborted, promoted, and broken at the stage; the old pods are never touched, and no new connection fails', async () => {
  const first = await commit('one')
  expect((await it.deploy(first, { inputs: INPUTS })).run.outputs).toMatchObject({ outcome: 'success' })
  const before = await podsOf(first)
  const address = await it.kubectl('get', 'service', 'web', '-o', 'jsonpath={.spec.clusterIP}')
  const client = await startClient(`http://${address}/`)

  const second = await commit('two')
  const { run, asked } = await it.deploy(second, { inputs: INPUTS })
  expect([run.outputs.outcome, run.exitCode]).toEqual(['held', 0])
  expect((await it.stage.statuses(asked)).at(-1)).toMatchObject({
    state: 'in_progress',
    description: expect.stringMatching(/^Held 1\/1: 1 of 3 pods run [0-9a-f]{7}, healthy 2 s; promote or abort/),
  })
  expect([await podsOf(first), (await podsOf(second)).length]).toEqual([before, 1])

  expect((await goOn(asked, 'abort')).outputs.outcome).toBe('cancelled')
  expect((await it.stage.statuses(asked)).at(-1)).toMatchObject({
    state: 'error',
    description: expect.stringMatching(/^Cancelled: aborted by \w+ at 1 of 3 pods; [0-9a-f]{7} is live, as before$/),
  })
  expect([await podsOf(first), await podsOf(second), await fieldsOfHold()]).toEqual([before, [], PLAIN])

  const third = await commit('three')
  const again = await it.deploy(third, { inputs: INPUTS })
  expect(again.run.outputs.outcome).toBe('held')
  const [looked] = await podsOf(third)
  expect((await goOn(again.asked, 'promote')).outputs.outcome).toBe('success')
  const all = await podsOf(third)
  expect([all.length, all.includes(looked ?? ''), await podsOf(first)]).toEqual([3, true, []])
  expect(await fieldsOfHold()).toEqual(PLAIN)

  const broken = await it.deploy(await commit('four', 'command: ["/missing"]'), { inputs: INPUTS })
  expect(broken.run.outputs).toMatchObject({ outcome: 'failed' })
  expect((await it.stage.statuses(broken.asked)).at(-1)).toMatchObject({
    state: 'failure',
    description: expect.stringMatching(/^Failed: Deployment\/web, container app: .*; [0-9a-f]{7} is live, as before$/),
  })
  expect(await podsOf(third)).toEqual(all)

  const counts = await client.stop()
  expect(counts).toMatchObject({ failedOnNew: 0 })
  expect(Object.keys(counts?.commits ?? {}).toSorted()).toEqual([first, second, third].toSorted())
})
