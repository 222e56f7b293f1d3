import { expect, test } from 'vitest'
import { readRunFacts } from '../../../src/runner/run-facts.ts'

const ENV = {
  GITHUB_REPOSITORY: 'acme/hello',
  GITHUB_SERVER_URL: 'https://github.example/',
  GITHUB_API_URL: 'https://github.example/api/v3/',
  GITHUB_RUN_ID: '77',
  GITHUB_RUN_NUMBER: '5',
  GITHUB_WORKFLOW: 'CI',
  GITHUB_JOB: 'build',
}

test('the pages of a run', () => {
  const names = ['apiUrl', 'serverUrl', 'repositoryUrl', 'runUrl', 'attemptUrl'] as const
  expect(readRunFacts(ENV, names)).toEqual({
    apiUrl: 'https://github.example/api/v3',
    serverUrl: 'https://github.example',
    repositoryUrl: 'https://github.example/acme/hello',
    runUrl: 'https://github.example/acme/hello/actions/runs/77',
    attemptUrl: 'https://github.example/acme/hello/actions/runs/77/attempts/1',
  })
  const again = readRunFacts({ ...ENV, GITHUB_RUN_ATTEMPT: '3' }, ['attempt', 'attemptUrl'])
  expect(again).toEqual({
    attempt: 3,
    attemptUrl: 'https://github.example/acme/hello/actions/runs/77/attempts/3',
  })
})

test('the workflow is named by its file where the server says it', () => {
  expect(readRunFacts(ENV, ['workflow', 'job', 'runId', 'runNumber', 'attempt', 'ref', 'actor'])).toEqual({
    ...{ workflow: 'CI', job: 'build', runId: 77, runNumber: 5, attempt: 1, ref: '', actor: '' },
  })
  const file = 'acme/hello/.github/workflows/ci.yml@refs/heads/main'
  expect(readRunFacts({ ...ENV, GITHUB_WORKFLOW_REF: file }, ['workflow']).workflow).toBe(file)
})

test('only the variables of the asked facts are needed, and all that are missing are named', () => {
  expect(() => readRunFacts({}, ['repositoryUrl', 'repository', 'temp', 'attempt'])).toThrow(
    'missing: GITHUB_SERVER_URL, GITHUB_REPOSITORY, RUNNER_TEMP',
  )
})
