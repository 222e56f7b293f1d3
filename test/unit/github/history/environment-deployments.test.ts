import { expect, test } from 'vitest'
import { deploymentFacts } from '../../../../src/github/history/deployment-page.ts'
import { readDeploymentsSince } from '../../../../src/github/history/environment-deployments.ts'
import { systemClock } from '../../../../src/time/system-clock.ts'
import { RecordingLogger } from '../../recording-logger.ts'
import { connectToDouble } from '../double.ts'

const FIELDS = {
  ...{ databaseId: 7, commitOid: 'a'.repeat(40), state: 'SUCCESS', createdAt: '2026-01-01T00:00:00Z' },
  ...{ task: 'deploy', latestStatus: null, latestEnvironment: null, payload: null, creator: null },
}

test('a deployment that a status moved to another environment is none of this one', () => {
  const listed = (fields: object) => ({ fields: { ...FIELDS, ...fields }, nodes: [], next: undefined })
  const facts = (fields: object) => deploymentFacts(listed(fields), 'staging', [])?.id
  expect([facts({}), facts({ latestEnvironment: 'Staging' }), facts({ latestEnvironment: 'qa' })]).toEqual([
    ...[7, 7],
    undefined,
  ])
})

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
