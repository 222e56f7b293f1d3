import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { LiveStage, SECRET } from '../platform/stage/live-stage.ts'
import { TOKENS } from '../platform/stage/stage.ts'
import { DEPLOYMENT_TEMPLATE, only, WorkflowStage } from '../platform/stage/workflow-stage.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

const platform = usePlatform()
let it: WorkflowStage
beforeAll(() => LiveStage.pushImage(platform))
beforeEach(async () => {
  it = await WorkflowStage.open(platform)
})
afterEach(() => it.close())

describe('event mode', () => {
  test('a deployment made by a person starts the workflow of its commit, which deploys it', async () => {
    const sha = await it.commit()
    const id = await it.ask(TOKENS.person, sha)
    const run = only(await it.workflows.settle())

    expect(run.act.outputs).toMatchObject({ outcome: 'success', commit: sha, 'deployment-id': String(id) })
    expect(run.jobs).toEqual({ 'deploy / deploy': 'success' })
    expect(await it.statesOf(id)).toEqual(expect.arrayContaining(['in_progress']))
    expect((await it.statesOf(id)).at(-1)).toBe('success')
    const live = JSON.parse(await it.live.kubectl('get', 'deployment', 'hello', '-o', 'json'))
    expect(live.spec.template.spec.containers[0].image).toBe(run.act.outputs.image)

    // What started what: the record came first, then the run, then the action, by act alone.
    const made = it.live.stage.github.requests.findIndex(
      ({ method, path }) => method === 'POST' && /deployments$/.test(path),
    )
    const first = it.live.stage.github.requests.findIndex(({ token }) => token === run.token)
    expect(made).toBeGreaterThanOrEqual(0)
    expect(run.requestsBefore).toBeGreaterThan(made)
    expect(first).toBeGreaterThanOrEqual(run.requestsBefore)
    const started = run.act.entries.map(({ parent, entry }) => `${parent} ${entry.slice(entry.lastIndexOf('/') + 1)}`)
    expect(started).toEqual(['act deploy-pre.js', 'act deploy.js', 'act deploy-post.js'])

    // The run is the double's own, and so is the check of its job.
    const [status] = await it.statuses(id)
    expect(status?.log_url).toContain(`/actions/runs/${run.recorded.id}/`)
    expect(await it.checksOf(sha)).toEqual({ test: 'success', 'deploy / deploy': 'success' })

    // The environment's secret, and nothing else, reached the templates; none is in the log.
    const rendered = JSON.parse(await it.live.kubectl('get', 'secret', 'hello', '-o', 'json'))
    expect(Buffer.from(rendered.data.token, 'base64').toString()).toBe(`${SECRET} of staging`)
    expect(run.act.raw).not.toContain(SECRET)

    // Its own statuses and check runs have started nothing.
    expect(await it.workflows.settle()).toEqual([])
  })

  test('a commit that is refused has a red job and a deployment that says why, whatever other refs say of it', async () => {
    // Its image is there: nothing but the check stands in the way.
    const sha = await it.commit()
    await it.live.stage.check(sha, 'failure')
    // Somebody makes a branch and a tag at the red commit, where the same workflow passes, or skips the job.
    await it.live.stage.check(sha, 'success', 'test', 'release/1')
    await it.live.stage.check(sha, 'skipped', 'test', 'v1.2.3')
    const id = await it.ask(TOKENS.person, sha)
    const run = only(await it.workflows.settle())
    expect(run.act.outputs).toMatchObject({ outcome: 'refused', reason: 'checks-not-passed' })
    expect(run.jobs).toEqual({ 'deploy / deploy': 'failure' })
    expect((await it.statesOf(id)).at(-1)).toBe('failure')
    expect(await it.live.writes()).toEqual([])
  })

  test('a commit from before the workflow starts nothing', async () => {
    const sha = await it.live.commit()
    const id = await it.ask(TOKENS.person, sha)
    expect(await it.workflows.settle()).toEqual([])
    expect(await it.statesOf(id)).toEqual([])
  })

  test('a delivery that comes twice is deployed once; a red run of a tag at the green commit stops neither', async () => {
    const sha = await it.commit()
    await it.live.stage.check(sha, 'failure', 'test', 'v1.2.3')
    const id = await it.ask(TOKENS.person, sha)
    const first = only(await it.workflows.settle())
    expect(first.act.raw).toContain("1 run does not count: ci (failure): runs for 'v1.2.3'")
    const [states, writes] = [await it.statesOf(id), (await it.live.writes()).length]
    const second = only(await it.workflows.redeliver())
    expect(second.recorded.id).not.toBe(first.recorded.id)
    expect(second.event.payload).toEqual(first.event.payload)
    expect(second.jobs).toEqual({ 'deploy / deploy': 'success' })
    expect(await it.statesOf(id)).toEqual(states)
    expect(await it.live.writes()).toHaveLength(writes)
  })
})

