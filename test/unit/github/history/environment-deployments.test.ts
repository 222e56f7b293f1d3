import { expect, test } from 'vitest'
import { readDeploymentsSince } from '../../../../src/github/history/environment-deployments.ts'
import { systemClock } from '../../../../src/time/system-clock.ts'
import { RecordingLogger } from '../../recording-logger.ts'
import { connectToDouble } from '../double.ts'

test('a deployment with more statuses than a page has all of them, and its end is the last', async () => {
  const { client, github, repository } = await connectToDouble()
  const sha = await repository.commit({ message: 'one' })
  const { id } = github.recordDeployment({ sha, environment: 'staging', states: [] })
  for (let step = 1; step <= 100; step++) {
    github.recordDeploymentStatus(id, { state: 'in_progress', description: `${step}`, logUrl: 'https://x.example/1' })
  }
  github.recordDeploymentStatus(id, { state: 'failure', description: 'Failed: no', logUrl: 'https://x.example/2' })
  const tools = { github: client, log: new RecordingLogger(), clock: systemClock }
  const [found, ...others] = await readDeploymentsSince(tools, { environment: 'staging', since: 0, apps: [] })
  expect(others).toEqual([])
  expect(found?.statuses.map(({ description }) => description)).toEqual([
    ...Array.from({ length: 100 }, (_, at) => `${at + 1}`),
    'Failed: no',
  ])
  expect(found?.statuses.at(-1)).toEqual({
    state: 'failure',
    createdAt: expect.any(Number),
    description: 'Failed: no',
    logUrl: 'https://x.example/2',
  })
})
