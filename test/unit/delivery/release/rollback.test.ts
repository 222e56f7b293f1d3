import { describe, expect, test } from 'vitest'
import type { AskedRollback } from '../../../../src/delivery/release/rollback/asked-rollback.ts'
import { runRollback } from '../../../../src/delivery/release/rollback/run.ts'
import type { DeploySettings } from '../../../../src/delivery/release/settings.ts'
import type { DeployContext } from '../../../../src/deployments/context.ts'
import { claimDeployment } from '../../../../src/deployments/request.ts'
import type { DeployResult } from '../../../../src/deployments/result.ts'
import { deploymentSummary } from '../../../../src/deployments/summary.ts'
import type { EndedView } from '../../../../src/deployments/view.ts'
import { UserError } from '../../../../src/errors.ts'
import { getDeployment } from '../../../../src/github/deployments.ts'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { withFieldChanged } from '../../../../src/kubernetes/manifests/pod-templates.ts'
import type { ReasonCode } from '../../../../src/reasons/registry.ts'
import { DeployScene } from './deploy-scene.ts'
import { RENDERED, SETTINGS } from './deployed-set.ts'

const SECRETS = '/api/v1/namespaces/shop/secrets'
const CONFIG_MAPS = '/api/v1/namespaces/shop/configmaps'
const OLD = 'the password of that day'

const object = (kind: string, name: string, more: object = {}): KubeObject => ({
  ...{ apiVersion: 'v1', kind, metadata: { name } },
  ...more,
})

/** The objects of a release, of which the Secret has that day's value. */
const setOf = (password: string, ...objects: readonly KubeObject[]) => ({
  warnings: [],
  manifests: [
    ...RENDERED.manifests.map(one => ({
      ...one,
      object: withFieldChanged(one.object, ['spec'], spec =>
        one.object.kind === 'Deployment' ? { ...(spec as object), minReadySeconds: objects.length } : spec,
      ),
    })),
    ...[object('Secret', 'login', { stringData: { password } }), ...objects].map((one, at) => ({
      ...{ object: one, file: 'more.yaml', line: at + 1 },
    })),
  ],
})

function viewOf(result: DeployResult): EndedView {
  if (result.kind !== 'ended') throw new Error(`left alone: ${result.why}`)
  return result.view
}

/** Two good deployments: the second has another value, another ConfigMap, and a new one. */
async function deployedTwice(): Promise<DeployScene & { readonly second: number }> {
  const scene = await DeployScene.open()
  const settings = object('ConfigMap', 'settings', { data: { a: '1' } })
  const claim = object('PersistentVolumeClaim', 'data', {
    metadata: { name: 'data', annotations: { 'commit-train.dev/follow': 'none' } },
  })
  scene.render = async () => setOf(OLD, settings, claim)
  await scene.deploy(await scene.requested())
  scene.render = async () =>
    setOf('another password', { ...settings, data: { a: '2' } }, claim, object('ConfigMap', 'newer'))
  const second = await scene.requested()
  await scene.deploy(second)
  return Object.assign(scene, { second: second.id })
}

const policyWith = (rules: string): string =>
  `services: [hello]\nenvironments:\n  staging: { ${rules} }\n  production: {}\n`

async function rollBack(
  scene: DeployScene,
  release: AskedRollback['release'],
  {
    withoutGitHub = false,
    rerunOf,
    policy = policyWith(''),
    ...settings
  }: Partial<DeploySettings> & {
    readonly withoutGitHub?: boolean
    readonly rerunOf?: DeployContext
    readonly policy?: string
  } = {},
): Promise<EndedView> {
  const context = rerunOf === undefined ? await scene.run(await scene.commit({ policy })) : { ...rerunOf, attempt: 2 }
  const asked = { release, withoutGitHub, actor: 'grace' }
  return viewOf(
    await runRollback(asked, { ...SETTINGS, environment: 'staging', ...settings }, context, scene.deployEffects),
  )
}

const records = ({ cluster }: DeployScene): readonly KubeObject[] =>
  [...cluster.objects.byPath].filter(([path]) => path.startsWith(`${SECRETS}/commit-train-`)).map(([, one]) => one)
const labelsOf = (scene: DeployScene, name: string): readonly (string | undefined)[] =>
  records(scene).map(({ metadata }) => metadata.labels?.[`commit-train.dev/${name}`])
const liveAt = ({ cluster }: DeployScene, path: string): Readonly<Record<string, unknown>> | undefined =>
  cluster.objects.byPath.get(path) as Readonly<Record<string, unknown>> | undefined

