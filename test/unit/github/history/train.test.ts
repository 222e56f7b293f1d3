import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importCommits } from '../../../../packages/github-double/src/git/import-commits.ts'
import { createRepository, type Repository } from '../../../../packages/github-double/src/git/repository.ts'
import { type GitHubDouble, startGitHub } from '../../../../packages/github-double/src/github.ts'
import type { Train } from '../../../../src/domain/history/train.ts'
import { connectGitHub } from '../../../../src/github/client.ts'
import { readTrain } from '../../../../src/github/history/train.ts'
import { type PathPattern, pathPattern } from '../../../../src/policy/path-patterns.ts'
import { systemClock } from '../../../../src/time/system-clock.ts'
import { RecordingLogger } from '../../recording-logger.ts'

let folder: string
let github: GitHubDouble
let repository: Repository
/** The branch, oldest first. */
let line: readonly string[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'train-'))
  repository = await createRepository(join(folder, 'hello.git'))
  const { bare } = repository
  const date = Date.UTC(2026, 9, 19) / 1000
  const files = (at: number) => ({ [at % 2 === 0 ? 'api/main.go' : 'web/main.ts']: `${at}` })
  const commits = Array.from({ length: 40 }, (_, at) => ({
    message: `Change ${at}`,
    date: date + at,
    files: files(at),
  }))
  line = await importCommits(bare, commits)
  github = await startGitHub({
    repositories: [{ owner: 'acme', name: 'hello', bare }],
    tokens: { ghs_workflow: { name: 'workflow' } },
  })
})
afterEach(async () => {
  await github.stop()
  await rm(folder, { recursive: true, force: true })
  github.assertNoUnknownRequests()
})

function deployed(at: number, task = 'deploy:hello', states: readonly ('success' | 'failure')[] = ['success']): void {
  github.recordDeployment({ repository: 'acme/hello', sha: line[at] ?? '', environment: 'staging', task, states })
}

function patternOf(text: string): PathPattern {
  const pattern = pathPattern(text)
  if (pattern === undefined) throw new Error(text)
  return pattern
}

/** The train of a deployment of the commit at a place of the branch. */
function train(at: number, paths?: readonly string[]): Promise<Train | undefined> {
  const log = new RecordingLogger()
  const repository = { owner: 'acme', repo: 'hello' }
  const client = connectGitHub({ token: 'ghs_workflow', apiUrl: github.url, repository, log, clock: systemClock })
  const newer = line.slice(at).map(sha => ({ sha, parents: [], title: '', author: '' }))
  const question = { services: ['hello', 'other'], apps: [], service: 'hello', environment: 'staging', deploymentId: 1 }
  return readTrain(
    { github: client, log, clock: systemClock },
    { ...question, paths: paths?.map(patternOf), sha: line[at] ?? '', newer: Promise.resolve(newer.toReversed()) },
  )
}

test('since the last good deployment of the service, whatever came after it', async () => {
  deployed(30)
  deployed(32, 'deploy:hello', ['failure'])
  deployed(33, 'deploy:other')
  expect(await train(35)).toMatchObject({ kind: 'forward', live: line[30], more: false, commits: { length: 5 } })
  expect(github.requests).toHaveLength(2)
})

test('what another tool deployed is not live', async () => {
  deployed(30)
  const other = { repository: 'acme/hello', sha: line[33] ?? '', environment: 'staging', task: 'deploy:hello' }
  github.recordDeployment({ ...other, creator: 'vercel[bot]', states: ['success'] })
  expect(await train(35)).toMatchObject({ kind: 'forward', live: line[30] })
  github.recordDeployment({ ...other, creator: 'vercel[bot]', payload: { 'commit-train': 1 }, states: ['success'] })
  expect(await train(35)).toMatchObject({ kind: 'forward', live: line[33] })
})

test('a long one takes one request more', async () => {
  deployed(3)
  const found = await train(39)
  expect(found).toMatchObject({ kind: 'forward', live: line[3], more: false, commits: { length: 36 } })
  expect(github.requests).toHaveLength(3)
})

test('since where a deployed branch left the line, with one request more; the other commits of the branch are none of it', async () => {
  await repository.branch('try', line[30])
  await repository.commit({ branch: 'try', message: 'one', files: {} })
  const sha = await repository.commit({ branch: 'try', message: 'two', files: {} })
  const made = { repository: 'acme/hello', environment: 'staging', task: 'deploy:hello' }
  github.recordDeployment({ ...made, sha, states: ['success'] })
  expect(await train(35)).toMatchObject({
    kind: 'off-line',
    live: sha,
    base: line[30],
    back: false,
    commits: { length: 5 },
  })
  expect(github.requests.filter(({ path }) => path.endsWith('/graphql'))).toHaveLength(4)
  expect(await train(20)).toMatchObject({ kind: 'off-line', base: line[30], back: true, commits: { length: 10 } })
  const gone = '9'.repeat(40)
  github.recordDeployment({ ...made, sha: gone, states: ['success'] })
  expect(await train(35)).toEqual({ kind: 'off-line', live: gone, base: undefined, back: false, commits: [] })
})

test('of a service with paths: its own commits alone', async () => {
  deployed(30)
  const own = async (...paths: readonly string[]) => {
    const found = await train(35, paths)
    return found !== undefined && 'commits' in found ? found.commits.map(({ title }) => title) : []
  }
  expect(await own('api/**')).toEqual(['Change 34', 'Change 32'])
  expect(await own('nothing/**')).toEqual([])
  expect(await own('*.go')).toEqual(['Change 34', 'Change 32'])
  expect(await own('**')).toHaveLength(5)
})

test('back to an older commit', async () => {
  deployed(38)
  expect(await train(35)).toMatchObject({ kind: 'back', live: line[38], commits: { length: 3 } })
})

test('the first one of the service', async () => {
  deployed(3, 'deploy:other')
  expect(await train(5)).toEqual({ kind: 'first' })
})

test('older deployments that were not read: it is not called the first', async () => {
  deployed(1)
  for (let other = 0; other < 20; other++) deployed(3, 'deploy:other')
  expect(await train(5)).toBeUndefined()
})
