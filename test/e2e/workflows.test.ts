import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { LiveStage, secret } from '../platform/stage/live-stage.ts'
import { tokens } from '../platform/stage/stage.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'
import { serviceWorkflows } from '../platform/workflows/service-workflows.ts'
import { type EndedRun, Workflows } from '../platform/workflows/workflows.ts'

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: hello
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
          command: ["/busybox", "sleep", "3600"]
`

const platform = usePlatform()
let it: LiveStage
let workflows: Workflows
beforeAll(() => LiveStage.pushImage(platform))
beforeEach(async () => {
  it = await LiveStage.open(platform, 'workflows')
  workflows = open()
})
afterEach(() => it.close())

function open(withheld = ''): Workflows {
  return new Workflows({
    withheld,
    github: it.stage.github,
    repository: it.stage.repository,
    name: 'acme/hello',
    folder: join(it.stage.folder, 'workflows'),
    path: [platform.bin],
    secrets: environment => ({
      KUBECONFIG: readFileSync(platform.kubeconfig, 'utf8'),
      GREETING_TOKEN: `${secret} of ${environment}`,
      SOMETHING_ELSE: 'not for templates',
    }),
  })
}

/** A commit of a service that has adopted both ways in. */
function commit(changes: Readonly<Record<string, string | null>> = {}): Promise<string> {
  const files = serviceWorkflows({
    image: it.image,
    namespace: it.namespace,
    'gomplate-version': '4.3.3',
    'stable-for': '1s',
    timeout: '60s',
  })
  return it.commit({ ...files, 'deploy/templates/deployment.yaml': deployment, ...changes })
}

/** A request below the repository, with a token of the test's choice. */
async function post(token: string, path: string, body: object): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const response = await fetch(`${it.stage.github.url}/repos/acme/hello${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  expect(response.ok).toBe(true)
  return response
}

/** Makes a deployment; answers its id. */
async function ask(token: string, sha: string, environment = 'staging', task = 'deploy'): Promise<number> {
  const body = { ref: sha, environment, task, auto_merge: false, required_contexts: [] }
  return ((await (await post(token, '/deployments', body)).json()) as { id: number }).id
}

/** Dispatches the workflow with the token of another workflow's run, as a bot without an App does. */
async function dispatch(inputs: Readonly<Record<string, string>>, ref = 'main'): Promise<EndedRun> {
  it.stage.github.addToken('ghs_bot', { name: 'bot', permissions: { actions: 'write' } })
  await post('ghs_bot', '/actions/workflows/deploy-by-dispatch.yml/dispatches', { ref, inputs })
  return only(await workflows.settle())
}

async function statesOf(id: number): Promise<string[]> {
  return (await it.stage.statuses({ id, sha: '', event: { name: '', payload: {} } })).map(({ state }) => state)
}

/** The conclusions of a commit's check runs by name, as everybody can read them. */
async function checksOf(sha: string): Promise<Record<string, string | null>> {
  const response = await fetch(`${it.stage.github.url}/repos/acme/hello/commits/${sha}/check-runs`, {
    headers: { authorization: `Bearer ${tokens.person}` },
  })
  const { check_runs } = (await response.json()) as { check_runs: { name: string; conclusion: string | null }[] }
  return Object.fromEntries(check_runs.map(({ name, conclusion }) => [name, conclusion]))
}

function only(runs: readonly EndedRun[]): EndedRun {
  const [run, ...others] = runs
  if (run === undefined || others.length > 0) throw new Error(`${runs.length} runs instead of one`)
  return run
}

/** Requests made with the run's own token. */
function requestsOf(run: EndedRun): number {
  return it.stage.github.requests.filter(({ token }) => token === run.token).length
}

