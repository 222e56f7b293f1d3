import { expect, test } from 'vitest'
import { connectGitHub } from '../../../src/github/client.ts'
import { createStatus } from '../../../src/github/deployments.ts'
import { type GitHubRetryLimits, LAST_STATUS_RETRY_LIMITS, STEP_RETRY_LIMITS } from '../../../src/github/retry.ts'
import { RecordingLogger } from '../recording-logger.ts'
import { connectToDouble } from './double.ts'
import { SkippingClock } from './fake-api.ts'

/** A token that may write twice a minute, at a GitHub that has the client's clock. */
async function limited(namesPause: boolean) {
  const clock = new SkippingClock()
  const { github, repository, call } = await connectToDouble({
    ...{ now: () => clock.now(), limits: { contentWritesPerMinute: 2 }, secondaryLimit: { namesPause } },
  })
  const ref = await repository.commit({ message: 'one' })
  const made = await call('POST', '/deployments', { body: { ref, required_contexts: [] }, token: 'ghp_person' })
  const write = (description: string, retryLimits: GitHubRetryLimits) => {
    const log = new RecordingLogger()
    const [token, apiUrl, where] = ['ghs_workflow', github.url, { owner: 'acme', repo: 'hello' }] as const
    const client = connectGitHub({ ...{ token, apiUrl, repository: where, log, clock, retryLimits }, random: () => 0 })
    return createStatus(client, { deploymentId: Number(made.body.id), state: 'in_progress', description })
  }
  const written = async () =>
    (await call('GET', `/deployments/${made.body.id}/statuses`)).items
      .map(({ description }) => description)
      .toReversed()
  return { github, clock, write, written }
}

test.each([true, false])('a last status waits for the minute that GitHub asks for (named: %s)', async namesPause => {
  const { github, clock, write, written } = await limited(namesPause)
  for (const text of ['1', '2', 'the end']) await write(text, LAST_STATUS_RETRY_LIMITS)
  expect(clock.slept).toEqual([60_000])
  expect(await written()).toEqual(['1', '2', 'the end'])
  expect(github.requests.filter(({ status }) => status === 403)).toHaveLength(1)
})

test.each([true, false])('the status of a step is dropped (named: %s)', async namesPause => {
  const { clock, write, written } = await limited(namesPause)
  for (const text of ['1', '2']) await write(text, STEP_RETRY_LIMITS)
  await expect(write('3', STEP_RETRY_LIMITS)).rejects.toMatchObject({ reason: 'github-rate-limited' })
  expect([clock.slept, await written()]).toEqual([[], ['1', '2']])
})
