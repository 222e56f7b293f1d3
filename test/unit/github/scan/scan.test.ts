import { expect, test } from 'vitest'
import { judgeChecks } from '../../../../src/domain/checks/judge.ts'
import { liveDeployment } from '../../../../src/domain/history/live.ts'
import { policy } from '../../domain/checks/facts.ts'
import { factsOf, START, scan, startFleet } from './fleet.ts'
import { CI, manyCommits, merge } from './merges.ts'

const HOUR = 3_600_000
test('what waits, since when, by whom, and how its checks stand', async () => {
  const fleet = await startFleet()
  const one = await merge(fleet, 'one')
  fleet.github.recordDeployment({
    sha: one,
    environment: 'staging',
    states: ['in_progress', 'success'],
    creator: 'bea',
  })
  fleet.github.recordDeployment({ sha: one, environment: 'production', states: ['success'] })
  const two = await merge(fleet, 'two')
  fleet.now += HOUR
  const failed = fleet.github.recordDeployment({
    sha: two,
    environment: 'production',
    states: ['in_progress', 'failure'],
  })
  const three = await merge(fleet, 'three', 'failure')
  const { hello } = await scan(fleet.tools(), ['hello'])
  const { head, environments, line } = factsOf(hello)
  expect(head).toMatchObject({ repository: 'acme/hello', branch: 'main', head: three, closed: undefined })
  expect(environments.get('production')).toMatchObject({ complete: true, deployments: [{ id: failed.id }, {}] })
  expect(environments.get('production')?.deployments[0]).toEqual({
    byPerson: true,
    payload: '{}',
    id: failed.id,
    sha: two,
    task: 'deploy',
    environment: 'production',
    state: 'failure',
    createdAt: START + 3 * HOUR,
    creator: 'carriage-driver',
    ours: true,
    statuses: ['in_progress', 'failure'].map(state => ({
      state,
      createdAt: START + 3 * HOUR,
      description: '',
      logUrl: '',
    })),
    runWaits: undefined,
  })
  expect(environments.get('staging')?.deployments.map(({ creator, state }) => [creator, state])).toEqual([
    ['bea', 'active'],
  ])
  expect(line?.commits.map(({ sha }) => sha).slice(0, 3)).toEqual([three, two, one])
  const [newest, second, live] = line?.commits ?? []
  expect(newest).toMatchObject({ title: 'three', login: 'ada', author: 'ada', pullRequest: 4 })
  expect(newest?.merged).toEqual({ at: START + 4 * HOUR, source: 'pull-request' })
  expect(second?.merged).toEqual({ at: START + 2 * HOUR, source: 'pull-request' })
  const judged = [newest, second].map(commit =>
    commit?.checks === undefined ? undefined : judgeChecks(commit.checks, policy()).findings.map(({ text }) => text),
  )
  expect(judged).toEqual([["check 'ci / test' did not pass: failure"], []])
  expect([live?.merged, live?.checks]).toEqual([undefined, undefined])
})

test('the head is live everywhere: nothing more is asked', async () => {
  const fleet = await startFleet()
  const sha = await merge(fleet, 'one')
  for (const environment of ['staging', 'production']) {
    fleet.github.recordDeployment({ sha, environment, states: ['success', 'inactive'] })
  }
  const { hello } = await scan(fleet.tools(), ['hello'])
  expect(factsOf(hello).line).toBeUndefined()
  expect(fleet.github.requests).toHaveLength(2)
})

test("what a bot wrote is for whoever merged it; a merge commit has its pull request's title", async () => {
  const fleet = await startFleet()
  const record = async (message: string, author: string, mergedBy: string) => {
    fleet.now += HOUR
    const before = (await fleet.repository.head()) ?? ''
    const sha = await fleet.repository.commit({ message, files: { 'a.txt': message } })
    fleet.github.recordMerge({ title: 'Bump yaml', author, mergedBy, sha, before })
  }
  await record('Bump yaml (#2)', 'dependabot[bot]', 'ada')
  await record('Merge pull request #3 from ben/pay', 'ben', 'ada')
  await record('Bump it', 'renovate[bot]', 'merge-queue[bot]')
  fleet.github.recordDeployment({ sha: (await fleet.repository.head()) ?? '', environment: 'staging' })
  const { hello } = await scan(fleet.tools(), ['hello'])
  const commits = factsOf(hello).line?.commits.slice(0, 3) ?? []
  expect(commits.map(({ login, mergedBy, title }) => [login, mergedBy, title])).toEqual([
    ['renovate', undefined, 'Bump it'],
    ['ben', undefined, 'Bump yaml'],
    ['dependabot', 'ada', 'Bump yaml (#2)'],
  ])
})