describe('event mode', () => {
  test('a deployment made by a person starts the workflow of its commit, which deploys it', async () => {
    const sha = await commit()
    const id = await ask(tokens.person, sha)
    const run = only(await workflows.settle())

    expect(run.act.outputs).toMatchObject({ outcome: 'success', commit: sha, 'deployment-id': String(id) })
    expect(run.jobs).toEqual({ 'deploy / deploy': 'success' })
    expect(await statesOf(id)).toEqual(expect.arrayContaining(['in_progress']))
    expect((await statesOf(id)).at(-1)).toBe('success')
    const live = JSON.parse(await it.kubectl('get', 'deployment', 'hello', '-o', 'json'))
    expect(live.spec.template.spec.containers[0].image).toBe(run.act.outputs.image)

    // What started what: the record came first, then the run, then the action, by act alone.
    const made = it.stage.github.requests.findIndex(
      ({ method, path }) => method === 'POST' && /deployments$/.test(path),
    )
    const first = it.stage.github.requests.findIndex(({ token }) => token === run.token)
    expect(made).toBeGreaterThanOrEqual(0)
    expect(run.requestsBefore).toBeGreaterThan(made)
    expect(first).toBeGreaterThanOrEqual(run.requestsBefore)
    const started = run.act.entries.map(({ parent, entry }) => `${parent} ${entry.slice(entry.lastIndexOf('/') + 1)}`)
    expect(started).toEqual(['act deploy-pre.js', 'act deploy.js', 'act deploy-post.js'])

    // The run is the double's own, and so is the check of its job.
    const [status] = await it.stage.statuses({ id, sha, event: { name: '', payload: {} } })
    expect(status?.log_url).toContain(`/actions/runs/${run.recorded.id}/`)
    expect(await checksOf(sha)).toEqual({ test: 'success', 'deploy / deploy': 'success' })
    expect(requestsOf(run)).toBeLessThanOrEqual(25)

    // The environment's secret, and nothing else, reached the templates; none is in the log.
    const rendered = JSON.parse(await it.kubectl('get', 'secret', 'hello', '-o', 'json'))
    expect(Buffer.from(rendered.data.token, 'base64').toString()).toBe(`${secret} of staging`)
    expect(run.act.raw).not.toContain(secret)

    // Its own statuses and check runs have started nothing.
    expect(await workflows.settle()).toEqual([])
  })

  test('a commit that is refused has a red job and a deployment that says why', async () => {
    const sha = await it.stage.commit(serviceWorkflows({ image: it.image, namespace: it.namespace }))
    await it.stage.check(sha, 'failure')
    const id = await ask(tokens.person, sha)
    const run = only(await workflows.settle())
    expect(run.act.outputs).toMatchObject({ outcome: 'refused' })
    expect(run.jobs).toEqual({ 'deploy / deploy': 'failure' })
    expect((await statesOf(id)).at(-1)).toBe('failure')
    expect(await it.writes()).toEqual([])
  })

  test('a commit from before the workflow starts nothing', async () => {
    const sha = await it.commit()
    const id = await ask(tokens.person, sha)
    expect(await workflows.settle()).toEqual([])
    expect(await statesOf(id)).toEqual([])
  })

  test('a delivery that comes twice is deployed once', async () => {
    const id = await ask(tokens.person, await commit())
    const first = only(await workflows.settle())
    const [states, writes] = [await statesOf(id), (await it.writes()).length]
    const second = only(await workflows.redeliver())
    expect(second.recorded.id).not.toBe(first.recorded.id)
    expect(second.event.payload).toEqual(first.event.payload)
    expect(second.jobs).toEqual({ 'deploy / deploy': 'success' })
    expect(await statesOf(id)).toEqual(states)
    expect(await it.writes()).toHaveLength(writes)
  })
})

describe('least permissions', () => {
  // Of the list in the templates all but packages, which registries ask for and GitHub's API does not.
  test.each(['contents', 'checks', 'statuses', 'actions', 'deployments'])(
    'without %s nothing is deployed',
    async name => {
      const id = await ask(tokens.person, await commit())
      const run = only(await open(name).settle())
      expect(run.act.outputs).toMatchObject({ outcome: 'error' })
      expect(run.jobs).toEqual({ 'deploy / deploy': 'failure' })
      expect(run.act.lines.map(({ text }) => text).join('\n')).toMatch(new RegExp(`${name}: (read|write)`))
      expect((await statesOf(id)).at(-1)).toBe(name === 'deployments' ? undefined : 'error')
      expect(await it.writes()).toEqual([])
    },
  )
})