describe('least permissions', () => {
  // Of the list in the templates all but packages, which registries ask for and GitHub's API does not.
  test.each(['contents', 'checks', 'statuses', 'actions', 'deployments'])(
    'without %s nothing is deployed',
    async name => {
      const id = await it.ask(TOKENS.person, await it.commit())
      const run = only(await it.withheld(name).settle())
      expect(run.act.outputs).toMatchObject({ outcome: 'error' })
      expect(run.jobs).toEqual({ 'deploy / deploy': 'failure' })
      expect(run.act.lines.map(({ text }) => text).join('\n')).toMatch(new RegExp(`${name}: (read|write)`))
      // Without contents it is not known whether the deployment is ours: then nothing is written to it.
      expect((await it.statesOf(id)).at(-1)).toBe(['deployments', 'contents'].includes(name) ? undefined : 'error')
      expect(await it.live.writes()).toEqual([])
    },
  )
})

describe('deployments of others', () => {
  test.each([
    ['another environment', 'github-pages', 'deploy'],
    ['another task', 'staging', 'preview'],
  ])('%s: no runner is started', async (_what, environment, task) => {
    const id = await it.ask(TOKENS.person, await it.commit(), environment, task)
    const run = only(await it.workflows.settle())
    expect(run.jobs).toEqual({ 'deploy / deploy': 'skipped' })
    expect(run.act.entries).toEqual([])
    expect(await it.statesOf(id)).toEqual([])
  })

  test('an environment that the policy does not name is left alone by the action', async () => {
    const policy = 'services: [hello]\nenvironments:\n  staging:\n'
    const id = await it.ask(TOKENS.person, await it.commit({ '.github/commit-train.yml': policy }), 'production')
    const run = only(await it.workflows.settle())
    expect(run.act.outputs).toMatchObject({ outcome: 'left-alone' })
    expect(run.jobs).toEqual({ 'deploy / deploy': 'success' })
    expect(await it.statesOf(id)).toEqual([])
    expect(await it.live.writes()).toEqual([])
  })
})

describe('dispatch mode', () => {
  test('a deployment made with the workflow token starts nothing; dispatched, it is deployed', async () => {
    const sha = await it.commit()
    const id = await it.ask(TOKENS.workflow, sha)
    expect(it.live.stage.github.events).toHaveLength(1)
    expect(await it.workflows.settle()).toEqual([])
    expect(await it.statesOf(id)).toEqual([])

    const inputs = { 'deployment-id': String(id), commit: sha, environment: 'staging' }
    const run = await it.dispatch(inputs)
    expect(run.act.outputs).toMatchObject({ outcome: 'success', commit: sha, 'deployment-id': String(id) })
    expect(run.jobs).toEqual({ 'deploy / deploy': 'success' })
    expect((await it.statesOf(id)).at(-1)).toBe('success')
    const config = JSON.parse(await it.live.kubectl('get', 'configmap', 'hello', '-o', 'json'))
    expect(config.data.commit).toBe(sha)
  })

  test('deploys an older commit with the newest workflow', async () => {
    const old = await it.live.commit({ 'deploy/templates/deployment.yaml': DEPLOYMENT_TEMPLATE })
    await it.commit()
    const id = await it.ask(TOKENS.workflow, old)
    const inputs = { 'deployment-id': String(id), commit: old, environment: 'staging' }
    const run = await it.dispatch(inputs)
    expect(run.act.outputs).toMatchObject({ outcome: 'success', commit: old })
  })

  test.each([
    ['another environment', { environment: 'production' }, 'environment-mismatch'],
    ['another commit', { commit: undefined }, 'commit-not-checked-out'],
  ])('refuses inputs with %s than the record has', async (_what, given, reason) => {
    const before = await it.commit()
    const sha = await it.live.commit({ 'README.md': '# changed\n' })
    const id = await it.ask(TOKENS.workflow, sha)
    const inputs = { 'deployment-id': String(id), commit: 'commit' in given ? before : sha, environment: 'staging' }
    const run = await it.dispatch('environment' in given ? { ...inputs, environment: given.environment } : inputs)
    expect(run.act.outputs).toMatchObject({ outcome: 'refused', reason })
    expect((await it.statesOf(id)).at(-1)).toBe('failure')
    expect(await it.live.writes()).toEqual([])
  })

  test('is nothing on a branch', async () => {
    const sha = await it.commit()
    await it.live.stage.repository.branch('change', 'main')
    const id = await it.ask(TOKENS.workflow, sha)
    const inputs = { 'deployment-id': String(id), commit: sha, environment: 'staging' }
    const run = await it.dispatch(inputs, { ref: 'change' })
    expect(run.jobs).toEqual({ 'deploy / deploy': 'skipped' })
    expect(await it.statesOf(id)).toEqual([])
  })
})
