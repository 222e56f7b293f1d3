import { expect, test } from 'vitest'
import { factsOf, scan, startFleet } from './fleet.ts'
import { merge } from './merges.ts'

const HOUR = 3_600_000

test('a squash-merged pull request is the merged commit: its number, title, author and time; what was on its branch waits for nothing', async () => {
  const fleet = await startFleet({ policy: 'environments: { staging:, production: }\n' })
  const { github, repository } = fleet
  const live = await merge(fleet, 'one')
  await repository.branch('pay', live)
  const change = (message: string) => repository.commit({ message, files: { 'pay.txt': message }, branch: 'pay' })
  const [first, last] = [await change('try'), await change('works')]
  github.recordDeployment({ sha: live, environment: 'production', states: ['success'] })
  // The branch was tried before it was merged.
  github.recordDeployment({ sha: last, environment: 'staging', states: ['success'] })
  fleet.now += HOUR
  const squash = await repository.commit({
    message: 'Pay by card (#3)\n\n* try\n\n* works',
    files: { 'pay.txt': 'works' },
  })
  const made = { title: 'Pay by card', author: 'bea', mergedBy: 'ada', commits: [first, last] }
  const { number } = github.recordMerge({ ...made, sha: squash, before: live })
  const mergedAt = fleet.now
  fleet.now += HOUR
  const { line } = factsOf((await scan(fleet.tools(), ['hello'])).hello)
  const [newest, ...older] = line?.commits ?? []
  expect(newest).toMatchObject({ sha: squash, title: 'Pay by card (#3)', pullRequest: number, login: 'bea' })
  expect(newest?.mergedBy).toBeUndefined()
  expect(newest?.merged).toEqual({ at: mergedAt, source: 'pull-request' })
  expect(older.map(({ sha }) => sha)).not.toContain(first)
  expect(older.map(({ sha }) => sha)).not.toContain(last)
  // The same content, but another commit: staging runs the branch, which left the line where it began.
  expect([...(line?.leftAt ?? [])]).toEqual([[last, live]])
})
