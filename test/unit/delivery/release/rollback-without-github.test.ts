import { describe, expect, test } from 'vitest'
import { runRollback } from '../../../../src/delivery/release/rollback/run.ts'
import { UserError } from '../../../../src/errors.ts'
import type { ReasonCode } from '../../../../src/reasons/registry.ts'
import type { DeployScene } from './deploy-scene.ts'
import { SETTINGS } from './deployed-set.ts'

import {
  CONFIG_MAPS,
  deployedTwice,
  liveAt,
  made,
  OLD,
  PREVIOUS,
  policyWith,
  rollBack,
  setOf,
  silent,
  viewOf,
} from './rollback-scene.ts'

describe('while GitHub does not answer', () => {
  const dark = (scene: DeployScene): DeployScene['deployEffects'] => ({
    ...scene.deployEffects,
    connectGitHub: () => ({
      ...{ repository: { owner: 'acme', repo: 'hello' }, requests: () => 0 },
      ...{ octokit: silent, download: silent, now: () => undefined },
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
      return { ...github, octokit }
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
    const reasons = ['rollback-unrecorded', 'object-kept', 'rollback-not-locked']
    expect(view.warnings.map(({ reason }) => reason)).toEqual(reasons)
    expect(view.warnings.at(-1)?.text).toMatch(
      /^no lock was left on staging of hello \(the policy, which may want one, cannot be read\); to take it: `commit-train lock hello staging rollback to [0-9a-f]{7}`$/,
    )
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
