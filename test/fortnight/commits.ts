import type { Random } from './random.ts'
import type { Commit, Person } from './rows.ts'

/** The commit a repository begins with: it brings the policy. */
export function firstCommit(repository: string, by: Person): Commit {
  const paths = ['.github/commit-train.yml', 'src/main.ts']
  return { ...plain(`${repository}-0`, by), paths, title: 'Begin' }
}

/** A change as people make them. `line`: what it comes after, newest first. */
export function newCommit(random: Random, id: string, people: readonly Person[], line: readonly Commit[]): Commit {
  const commit = plain(id, random.pick(people))
  const checks = random.chance(0.12) ? 'red' : random.chance(0.12) ? 'running' : 'green'
  const reverted = random.chance(0.1) ? line.slice(0, 4)[random.below(4)] : undefined
  if (reverted !== undefined && !reverted.paths[0]?.startsWith('.')) {
    return { ...commit, checks, title: `Revert "${reverted.title}"`.slice(0, 120), reverts: reverted.id }
  }
  if (random.chance(0.05)) return { ...commit, checks, marker: random.pick(['[skip deploy]', '[Skip Deploy]']) }
  if (random.chance(0.1))
    return { ...commit, checks, paths: random.pick([['docs/guide.md'], ['docs/a.txt', 'README.md']]) }
  if (random.chance(0.05)) return { ...commit, checks, paths: ['docs/guide.md', 'src/main.ts'] }
  const title = random.chance(0.05) ? `Ping <!channel> & <@U000000001> *now* ${id}` : commit.title
  return { ...commit, checks, title }
}

function plain(id: string, by: Person): Commit {
  return {
    id,
    by,
    title: `Change ${id}`,
    reverts: undefined,
    marker: undefined,
    paths: ['src/main.ts'],
    checks: 'green',
  }
}