test('a branch that was deployed: where it left the line, without reading the line to its root', async () => {
  const fleet = await startFleet()
  const old = await manyCommits(fleet, 300)
  const base = old.at(-1) ?? ''
  await fleet.repository.branch('feature', base)
  const branch = await fleet.repository.commit({ message: 'try it', files: { 'try.txt': 'x' }, branch: 'feature' })
  const two = await merge(fleet, 'two')
  fleet.github.recordDeployment({ sha: base, environment: 'production', states: ['success'] })
  fleet.github.recordDeployment({ sha: base, environment: 'staging', states: ['success'] })
  fleet.github.recordDeployment({ sha: branch, environment: 'staging', states: ['success'] })
  const { hello } = await scan(fleet.tools(), ['hello'])
  const { line } = factsOf(hello)
  expect([...(line?.leftAt ?? [])]).toEqual([[branch, base]])
  expect(line?.commits[0]?.sha).toBe(two)
  expect(line?.commits.length).toBe(125)
})

test('a deployed commit that GitHub has no longer: not known where it left the line', async () => {
  const fleet = await startFleet()
  const one = await merge(fleet, 'one')
  await merge(fleet, 'two')
  fleet.github.recordDeployment({ sha: one, environment: 'production', states: ['success'] })
  const gone = 'dead'.repeat(10)
  fleet.github.recordDeployment({ sha: gone, environment: 'production', states: ['success'] })
  const { hello } = await scan(fleet.tools(), ['hello'])
  const { line, environments } = factsOf(hello)
  expect([line?.leftAt?.size, line?.end]).toEqual([0, 'root'])
  expect(environments.get('production')?.deployments.map(({ sha }) => sha)).toEqual([gone, one])
})

test('rolled back: deployments are read back to the time when what waits was merged, and no further', async () => {
  const fleet = await startFleet()
  const one = await merge(fleet, 'one')
  const two = await merge(fleet, 'two')
  const record = (sha: string, states: readonly ('success' | 'failure')[]) => {
    fleet.now += HOUR
    fleet.github.recordDeployment({ sha, environment: 'production', states })
  }
  for (let at = 0; at < 70; at++) record(one, ['failure'])
  const before = await merge(fleet, 'three')
  record(before, ['success'])
  for (let at = 0; at < 20; at++) record(two, ['failure'])
  record(two, ['success'])
  const { hello } = await scan(fleet.tools(), ['hello'])
  const deployments = factsOf(hello).environments.get('production')?.deployments ?? []
  expect(deployments.some(({ sha }) => sha === before)).toBe(true)
  expect(deployments.length).toBe(60)
})

test('a deployment of another tool is not live, and the workflow that made it is a check', async () => {
  const fleet = await startFleet()
  const one = await merge(fleet, 'one')
  fleet.github.recordDeployment({ sha: one, environment: 'production', states: ['success'] })
  const two = await merge(fleet, 'two')
  // A job with `environment: production` in CI: its record's statuses link to the run of CI.
  const ci = { workflow: CI, event: 'push', headSha: two }
  const run = await fleet.github.recordWorkflowRun({ ...ci, jobs: [{ name: 'publish', conclusion: 'failure' }] })
  const bot = { sha: two, environment: 'production', creator: 'github-actions[bot]' }
  const { id } = fleet.github.recordDeployment(bot)
  const logUrl = `https://github.test/acme/hello/actions/runs/${run.id}/job/1`
  fleet.github.recordDeploymentStatus(id, { state: 'success', logUrl })
  // A workflow that deploys with ours is none, whatever starts it.
  const deploys = { workflow: { path: '.github/workflows/deploy.yml', name: 'deploy' }, event: 'push', headSha: two }
  const ownRun = await fleet.github.recordWorkflowRun({ ...deploys, jobs: [{ name: 'go', conclusion: 'failure' }] })
  const own = fleet.github.recordDeployment({ sha: two, environment: 'staging' })
  const ownLog = `https://github.test/acme/hello/actions/runs/${ownRun.id}/attempts/1`
  fleet.github.recordDeploymentStatus(own.id, { state: 'failure', logUrl: ownLog })
  const { hello } = await scan(fleet.tools(), ['hello'])
  const { environments, line } = factsOf(hello)
  const production = environments.get('production')?.deployments ?? []
  expect(production.map(({ ours, sha }) => [ours, sha])).toEqual([
    [false, two],
    [true, one],
  ])
  expect(liveDeployment(production, 'hello', ['hello'])?.sha).toBe(one)
  const [newest] = line?.commits ?? []
  expect(newest?.checks === undefined ? [] : judgeChecks(newest.checks, policy()).findings).toMatchObject([
    { reason: 'check-failed', text: "check 'ci / publish' did not pass: failure" },
  ])
})

