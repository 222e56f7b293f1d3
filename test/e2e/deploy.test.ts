import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { placesWith } from '../platform/secrecy/forms.ts'
import { deploymentTemplate } from '../platform/stage/deployment-template.ts'
import { LiveStage, SECRET } from '../platform/stage/live-stage.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

/** A Deployment whose pod has the token of the stage's Secret. */
function deploymentOf(line: string, more = ''): string {
  const token = '{ name: TOKEN, valueFrom: { secretKeyRef: { name: hello, key: token } } }'
  return deploymentTemplate(line, { env: ['{ name: COMMIT, value: "{{ .deploy.commit }}" }', token], more })
}
const TEMPLATE = 'deploy/templates/deployment.yaml'
const healthy = deploymentOf('echo serving $COMMIT; sleep 3600')

const platform = usePlatform()
let it: LiveStage
beforeAll(() => LiveStage.pushImage(platform))
beforeEach(async () => {
  it = await LiveStage.open(platform, 'deploy')
})
afterEach(async () => {
  await it.close()
})

describe('a deployment', () => {
  test('takes a commit to the cluster and says so, step by step', async () => {
    const sha = await it.commit({ [TEMPLATE]: healthy })
    const { run, asked } = await it.deploy(sha)
    expect(run.annotations).toEqual([])
    expect(run.exitCode).toBe(0)
    expect(run.outputs).toMatchObject({
      outcome: 'success',
      reason: '',
      service: 'hello',
      environment: 'staging',
      commit: sha,
      'deployment-id': String(asked.id),
    })
    expect(run.outputs.image).toMatch(new RegExp(`^${it.image}@sha256:[0-9a-f]{64}$`))

    const statuses = await it.stage.statuses(asked)
    expect(statuses[0]).toMatchObject({ state: 'in_progress' })
    expect(statuses[0]?.description).toMatch(/^1\/5 /)
    expect(statuses.at(-1)).toMatchObject({ state: 'success' })
    expect(statuses.at(-1)?.description).toMatch(/^Deployed in [\d.]+ s$/)
    expect(statuses.length).toBeLessThanOrEqual(6)
    expect(it.stage.github.requests.filter(({ token }) => token === 'workflow').length).toBeLessThanOrEqual(25)

    const live = JSON.parse(await it.kubectl('get', 'deployment', 'hello', '-o', 'json'))
    expect(live.spec.template.spec.containers[0].image).toBe(run.outputs.image)
    expect(live.status).toMatchObject({ updatedReplicas: 1, availableReplicas: 1 })
    expect(live.metadata.labels['app.kubernetes.io/managed-by']).toBe('commit-train')
    const config = JSON.parse(await it.kubectl('get', 'configmap', 'hello', '-o', 'json'))
    expect(config.data).toEqual({ commit: sha, greeting: 'Hello from staging' })

    expect(run.summary).toContain(`## ✅ Deployed: hello ${sha.slice(0, 7)} to staging`)
    expect(run.summary).toContain('3 objects: 3 created')
  })

  test('takes the next commit, and distinguishes what changed from what did not', async () => {
    const first = await it.deploy(await it.commit({ [TEMPLATE]: healthy }))
    expect(first.run.outputs.outcome).toBe('success')
    const { run } = await it.deploy(await it.commit({ 'README.md': '# changed\n' }))
    expect(run.outputs.outcome).toBe('success')
    expect(run.summary).toContain('3 objects: 2 changed, 1 unchanged')
  })

  test('shows no secret anywhere but in the masks, also when it fails', async () => {
    const sha = await it.commit({
      [TEMPLATE]: deploymentOf(
        'echo my token is "$TOKEN", in base64 $(printf %s "$TOKEN" | /busybox base64), in hex $(printf %s "$TOKEN" | /busybox od -An -tx1 | /busybox tr -d " \\n") >&2; exit 3',
      ),
    })
    const { run, asked } = await it.deploy(sha, { inputs: { 'stable-for': '10s' } })
    const seen = run.raw.split('\n').filter(line => !line.startsWith('::add-mask::'))
    const places = {
      log: seen.join('\n'),
      summary: run.summary,
      outputs: JSON.stringify(run.outputs),
      state: JSON.stringify(run.state),
      statuses: JSON.stringify(await it.stage.statuses(asked)),
      'requests to GitHub': JSON.stringify(it.stage.github.requests),
    }
    expect(run.outputs.outcome).toBe('failed')
    expect(places.log).toContain('my token is ***, in base64 ***, in hex ***')
    expect(placesWith(SECRET, places)).toEqual([])
  })

  test('that somebody stops says so, and what is live', async () => {
    const sha = await it.commit({ [TEMPLATE]: healthy })
    const asked = await it.stage.ask(sha)
    const running = await it.stage.start(asked, it.options({ inputs: { 'stable-for': '50s' } }))
    await running.line('1/1 updated, 1 available')
    running.signal('SIGINT')
    const run = await running.ended
    expect(run.outputs.outcome).toBe('cancelled')
    expect((await it.stage.statuses(asked)).at(-1)).toMatchObject({ state: 'error' })
    expect((await it.stage.statuses(asked)).at(-1)?.description).toMatch(/^Cancelled: /)
  })
})

/** What crashes at once may have been ready for a moment: the stability window is where that is seen. */
describe('what cannot start goes red with its cause', () => {
  const unpullable = deploymentOf(
    'sleep 3600',
    `        - name: sidecar\n          image: {{ print "${'127.0.0.1:5000'}" }}/acme/nothing@sha256:${'0'.repeat(64)}\n`,
  )

  test.each([
    ['a bad command', healthy.replace('"/busybox"', '"/nope"'), /\/nope/, 'app'],
    ['a crash loop', deploymentOf('echo cannot find my database; exit 3'), /exit code 3|exited with 3|code 3/, 'app'],
    ['an image that cannot be pulled', unpullable, /acme\/nothing/, 'sidecar'],
  ])('%s', async (_what, text, evidence, container) => {
    const sha = await it.commit({ [TEMPLATE]: text })
    const { run, asked } = await it.deploy(sha, { inputs: { 'stable-for': '10s' } })
    expect(run.exitCode).toBe(1)
    expect(run.outputs.outcome).toBe('failed')
    const last = (await it.stage.statuses(asked)).at(-1)
    expect(last?.state).toBe('failure')
    expect(last?.description).toMatch(/^Failed: Deployment\/hello/)
    const said = `${run.annotations.map(({ message }) => message).join('\n')}\n${run.summary}`
    expect(said).toMatch(evidence)
    expect(said).toContain(container)
    expect(run.summary.indexOf('❌ Failed')).toBeLessThan(run.summary.indexOf('| commit |'))
    expect(run.summary).toContain('no pod serves')
  })

  test('the last lines of the container are there', async () => {
    const sha = await it.commit({ [TEMPLATE]: deploymentOf('echo cannot find my database; exit 3') })
    const { run } = await it.deploy(sha, { inputs: { 'stable-for': '10s' } })
    expect(run.summary).toContain('cannot find my database')
    expect(run.raw).toContain('| cannot find my database')
  })
})
