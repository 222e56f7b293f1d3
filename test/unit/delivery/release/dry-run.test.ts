import { describe, expect, test } from 'vitest'
import { runDryRun } from '../../../../src/delivery/release/plan/dry-run.ts'
import type { DeployResult } from '../../../../src/deployments/result.ts'
import { deploymentSummary } from '../../../../src/deployments/summary.ts'
import type { EndedView } from '../../../../src/deployments/view.ts'
import { UserError } from '../../../../src/errors.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { DeployScene } from './deploy-scene.ts'
import { IMAGE, RENDERED, SECRET, SETTINGS } from './deployed-set.ts'

function viewOf(result: DeployResult): EndedView {
  if (result.kind !== 'ended') throw new Error(`left alone: ${result.why}`)
  return result.view
}

/** Whether the cluster was written to: objects, records, Leases. */
const writes = ({ cluster }: DeployScene): number =>
  cluster.applied.length + cluster.objects.byPath.size + cluster.leases.byPath.size

describe('of a deployment', () => {
  test('goes through the gate, shows the plan and ends as inactive: no record, no Lease, nothing applied', async () => {
    const scene = await DeployScene.open()
    scene.withSlack = true
    const requested = await scene.requested()
    const view = viewOf(await scene.deploy(requested, { dryRun: true }))
    expect(view.ending).toMatchObject({ outcome: 'dry-run', reason: 'dry-run' })
    expect(view).toMatchObject({ touched: false, objects: [], plan: { counts: { create: 2 } } })
    expect((await scene.statusLines(requested)).at(-1)).toBe('inactive: Dry run: 2 to create; nothing was applied')
    expect(scene.cluster.tried).toEqual(expect.arrayContaining(['ConfigMap/web', 'Deployment/web']))
    expect(writes(scene)).toBe(0)
    expect(scene.slack.taken).toEqual([])
    const summary = deploymentSummary(view)
    expect(summary).toMatch(/^## 🔎 Dry run: hello [0-9a-f]{7} to staging\n/)
    expect(summary).toContain('Nothing was changed: the cluster is as it was.')
    expect(summary).toContain('<details open>\n<summary>Plan: 2 to create</summary>')
    expect(scene.cluster.closed).toBe(true)
  })

  test('what the gate refuses is refused', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.request(await scene.commit())
    const view = viewOf(await scene.deploy(requested, { dryRun: true }))
    expect(view.ending).toMatchObject({ outcome: 'refused', reason: 'no-checks' })
    expect(view.plan).toBeUndefined()
  })

  test('beside a deployment that goes on: that one is not called lost', async () => {
    const scene = await DeployScene.open()
    const first = await scene.requested()
    await scene.deploy(first)
    const [[path, record] = []] = [...scene.cluster.objects.byPath].filter(([at]) => at.includes('/secrets/'))
    if (path === undefined || record === undefined) throw new Error('no record')
    const labels = { ...record.metadata.labels, 'commit-train.dev/release-state': 'begun' }
    scene.cluster.objects.store(path, { ...record, metadata: { ...record.metadata, labels } })
    const { warnings } = viewOf(await scene.deploy(await scene.request(first.sha), { dryRun: true }))
    expect(warnings).toContainEqual({
      reason: 'release-interrupted',
      text: expect.stringMatching(/ and is not finished yet, or its run was lost: part of it may be live$/),
    })
  })

  test('is never live: the same commit can be deployed afterwards', async () => {
    const scene = await DeployScene.open()
    const planned = await scene.requested()
    await scene.deploy(planned, { dryRun: true })
    const asked = await scene.request(planned.sha)
    expect(viewOf(await scene.deploy(asked)).ending.outcome).toBe('success')
    expect((await scene.statusLines(planned)).at(-1)).toMatch(/^inactive: Dry run: /)
  })
})