/** How often a deployment was asked for. */
const made = ({ github }: DeployScene): number =>
  github.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/deployments')).length

const PREVIOUS = { by: 'previous' } as const
const silent = (): never => {
  throw new UserError('github-unreachable', 'GitHub cannot be reached')
}

describe('to the release before', () => {
  test('it is live as it was stored, what only the newer one had is gone, and GitHub and the cluster say so', async () => {
    const scene = await deployedTwice()
    const applied = scene.cluster.applied.length
    const view = await rollBack(scene, PREVIOUS)
    expect(view.ending).toMatchObject({ outcome: 'success', text: 'Deployed in 0.0 s: release 1 as it was stored' })
    expect(liveAt(scene, `${CONFIG_MAPS}/settings`)?.data).toEqual({ a: '1' })
    expect(liveAt(scene, `${SECRETS}/login`)?.data).toEqual({ password: Buffer.from(OLD).toString('base64') })
    expect(liveAt(scene, `${CONFIG_MAPS}/newer`)).toBeUndefined()
    // What holds data is not applied again, and stays.
    expect(scene.cluster.applied.slice(applied)).not.toContain('PersistentVolumeClaim/data')
    expect([labelsOf(scene, 'release-state'), labelsOf(scene, 'stored-from')]).toEqual([
      ['good', 'good', 'good'],
      [undefined, undefined, '1'],
    ])
    const lines = await scene.statusLines(view)
    expect(lines.at(-1)).toBe('success: Deployed in 0.0 s: release 1 as it was stored')
    expect(await scene.statusLines({ id: scene.second })).toContainEqual(`inactive: Replaced by deployment ${view.id}`)
    expect(view).toMatchObject({ requester: 'grace', storedRelease: 1, environment: 'staging', service: 'hello' })
    expect(deploymentSummary(view)).toContain('| stored release | 1 |')
    expect(scene.cluster.leases.byPath.size).toBe(1)
    // Masked before anything of it is shown.
    expect(scene.masked).toContain(OLD)
    expect(JSON.stringify([view, scene.log.lines])).not.toContain(OLD)
  })

  test('a second one goes back once more, or says that there is none, and never forward again', async () => {
    const scene = await deployedTwice()
    await rollBack(scene, PREVIOUS)
    const view = await rollBack(scene, PREVIOUS)
    expect(view.ending).toMatchObject({ outcome: 'refused', reason: 'stored-release-missing' })
    expect(view.ending.text).toMatch(
      /^there is no good release before the newest of hello in staging; there are release 3/,
    )
    expect((await rollBack(scene, { by: 'number', number: 2 })).ending.outcome).toBe('success')
    expect(liveAt(scene, `${CONFIG_MAPS}/settings`)?.data).toEqual({ a: '2' })
  })

  test('an old run that is run again changes nothing; its dry run may look', async () => {
    const scene = await deployedTwice()
    const old = await scene.run(await scene.commit())
    const asked = { release: PREVIOUS, withoutGitHub: false, actor: 'grace' }
    await runRollback(asked, { ...SETTINGS, environment: 'staging' }, old, scene.deployEffects)
    await scene.deploy(await scene.requested())
    const before = [scene.cluster.applied.length, records(scene).length, made(scene)]
    const view = await rollBack(scene, PREVIOUS, { rerunOf: old })
    expect(view).toMatchObject({ touched: false, ending: { outcome: 'refused', reason: 'stored-release-rerun' } })
    expect((await rollBack(scene, PREVIOUS, { rerunOf: old, dryRun: true })).ending.outcome).toBe('dry-run')
    expect([scene.cluster.applied.length, records(scene).length, made(scene)]).toEqual(before)
  })

  test('it says that it leaves no lock, where the policy wants one', async () => {
    const scene = await deployedTwice()
    const view = await rollBack(scene, PREVIOUS, { policy: policyWith('lock-after-rollback: 4h') })
    const text = expect.stringMatching(
      /^no lock was left on staging: "lock-after-rollback" is not for .*`commit-train lock`$/,
    )
    expect(view).toMatchObject({
      ending: { outcome: 'success' },
      warnings: [{ reason: 'rollback-not-locked', text }],
    })
  })

  test('the next deployment replaces it like any other', async () => {
    const scene = await deployedTwice()
    await rollBack(scene, PREVIOUS)
    const view = viewOf(await scene.deploy(await scene.requested()))
    expect([view.ending.outcome, view.warnings.filter(({ reason }) => reason !== 'image-not-by-digest')]).toEqual([
      'success',
      [],
    ])
    expect(liveAt(scene, `${CONFIG_MAPS}/newer`)).toBeDefined()
  })

  test('a workflow that its deployment starts leaves it alone', async () => {
    const scene = await deployedTwice()
    const { id } = await rollBack(scene, PREVIOUS)
    const deployment = await getDeployment(scene.deployEffects.connectGitHub(), id)
    const statuses = Promise.resolve([])
    const texts = { branch: Promise.resolve('main'), policyText: Promise.resolve(''), statuses }
    const requested = { deployment, byEvent: true, ...texts } as unknown as Parameters<typeof claimDeployment>[1]
    const context = await scene.run(await scene.commit())
    const claimed = await claimDeployment(scene.deployEffects.connectGitHub(), requested, context)
    expect(claimed).toMatchObject({
      kind: 'left-alone',
      expected: true,
      why: expect.stringMatching(/stored release 1, and belongs to run \d+$/),
    })
    // Whoever names it once its run is gone ends it, if it is open.
    const named = { ...requested, byEvent: false }
    const gone = { ...deployment, payload: { 'commit-train': 1, 'stored-release': 1, 'run-id': 999, 'run-attempt': 1 } }
    const claim = (more: object) =>
      claimDeployment(scene.deployEffects.connectGitHub(), { ...named, ...more } as typeof requested, context)
    await expect(claim({ deployment: gone })).rejects.toMatchObject({
      reason: 'run-lost',
      message: 'run 999, which made it for the rollback to the stored release 1, has ended without ending it',
    })
    const ended = Promise.resolve([{ id: 1, state: 'success', description: '', logUrl: '', createdAt: '' }])
    expect(await claim({ deployment: gone, statuses: ended })).toMatchObject({ kind: 'left-alone' })
  })

  test('a dry run shows what it would change, and writes nothing anywhere', async () => {
    const scene = await deployedTwice()
    const before = [scene.cluster.applied.length, records(scene).length, made(scene)]
    const view = await rollBack(scene, PREVIOUS, { dryRun: true })
    expect(view.ending).toMatchObject({
      outcome: 'dry-run',
      text: expect.stringMatching(/^3 to change, 1 to remove, 1 unchanged;/),
    })
    expect([scene.cluster.applied.length, records(scene).length, made(scene)]).toEqual(before)
    expect(JSON.stringify(view.plan)).not.toContain(OLD)
  })

  test('more than may be removed stays, and goes with the next deployment: a rollback is not refused for it', async () => {
    const scene = await DeployScene.open()
    scene.render = async () => setOf(OLD)
    const first = await scene.requested()
    await scene.deploy(first)
    const many = Array.from({ length: 11 }, (_, at) => object('ConfigMap', `newer-${at}`))
    scene.render = async () => setOf(OLD, ...many)
    await scene.deploy(await scene.request(first.sha))
    const view = await rollBack(scene, PREVIOUS)
    expect(view.ending.outcome).toBe('success')
    expect(view.warnings).toContainEqual({
      reason: 'object-kept',
      text: expect.stringMatching(/and 6 more: left the templates and stay, because prune\.max-count is 10$/),
    })
    expect(liveAt(scene, `${CONFIG_MAPS}/newer-10`)).toBeDefined()
    scene.render = async () => setOf(OLD)
    expect(viewOf(await scene.deploy(await scene.request(first.sha))).ending.outcome).toBe('success')
    expect(liveAt(scene, `${CONFIG_MAPS}/newer-10`)).toBeUndefined()
  })

  test('one that fails restores what was live', async () => {
    const scene = await deployedTwice()
    let applies = 0
    scene.cluster.behaviourOf = () => (++applies === 1 ? 'missing-config' : 'healthy')
    const view = await rollBack(scene, PREVIOUS)
    expect(view.ending).toMatchObject({ outcome: 'failed', after: expect.stringMatching(/ is live again$/) })
    expect(liveAt(scene, `${CONFIG_MAPS}/settings`)?.data).toEqual({ a: '2' })
    expect(labelsOf(scene, 'release-state')).toEqual(['good', 'good', 'failed'])
  })
})

