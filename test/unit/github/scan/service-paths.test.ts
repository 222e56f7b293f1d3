import { expect, test } from 'vitest'
import type { FileContent } from '../../../../packages/github-double/src/git/commit-stream.ts'
import { importCommits } from '../../../../packages/github-double/src/git/import-commits.ts'
import { MOST_PATH_STEPS } from '../../../../src/github/scan/changed-paths.ts'
import { parsePolicy } from '../../../../src/policy/policy.ts'
import { type Fleet, factsOf, questionOf, scan, startFleet } from './fleet.ts'

const POLICY = `services:
  api: { paths: [api/**, libs/proto/**, /tools] }
  web:
    paths:
      - web/**
      - we/**
  docs: { paths: ['*.md'] }
  all:
environments: { production: }
`

const asked: typeof questionOf = head => {
  const { servicePaths } = parsePolicy(head.policyText, { repository: 'hello' })
  return { ...questionOf(head), servicePaths }
}

type Line = Readonly<Record<string, Readonly<Record<string, FileContent>>>>

/** A line of commits by their titles, the first of which is live, each service's. */
async function deployed(policy: string, line: Line): Promise<Fleet & { readonly shas: readonly string[] }> {
  const fleet = await startFleet({ policy })
  const commits = Object.entries(line).map(([message, files], at) => ({ message, files, date: 1_767_603_700 + at }))
  const shas = await importCommits(fleet.repository.bare, commits)
  for (const service of parsePolicy(policy, { repository: 'hello' }).services) {
    const of = { repository: 'acme/hello', environment: 'production', task: `deploy:${service}` }
    fleet.github.recordDeployment({ ...of, sha: shas[0] ?? '', states: ['success'] })
  }
  return Object.assign(fleet, { shas })
}

/** To which services each commit belongs, by its title. */
async function belonging(fleet: Fleet, tools = fleet.tools()) {
  const { line, unmatched } = factsOf((await scan(tools, ['hello'], { questionOf: asked })).hello)
  const of = (notOf: ReadonlySet<string> | undefined) => ['api', 'web', 'docs', 'all'].filter(one => !notOf?.has(one))
  return {
    ...{ unmatched, log: tools.log.lines.join('\n') },
    commits: Object.fromEntries((line?.commits ?? []).map(({ title, notOf }) => [title, of(notOf).join(' ')])),
    paths: fleet.github.requests.map(({ path }) => path).filter(path => path.includes('/commits/')),
  }
}

test('a commit belongs to the services whose paths it changes', async () => {
  const fleet = await deployed(POLICY, {
    live: { 'api/main.go': '1', 'libs/proto/a': '1', 'web/a.ts': '1', 'README.md': '1' },
    api: { 'api/main.go': '2' },
    both: { 'api/main.go': '3', 'web/src/a.ts': '1' },
    none: { Makefile: '1' },
    shared: { 'libs/proto/deep/b': '1' },
    'docs of web': { 'web/deep/NOTES.md': '1' },
    'moved from api to web': { 'api/main.go': null, 'web/main.go': '3' },
    'revert of api': { 'api/main.go': '1' },
    'a file': { tools: '1' },
    empty: {},
  })
  await fleet.repository.branch('side', fleet.shas[1])
  await fleet.repository.commit({ branch: 'side', message: 'side', files: { 'web/y': '1', 'README.md': '2' } })
  await fleet.repository.merge({ branch: 'side', message: 'a merge commit' })
  const { commits, unmatched, paths } = await belonging(fleet)
  expect(commits).toMatchObject({
    api: 'api all',
    both: 'api web all',
    none: 'all',
    shared: 'api all',
    'docs of web': 'web docs all',
    'moved from api to web': 'api web all',
    'revert of api': 'api all',
    'a file': 'api all',
    empty: 'all',
    'a merge commit': 'web docs all',
  })
  expect(unmatched?.map(({ service, path }) => [service, path.text, path.where])).toEqual([
    ['web', 'we/**', '.github/commit-train.yml:6'],
  ])
  // Only `*.md` needs the paths of commits, once each; an empty commit changes no folder.
  expect(new Set(paths).size).toBe(paths.length)
  expect(paths).toHaveLength(9)
})

test('whole folders take no request for a commit, however large it is', async () => {
  const many = Object.fromEntries(Array.from({ length: 3001 }, (_, at) => [`web/${at}`, '1']))
  const policy = 'services: {api: {paths: [api/**]}, web: {paths: [web/**]}}\nenvironments: {production: }\n'
  const fleet = await deployed(policy, { live: { 'api/a': '1', 'web/a': '1' }, large: many })
  const { commits, paths } = await belonging(fleet)
  expect([commits.large, paths]).toEqual(['web docs all', []])
  const queries = fleet.github.requests.filter(({ body }) => JSON.stringify(body)?.includes('query Objects'))
  expect(queries.map(({ points }) => points)).toEqual([1, 1])
})

test('of a commit of more files than GitHub lists it is said that it counts for everybody', async () => {
  const many = Object.fromEntries(Array.from({ length: 3001 }, (_, at) => [`web/${at}`, '1']))
  const policy = "services: {docs: {paths: ['*.md']}, web: }\nenvironments: {production: }\n"
  const fleet = await deployed(policy, { live: { 'README.md': '1' }, large: many })
  const { commits, log } = await belonging(fleet)
  expect(commits.large).toBe('api web docs all')
  const said = `${fleet.shas[1]?.slice(0, 7)} changes more files than GitHub lists: it counts for every service`
  expect(log).toContain(`acme/hello: ${said}`)
})

test('of many waiting commits the newest hundred are asked for; the others count', async () => {
  const policy = "services: {docs: {paths: ['*.md']}, web: }\nenvironments: {production: }\n"
  const commits = Array.from({ length: 105 }, (_, at) => [`c${at}`, { 'src/a.ts': `${at}` }] as const)
  const fleet = await deployed(policy, { live: { 'README.md': '1', 'src/a.ts': '' }, ...Object.fromEntries(commits) })
  const { commits: of, paths } = await belonging(fleet)
  expect(paths).toHaveLength(100)
  expect([of.c104, of.c5, of.c4, of.c0]).toEqual(['api web all', 'api web all', 'api web docs all', 'api web docs all'])
})

test('a commit whose paths take more steps than there are for its repository counts for the services that were not compared', async () => {
  const long = `${'x'.repeat(200)}/`.repeat(15)
  const stars = '*a'.repeat(Math.ceil(MOST_PATH_STEPS / 3000 / 2))
  const policy = `services: {docs: {paths: ['/${stars}']}, web: {paths: [/*.ts]}, api: {paths: [api/**]}}\nenvironments: {production: }\n`
  const fleet = await deployed(policy, { live: { 'api/a': '1' }, one: { [`${long}a`]: '1' }, two: { Makefile: '1' } })
  const { commits, log } = await belonging(fleet)
  // The newest was compared with the first service's.
  expect([commits.one, commits.two]).toEqual(['web docs all', 'web all'])
  expect(log).toContain('its policy has too many or too long patterns for the paths that its commits change')
})