describe('without a deployment', () => {
  const context = {
    owner: 'acme',
    repository: 'hello',
    runId: 7,
    attempt: 1,
    startedBy: 'ada',
    logUrl: 'https://log',
    page: 'https://page',
  }
  const SHA = 'c'.repeat(40)

  async function planned(
    scene: DeployScene,
    settings: Partial<typeof SETTINGS> = {},
    isPull = false,
  ): Promise<EndedView> {
    const places = { workspace: '/workspace', temp: temporaryFolder() }
    const all = { ...SETTINGS, dryRun: true, environment: 'staging', ...settings }
    return viewOf(await runDryRun({ sha: SHA, isPull }, all, { ...context, ...places }, scene.deployEffects))
  }

  test('compares a commit with what is live: no checks, no record on GitHub, nothing applied', async () => {
    const scene = await DeployScene.open()
    const view = await planned(scene)
    expect(view).toMatchObject({ id: 0, service: 'hello', environment: 'staging', commit: SHA, image: IMAGE })
    expect(view.ending).toMatchObject({ outcome: 'dry-run', text: '2 to create; nothing was applied' })
    expect(scene.calls).toEqual([`image ${SHA}`, `render ${IMAGE}`])
    expect(writes(scene)).toBe(0)
    expect(scene.cluster.closed).toBe(true)
    expect(scene.github.requests.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  test.each([
    ['may still be being built: its tag is shown, with a notice', false, ['image-not-built']],
    ['of a pull request is never built: its tag is shown, without a notice', true, []],
  ])('the image %s', async (_, isPull, warnings) => {
    const scene = await DeployScene.open()
    scene.image = async () => {
      throw new UserError('image-missing', 'ghcr.io/acme/hello has no tag c')
    }
    const view = await planned(scene, {}, isPull)
    expect(view.ending.outcome).toBe('dry-run')
    expect(view.image).toBe(`ghcr.io/acme/hello:${SHA}`)
    expect(view.warnings.map(({ reason }) => reason)).toEqual([...warnings, 'image-not-by-digest'])
    expect(scene.log.lines.filter(line => line.startsWith('notice:'))).toHaveLength(warnings.length)
    expect(scene.log.lines.filter(line => line.includes('plan shows its tag'))).toHaveLength(1)
  })

  test.each<[string, Partial<typeof SETTINGS>, string]>([
    [
      'no environment',
      { environment: undefined },
      'Input "environment" is empty, and without a deployment it is needed; .github/commit-train.yml names staging, production',
    ],
    [
      'another environment',
      { environment: 'stagin' },
      `Input "environment" is "stagin"; .github/commit-train.yml names staging, production (did you mean 'staging'?)`,
    ],
    [
      'another service',
      { service: 'hullo' },
      `Input "service" is "hullo"; .github/commit-train.yml names hello (did you mean 'hello'?)`,
    ],
  ])('%s is one clear line', async (_, settings, text) => {
    const scene = await DeployScene.open()
    const { ending } = await planned(scene, settings)
    expect(ending).toMatchObject({ outcome: 'error', reason: 'input-invalid', text })
  })

  test('a checkout without the commit: what to write instead', async () => {
    const scene = await DeployScene.open()
    scene.render = async () => {
      throw new UserError('commit-not-checked-out', "the checked-out repository lacks the deployment's commit")
    }
    const { ending } = await planned(scene)
    expect(ending.text).toBe(
      'the checked-out repository lacks the commit of the dry run: give actions/checkout "ref: ${{ github.event.pull_request.head.sha || github.sha }}"',
    )
  })

  test('what the cluster refuses is refused, with what it found', async () => {
    const scene = await DeployScene.open()
    scene.cluster.refuses = { object: 'Deployment/web', dryRun: true }
    const { ending, service } = await planned(scene)
    expect(ending).toMatchObject({ outcome: 'refused', reason: 'preflight-failed' })
    expect(service).toBe('hello')
    expect(scene.cluster.closed).toBe(true)
  })

  test('no secret of the run is in its plan, wherever a template puts it', async () => {
    const scene = await DeployScene.open()
    const data = { text: `x ${SECRET}`, file: `a\nb ${SECRET}\n` }
    scene.render = async () => ({
      ...RENDERED,
      manifests: RENDERED.manifests.map(one =>
        one.object.kind === 'ConfigMap' ? { ...one, object: { ...one.object, data } } : one,
      ),
    })
    scene.cluster.objects.apply(
      '/api/v1/namespaces/shop/configmaps/web',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', namespace: 'shop' }, data: { text: 'old-one' } },
      { at: 0, dryRun: false },
    )
    const view = await planned(scene)
    const { lines } = scene.log
    const plan = lines.slice(lines.findIndex(line => line.includes('Plan: ')))
    const shown = `${deploymentSummary(view)}${plan.join('\n')}`
    expect(shown).toContain('data.text: changed (value hidden)')
    expect(shown).toContain('data.file: set (value hidden)')
    for (const value of [SECRET, 'old-one']) expect(shown).not.toContain(value)
  })

  test('is stopped like any run', async () => {
    const scene = await DeployScene.open()
    scene.at.preflight = () => scene.stop.abort(new Error('this run was stopped'))
    const { ending } = await planned(scene)
    expect(ending).toMatchObject({ outcome: 'cancelled' })
  })
})
