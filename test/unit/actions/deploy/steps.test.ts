import { describe, expect, test } from 'vitest'
import { deployStep } from '../../../../src/actions/deploy/main.ts'
import { postStep } from '../../../../src/actions/deploy/post.ts'
import { preStep } from '../../../../src/actions/deploy/pre.ts'
import { QuickClock } from '../../quick-clock.ts'
import { type FakeRunner, fakeRunner } from '../fake-runner.ts'
import { DEFAULTS, jobOf, statusesOf, withoutImage } from './job.ts'

const signal = new AbortController().signal

test('pre, main and post of a commit that may not be deployed: its statuses, its reason, nothing left to post', async () => {
  const job = await jobOf(await withoutImage())
  const { runner } = job
  await preStep(runner)
  expect(await statusesOf(job)).toEqual(['in_progress: The job has begun'])
  await deployStep(runner, signal)
  expect(runner.outputs).toMatchObject({ outcome: 'refused', reason: 'no-checks', service: 'hello' })
  // By which post finds what a killed job has left running.
  expect(runner.kept.marker).toMatch(/^[0-9a-f-]{36}$/)
  expect(runner.failures).toEqual([expect.stringMatching(/^Refused: .*; no image for this commit in /)])
  expect(runner.summaries).toEqual([expect.stringMatching(/^## ⛔ Refused: /)])
  const statuses = await statusesOf(job)
  expect(statuses.at(-1)).toMatch(/^failure: Refused: /)
  await postStep(runner)
  expect(await statusesOf(job)).toEqual(statuses)
  expect(runner.failures).toHaveLength(1)
})

test('a missing input ends the deployment all the same', async () => {
  const job = await jobOf()
  await deployStep(job.runner, signal)
  expect(job.runner.outputs).toEqual({ outcome: 'error', reason: 'input-missing' })
  expect(job.runner.summaries).toEqual([expect.stringContaining('reasons.md#input-missing')])
  expect(await statusesOf(job)).toEqual([expect.stringMatching(/^error: Error: inputs? "kubeconfig", "image" /i)])
})

test('a kubeconfig that a template did not hand on: the status names the line, no step', async () => {
  const job = await jobOf({ image: 'ghcr.io/acme/hello' })
  await deployStep(job.runner, signal)
  const [status = ''] = await statusesOf(job)
  expect(status).toMatch(/^error: Error: input "kubeconfig" is missing or empty; .* KUBECONFIG, or "secrets: inherit"/)
  expect(job.runner.failures.join()).toContain(
    'write "secrets: { KUBECONFIG: ${{ secrets.KUBECONFIG }} }" in its place',
  )
})

test('a missing input is no mistake where the deployment is of another tool', async () => {
  const job = await jobOf({}, { task: 'pages' })
  await deployStep(job.runner, signal)
  expect(job.runner.outputs).toMatchObject({ outcome: 'left-alone', reason: 'deployment-foreign' })
  expect(job.runner.failures).toEqual([])
  expect(await statusesOf(job)).toEqual([])
})

test('without a token nothing is asked of GitHub', async () => {
  const { scene, runner } = await jobOf({ token: '' })
  const asked = scene.github.requests.length
  await deployStep(runner, signal)
  expect(runner.outputs).toEqual({ outcome: 'error', reason: 'input-missing' })
  expect(scene.github.requests).toHaveLength(asked)
})

test('a job that dies before main: post ends the deployment that pre has claimed', async () => {
  const job = await jobOf()
  await preStep(job.runner)
  await postStep(job.runner)
  expect(await statusesOf(job)).toEqual([
    'in_progress: The job has begun',
    expect.stringMatching(/^error: Error: the job ended before the deployment began/),
  ])
  expect(job.runner.failures).toEqual([])
})

test('pre is never red, post is where it cannot do its work', async () => {
  const runner = fakeRunner(DEFAULTS)
  await preStep(runner)
  expect(runner.failures).toEqual([])
  expect(runner.log.lines).toEqual([expect.stringMatching(/^info: No status could be written yet: /)])
  await postStep(runner)
  expect(runner.failures).toEqual([expect.stringContaining('GITHUB_REPOSITORY')])
  expect(runner.summaries).toEqual([expect.stringContaining('reasons.md#runner-variables-missing')])
})

test('an end that cannot be shown stays the end: nothing is written over it, by main or by post', async () => {
  const job = await jobOf(await withoutImage())
  const full = (): never => {
    throw new Error('ENOSPC: no space left on device, write')
  }
  // Nothing of the runner's own protection: whatever throws there must not matter.
  const runner: FakeRunner = { ...job.runner, setOutput: full, writeSummary: async () => full() }
  await deployStep(runner, signal)
  const statuses = await statusesOf(job)
  expect(statuses.at(-1)).toMatch(/^failure: Refused: /)
  expect(runner.log.lines.at(-1)).toMatch(/^error: The result could not be shown as a whole: ENOSPC/)
  await postStep({ ...runner, state: name => (name === 'deployment' ? String(job.requested.id) : '') })
  expect(await statusesOf(job)).toEqual(statuses)
})

describe('GitHub cannot be read for as long as it is asked', () => {
  const given = { kubeconfig: 'none', image: '127.0.0.1:1/acme/hello' }
  const fault = { how: 'status', status: 500, times: 50 } as const

  test.each(['staging', 'github-pages'])('the policy: red, and nothing is written (%s)', async environment => {
    const job = await jobOf(given, { environment, clock: new QuickClock() })
    job.scene.github.fail({ ...fault, operationId: 'repos/get-content' })
    await deployStep(job.runner, signal)
    expect(job.runner.outputs).toMatchObject({ outcome: 'error', reason: 'github-unreachable' })
    expect(job.runner.failures).toHaveLength(1)
    expect(await statusesOf(job)).toEqual([])
  })

  test('the policy, of a deployment that pre has taken: it is ended all the same', async () => {
    const job = await jobOf(given, { clock: new QuickClock() })
    await preStep(job.runner)
    job.scene.github.fail({ ...fault, operationId: 'repos/get-content' })
    await deployStep(job.runner, signal)
    expect(job.runner.outputs).toMatchObject({ outcome: 'error', reason: 'github-unreachable' })
    expect(await statusesOf(job)).toEqual(['in_progress: The job has begun', expect.stringMatching(/^error: Error: /)])
  })
})

test('a token that expires between two steps: red, and what GitHub still shows is said', async () => {
  const job = await jobOf({ kubeconfig: 'none', image: '127.0.0.1:1/acme/hello' }, { clock: new QuickClock(200) })
  await preStep(job.runner)
  job.scene.github.revokeToken('ghs_workflow')
  await deployStep(job.runner, signal)
  expect(job.runner.outputs).toMatchObject({ outcome: 'error', reason: 'github-token-invalid' })
  expect(job.runner.failures.at(-1)).toMatch(
    /^GitHub still shows deployment \d+ as in progress: its last status .* could not be written: .*the token is invalid or expired/,
  )
  expect(await statusesOf(job)).toEqual(['in_progress: The job has begun'])
})