describe('what is refused', () => {
  test('who may not deploy; the order is none of it', async () => {
    const scene = await deployedTwice()
    const order = 'order: { after: production }'
    const policy = policyWith(`${order}, deployers: { logins: [ada] }`)
    expect((await rollBack(scene, PREVIOUS, { policy })).ending).toMatchObject({
      reason: 'deployer-not-permitted',
      text: 'grace may not deploy here, only ada',
    })
    expect((await rollBack(scene, PREVIOUS, { policy: policyWith(order) })).ending.outcome).toBe('success')
  })

  test('a lock of the environment', async () => {
    const scene = await deployedTwice()
    scene.lock = async () => ({ owner: 'ada', reason: 'the database moves', expiresAt: undefined })
    const view = await rollBack(scene, PREVIOUS)
    expect(view).toMatchObject({ id: 0, touched: false, ending: { reason: 'environment-locked', outcome: 'refused' } })
  })

  test('a record that was edited, in words and without its content', async () => {
    const scene = await deployedTwice()
    const [record] = records(scene)
    const path = `${SECRETS}/${record?.metadata.name}`
    scene.cluster.objects.store(path, { ...record, data: { 'release.json.gz': 'AAAA' } } as unknown as KubeObject)
    const { ending } = await rollBack(scene, PREVIOUS)
    expect(ending).toMatchObject({ outcome: 'refused', reason: 'stored-release-unusable' })
    expect(ending.text).toMatch(/^release 1 \([0-9a-f]{7} of .* UTC\) was changed since it was written/)
  })

  test('no releases at all, and a service that the policy does not name', async () => {
    const scene = await DeployScene.open()
    await scene.commit()
    expect((await rollBack(scene, PREVIOUS)).ending.text).toBe('the cluster keeps no release of hello in staging')
    expect((await rollBack(scene, PREVIOUS, { service: 'cart' })).ending.reason).toBe('input-invalid')
  })
})