test.each([
  ['one workflow of 230 jobs', 1, 230],
  ['105 workflows', 105, 1],
])('all checks of a commit are read: %s', async (_, workflows, jobsOfEach) => {
  const fleet = await startFleet()
  const one = await merge(fleet, 'one')
  fleet.github.recordDeployment({ sha: one, environment: 'production', states: ['success'] })
  const two = await merge(fleet, 'two')
  for (let at = 0; at < workflows; at++) {
    const workflow = { path: `.github/workflows/w${at}.yml`, name: `w${at}` }
    const jobs = Array.from({ length: jobsOfEach }, (__, job) => ({
      name: `job ${job}`,
      conclusion: at === workflows - 1 && job === jobsOfEach - 1 ? ('failure' as const) : ('success' as const),
    }))
    await fleet.github.recordWorkflowRun({ workflow, event: 'push', headSha: two, jobs })
  }
  const { hello } = await scan(fleet.tools(), ['hello'])
  const checks = factsOf(hello).line?.commits[0]?.checks
  // Those of the workflow that each merge has, and these.
  expect(checks?.checkRuns.length).toBe(1 + workflows * jobsOfEach)
  expect(checks === undefined ? [] : judgeChecks(checks, policy()).findings).toMatchObject([
    { reason: 'check-failed', text: `check 'w${workflows - 1} / job ${jobsOfEach - 1}' did not pass: failure` },
  ])
})

test('judged by what GitHub requires of the branch: two requests more a repository', async () => {
  const fleet = await startFleet({ policy: 'environments: { production: { checks: required } }\n' })
  const one = await merge(fleet, 'one')
  fleet.github.recordDeployment({ sha: one, environment: 'production', states: ['success'] })
  await merge(fleet, 'two', 'failure')
  fleet.github.protectBranch({ rules: [{ context: 'lint' }] })
  const { hello } = await scan(fleet.tools(), ['hello'])
  expect(factsOf(hello).line?.commits[0]?.checks?.required).toEqual([{ context: 'lint', appId: undefined }])
  expect(fleet.github.requests.filter(({ path }) => path.includes('/branches/'))).toHaveLength(2)
})

test('never deployed: the newest of its line, and which it is', async () => {
  const fleet = await startFleet()
  await manyCommits(fleet, 30)
  const { hello } = await scan(fleet.tools(), ['hello'])
  const { environments, line } = factsOf(hello)
  expect(environments.get('production')).toEqual({ deployments: [], complete: true })
  expect([line?.commits.length, line?.end]).toEqual([25, 'live-found'])
})

test('the good deployment is behind many that failed', async () => {
  const fleet = await startFleet({ policy: 'environments: { production: }\n' })
  const { github, repository } = fleet
  const one = await merge(fleet, 'one')
  const two = await merge(fleet, 'two')
  github.recordDeployment({ sha: one, environment: 'production', states: ['success'] })
  for (let at = 0; at < 70; at++) github.recordDeployment({ sha: two, environment: 'production', states: ['failure'] })
  const { hello } = await scan(fleet.tools(), ['hello'])
  const read = factsOf(hello).environments.get('production')
  expect([read?.deployments.length, read?.complete, read?.deployments.at(-1)?.sha]).toEqual([71, true, one])
  expect(await repository.head()).toBe(factsOf(hello).head.head)
})

test('a status of success behind a hundred others', async () => {
  const fleet = await startFleet({ policy: 'environments: { production: }\n' })
  const sha = await merge(fleet, 'one')
  const states = ['success', ...Array.from({ length: 130 }, () => 'in_progress' as const)] as const
  fleet.github.recordDeployment({ sha, environment: 'production', states })
  const { hello } = await scan(fleet.tools(), ['hello'])
  const statuses = factsOf(hello).environments.get('production')?.deployments[0]?.statuses
  expect([statuses?.length, statuses?.[0]?.state, factsOf(hello).line]).toEqual([131, 'success', undefined])
})

test('a commit whose pull request is not its own, and one without any, came with their push', async () => {
  const fleet = await startFleet({ policy: 'environments: { production: }\n' })
  const { github, repository } = fleet
  const live = await merge(fleet, 'one')
  github.recordDeployment({ sha: live, environment: 'production', states: ['success'] })
  const first = await repository.commit({ message: 'rebased 1' })
  const second = await repository.commit({ message: 'rebased 2' })
  fleet.now += HOUR
  github.recordMerge({ title: 'both', author: 'bea', sha: second, before: live, commits: [first, second] })
  const pushed = await repository.commit({ message: 'pushed' })
  fleet.now += HOUR
  github.recordPush({ before: second, after: pushed, actor: 'ada' })
  const { hello } = await scan(fleet.tools(), ['hello'])
  const commits = factsOf(hello).line?.commits.slice(0, 3)
  expect(commits?.map(({ title, pullRequest, merged }) => [title, pullRequest, merged])).toEqual([
    ['pushed', undefined, { at: START + 3 * HOUR, source: 'activity' }],
    ['rebased 2', 3, { at: START + 2 * HOUR, source: 'pull-request' }],
    ['rebased 1', undefined, { at: START + 2 * HOUR, source: 'activity' }],
  ])
})