describe('deployments of others', () => {
  test.each([
    ['another environment', 'github-pages', 'deploy'],
    ['another task', 'staging', 'preview'],
  ])('%s: no runner is started', async (_what, environment, task) => {
    const id = await ask(tokens.person, await commit(), environment, task)
    const run = only(await workflows.settle())
    expect(run.jobs).toEqual({ 'deploy / deploy': 'skipped' })
    expect(run.act.entries).toEqual([])
    expect(await statesOf(id)).toEqual([])
  })

  test('an environment that the policy does not name is left alone by the action', async () => {
    const policy = 'services: [hello]\nenvironments:\n  staging:\n'
    const id = await ask(tokens.person, await commit({ '.github/commit-train.yml': policy }), 'production')
    const run = only(await workflows.settle())
    expect(run.act.outputs).toMatchObject({ outcome: 'left-alone' })
    expect(run.jobs).toEqual({ 'deploy / deploy': 'success' })
    expect(await statesOf(id)).toEqual([])
    expect(await it.writes()).toEqual([])
  })
})

describe('dispatch mode', () => {
  test('a deployment made with the workflow token starts nothing; dispatched, it is deployed', async () => {
    const sha = await commit()
    const id = await ask(tokens.workflow, sha)
    expect(it.stage.github.events).toHaveLength(1)
    expect(await workflows.settle()).toEqual([])
    expect(await statesOf(id)).toEqual([])

    const inputs = { 'deployment-id': String(id), commit: sha, environment: 'staging' }
    const run = await dispatch(inputs)
    expect(run.act.outputs).toMatchObject({ outcome: 'success', commit: sha, 'deployment-id': String(id) })
    expect(run.jobs).toEqual({ 'deploy / deploy': 'success' })
    expect((await statesOf(id)).at(-1)).toBe('success')
    expect(requestsOf(run)).toBeLessThanOrEqual(25)
    const config = JSON.parse(await it.kubectl('get', 'configmap', 'hello', '-o', 'json'))
    expect(config.data.commit).toBe(sha)
  })

  test('deploys an older commit with the newest workflow', async () => {
    const old = await it.commit({ 'deploy/templates/deployment.yaml': deployment })
    await commit()
    const id = await ask(tokens.workflow, old)
    const inputs = { 'deployment-id': String(id), commit: old, environment: 'staging' }
    const run = await dispatch(inputs)
    expect(run.act.outputs).toMatchObject({ outcome: 'success', commit: old })
  })

  test.each([
    ['another environment', { environment: 'production' }, 'wrong-environment'],
    ['another commit', { commit: undefined }, 'wrong-commit'],
  ])('refuses to be told %s than the record has', async (_what, told, reason) => {
    const before = await commit()
    const sha = await it.commit({ 'README.md': '# changed\n' })
    const id = await ask(tokens.workflow, sha)
    const inputs = { 'deployment-id': String(id), commit: 'commit' in told ? before : sha, environment: 'staging' }
    const run = await dispatch('environment' in told ? { ...inputs, environment: told.environment } : inputs)
    expect(run.act.outputs).toMatchObject({ outcome: 'refused', reason })
    expect((await statesOf(id)).at(-1)).toBe('failure')
    expect(await it.writes()).toEqual([])
  })

  test('is nothing on a branch', async () => {
    const sha = await commit()
    await it.stage.repository.branch('change', 'main')
    const id = await ask(tokens.workflow, sha)
    const inputs = { 'deployment-id': String(id), commit: sha, environment: 'staging' }
    const run = await dispatch(inputs, 'change')
    expect(run.jobs).toEqual({ 'deploy / deploy': 'skipped' })
    expect(await statesOf(id)).toEqual([])
  })
})
