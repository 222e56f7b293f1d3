import { importCommits } from '../../../../packages/github-double/src/git/import-commits.ts'
import { type Fleet, START } from './fleet.ts'

const HOUR = 3_600_000
export const CI = { path: '.github/workflows/ci.yml', name: 'ci' }

/** A commit by a pull request of its own, with its checks. */
export async function merge(
  fleet: Fleet,
  title: string,
  conclusion: 'success' | 'failure' = 'success',
): Promise<string> {
  fleet.now += HOUR
  const before = (await fleet.repository.head()) ?? ''
  const sha = await fleet.repository.commit({ message: title, files: { [`${title}.txt`]: title } })
  fleet.github.recordMerge({ title, author: 'ada', sha, before })
  const run = { workflow: CI, event: 'push', headSha: sha, headBranch: 'main' }
  await fleet.github.recordWorkflowRun({ ...run, jobs: [{ name: 'test', conclusion }] })
  return sha
}

/** Commits of one push. */
export async function manyCommits(fleet: Fleet, count: number): Promise<readonly string[]> {
  const before = (await fleet.repository.head()) ?? ''
  const made = Array.from({ length: count }, (_, at) => ({ message: `c${at}`, date: START / 1000 + at }))
  const shas = await importCommits(fleet.repository.bare, made)
  fleet.github.recordPush({ before, after: shas.at(-1) ?? '', actor: 'ada' })
  return shas
}
