import { expect, test } from 'vitest'
import { UserError } from '../../../../src/errors.ts'
import { until } from '../../../platform/process/until.ts'
import { DeployScene } from './deploy-scene.ts'
import { DIGEST } from './deployed-set.ts'

const POLICY = 'services: [hello]\nwait-for-checks: 1h\nenvironments: { staging: }\n'
const MINUTE = 60_000

/** A commit whose CI has a job that goes on, asked for under a policy that waits. */
async function waitingScene(policy = POLICY) {
  const scene = await DeployScene.open()
  const sha = await scene.commit({ policy })
  const workflow = { path: '.github/workflows/ci.yml', name: 'ci' }
  const { jobs } = await scene.github.recordWorkflowRun({
    workflow,
    event: 'push',
    headSha: sha,
    jobs: [{ name: 'test' }],
  })
  const requested = await scene.request(sha)
  const looks = () => scene.log.lines.filter(line => line.includes('waiting for 1 check')).length
  const waits = (times = 1) => until({ what: `${times} looks` }, async () => looks() >= times)
  /** Looks so many times more, and finds that the check goes on. */
  const looksAgain = async (times: number): Promise<void> => {
    for (let at = 0; at < times; at++) {
      const before = looks()
      await scene.clock.advance(15_000)
      await waits(before + 1)
    }
  }
  return { scene, requested, job: jobs.test ?? 0, looksAgain, waits }
}

test('waits for the build that pushes the image before it attests it', async () => {
  const { scene, requested, job, waits } = await waitingScene(`image-attestation: required\n${POLICY}`)
  const deployment = scene.deploy(requested)
  await waits()
  scene.github.recordAttestation({ digest: DIGEST, commit: requested.sha })
  scene.github.concludeJob(job, 'success')
  await scene.clock.advance(15_000)
  expect(await deployment).toMatchObject({ view: { ending: { outcome: 'success' } } })
  expect(scene.log.lines).toContain('info: ✓ attested on GitHub')
})

test('waits for a check that goes on, says for what in one status, and deploys when it has passed', async () => {
  const { scene, requested, job, looksAgain, waits } = await waitingScene()
  // The build that goes on pushes it.
  const found = scene.image
  scene.image = () => Promise.reject(new UserError('image-missing', 'There is no image yet'))
  const deployment = scene.deploy(requested)
  await waits()
  await looksAgain(3)
  scene.github.concludeJob(job, 'success')
  scene.image = found
  await scene.clock.advance(15_000)
  expect(await deployment).toMatchObject({ view: { ending: { outcome: 'success' } } })
  const lines = await scene.statusLines(requested)
  expect(lines.filter(line => line.includes('waiting'))).toEqual([
    'in_progress: 1/5 Checking the commit: waiting for 1 check: ci / test (in_progress)',
  ])
})

test('a check that fails ends the waiting at once', async () => {
  const { scene, requested, job, waits } = await waitingScene()
  const deployment = scene.deploy(requested)
  await waits()
  scene.github.concludeJob(job, 'failure')
  await scene.clock.advance(15_000)
  expect(await deployment).toMatchObject({ view: { ending: { outcome: 'refused', reason: 'checks-not-passed' } } })
})

test('when the time is over it is refused, and the deployment’s own time has not begun', async () => {
  const { scene, requested, looksAgain, waits } = await waitingScene(POLICY.replace('1h', '2m'))
  const deployment = scene.deploy(requested, { timeoutMs: MINUTE })
  await waits()
  await looksAgain(7)
  await scene.clock.advance(15_000)
  expect(await deployment).toMatchObject({ view: { ending: { outcome: 'refused', reason: 'checks-running' } } })
})

test('what waiting cannot change refuses at once', async () => {
  const { scene, requested } = await waitingScene()
  scene.tree = async () => [{ reason: 'work-tree-changed', text: 'values.yaml was changed' }]
  expect(await scene.deploy(requested)).toMatchObject({ view: { ending: { outcome: 'refused' } } })
  expect((await scene.statusLines(requested)).join()).not.toContain('waiting')
})

test('a run that is stopped waits no longer', async () => {
  const { scene, requested, waits } = await waitingScene()
  const deployment = scene.deploy(requested)
  await waits()
  scene.stop.abort(new UserError('cancelled', 'the run was cancelled'))
  expect(await deployment).toMatchObject({ view: { ending: { outcome: 'cancelled' } } })
})