describe('while GitHub does not answer', () => {
  const dark = (scene: DeployScene): DeployScene['deployEffects'] => ({
    ...scene.deployEffects,
    connectGitHub: () => ({
      ...{ repository: { owner: 'acme', repo: 'hello' }, requests: () => 0 },
      ...{ octokit: silent, download: silent },
    }),
  })

  test('it is an error that says how to go on all the same', async () => {
    const scene = await deployedTwice()
    const context = await scene.run(await scene.commit())
    const asked = { release: PREVIOUS, withoutGitHub: false, actor: 'grace' }
    const result = await runRollback(asked, { ...SETTINGS, environment: 'staging' }, context, dark(scene))
    expect(viewOf(result).ending).toMatchObject({
      ...{ outcome: 'error', reason: 'github-unreachable' },
      text: expect.stringMatching(/GitHub cannot be reached; to roll back all the same, .* "without-github"$/),
    })
  })

  /** GitHub answers, but for these requests. */
  const partly = (scene: DeployScene, fails: RegExp, reason: ReasonCode): DeployScene['deployEffects'] => ({
    ...scene.deployEffects,
    connectGitHub: (...given) => {
      const github = scene.deployEffects.connectGitHub(...given)
      const octokit = async () => {
        const real = await github.octokit()
        const request = async (route: string, ...more: readonly Record<string, unknown>[]) => {
          if (fails.test(route)) throw new UserError(reason, `${route} does not work`)
          return real.request(route, ...more)
        }
        return Object.assign(Object.create(real), { request })
      }
      return { ...{ repository: github.repository, requests: github.requests, download: github.download }, octokit }
    },
  })
  const ROLE = /collaborators/
  const MAKE = /^POST .*deployments$/
  const POLICY = /contents/
  const DEPLOYERS = 'deployers: { role: admin }'

  test.each<[string, string, boolean, RegExp, ReasonCode, object]>([
    ['a lock that is held', DEPLOYERS, true, ROLE, 'github-unreachable', { reason: 'environment-locked' }],
    [
      'a freeze',
      `${DEPLOYERS}, freeze: [{ from: "0 0 * * *", for: 24h, zone: UTC }]`,
      ...([false, ROLE, 'github-unreachable', { reason: 'environment-frozen' }] as const),
    ],
    ['a token without the permission', DEPLOYERS, false, ROLE, 'github-forbidden', { reason: 'github-forbidden' }],
    ['a token that is no good', '', false, POLICY, 'github-token-invalid', { reason: 'github-token-invalid' }],
    ['a record that may not be made', '', false, MAKE, 'github-forbidden', { reason: 'github-forbidden' }],
    ['deployers that cannot be read', DEPLOYERS, false, ROLE, 'github-rate-limited', { outcome: 'success' }],
    ['a record that GitHub refuses', '', false, MAKE, 'deployment-not-created', { outcome: 'success' }],
  ])('"without-github" and %s', async (_, rules, isLocked, fails, reason, ending) => {
    const scene = await deployedTwice()
    if (isLocked) scene.lock = async () => ({ owner: 'ada', reason: 'the database moves', expiresAt: undefined })
    const context = await scene.run(await scene.commit({ policy: policyWith(rules) }))
    const asked = { release: PREVIOUS, withoutGitHub: true, actor: 'grace' }
    const given = { ...SETTINGS, environment: 'staging' }
    const view = viewOf(await runRollback(asked, given, context, partly(scene, fails, reason)))
    expect(view.ending).toMatchObject(ending)
    expect(view.ending.text).not.toMatch(/without-github/)
    const warned = view.warnings.filter(one => one.reason === 'rollback-unrecorded').map(({ text }) => text)
    const unchecked = fails === ROLE ? ', and not all of locks, freezes and deployers could be looked at' : ''
    const expected = `GitHub has no deployment of this rollback${unchecked} (`
    expect(warned).toEqual(view.ending.outcome === 'success' ? [expect.stringContaining(expected)] : [])
  })

  test.each([true, false])(
    'a record whose answer is lost is found again and ended (without-github: %s)',
    async without => {
      const scene = await deployedTwice()
      scene.github.fail({ how: 'reply-lost', operationId: 'repos/create-deployment' })
      const view = await rollBack(scene, PREVIOUS, { withoutGitHub: without })
      expect(view).toMatchObject({ ending: { outcome: 'success' }, warnings: [] })
      expect([view.id > scene.second, made(scene)]).toEqual([true, 3])
      expect((await scene.statusLines(view)).at(-1)).toMatch(/^success: /)
    },
  )

  test('a record that may be there is not denied', async () => {
    const scene = await deployedTwice()
    scene.github.fail({ how: 'status', status: 502, operationId: 'repos/create-deployment' })
    const refused = await rollBack(scene, PREVIOUS)
    expect(refused.ending).toMatchObject({
      reason: 'github-unreachable',
      text: expect.stringMatching(/; GitHub may have made the deployment of the rollback all the same; to roll back/),
    })
    scene.github.fail({ how: 'status', status: 502, operationId: 'repos/create-deployment' })
    const view = await rollBack(scene, PREVIOUS, { withoutGitHub: true })
    expect(view.warnings.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^GitHub may have a deployment, without an end, of this rollback \(/),
    )
  })

  test('a dry run with "without-github" says that the rules were not looked at', async () => {
    const scene = await deployedTwice()
    const context = await scene.run(await scene.commit())
    const asked = { release: PREVIOUS, withoutGitHub: true, actor: 'grace' }
    const settings = { ...SETTINGS, environment: 'staging', dryRun: true }
    const view = viewOf(await runRollback(asked, settings, context, dark(scene)))
    const text = 'locks, freezes and deployers were not looked at (GitHub cannot be reached)'
    expect(view.warnings).toContainEqual({ reason: 'rollback-unrecorded', text })
  })

  test('with "without-github" it is done from the cluster alone; what is left over is the next deployment\'s', async () => {
    const scene = await deployedTwice()
    const context = await scene.run(await scene.commit())
    const asked = { release: PREVIOUS, withoutGitHub: true, actor: 'grace' }
    const result = await runRollback(asked, { ...SETTINGS, environment: 'staging' }, context, dark(scene))
    const view = viewOf(result)
    expect(view).toMatchObject({ id: 0, ending: { outcome: 'success' } })
    expect(liveAt(scene, `${CONFIG_MAPS}/settings`)?.data).toEqual({ a: '1' })
    expect(view.warnings.map(({ reason }) => reason)).toEqual(['rollback-unrecorded', 'object-kept'])
    expect(liveAt(scene, `${CONFIG_MAPS}/newer`)).toBeDefined()
    // A failure of the next one brings back the rollback, which GitHub does not know.
    let applies = 0
    scene.cluster.behaviourOf = () => (++applies === 1 ? 'missing-config' : 'healthy')
    const failed = viewOf(await scene.deploy(await scene.requested()))
    expect(failed.restore?.kind).toBe('restored')
    expect(liveAt(scene, `${CONFIG_MAPS}/settings`)?.data).toEqual({ a: '1' })
    scene.cluster.behaviourOf = () => 'healthy'
    scene.render = async () => setOf(OLD)
    expect(viewOf(await scene.deploy(await scene.requested())).ending.outcome).toBe('success')
    expect(liveAt(scene, `${CONFIG_MAPS}/newer`)).toBeUndefined()
  })
})
