import { git } from './git.ts'

/** What a branch changes, seen from where it left the other one. */
export interface Comparison {
  /** Oldest first. */
  readonly commits: readonly string[]
  readonly files: number
  readonly additions: number
  readonly deletions: number
}

export async function compare(bare: string, base: string, head: string): Promise<Comparison> {
  const commits = (await git(bare, ['rev-list', '--reverse', `${base}..${head}`])).split('\n').filter(Boolean)
  const lines = (await git(bare, ['diff', '--numstat', '--no-renames', `${base}...${head}`])).split('\n')
  const counts = lines.filter(Boolean).map(line => line.split('\t').map(Number))
  // git writes "-" for binary files, GitHub 0.
  const sum = (column: number): number => counts.reduce((all, line) => all + (line[column] || 0), 0)
  return { commits, files: counts.length, additions: sum(0), deletions: sum(1) }
}

/** The commits that a push brought, oldest first: of a branch that is new, those that are on no other. */
export async function pushedCommits(
  bare: string,
  branch: string,
  before: string | undefined,
  after: string,
): Promise<string[]> {
  const others = ['--not', `--exclude=${branch}`, '--branches']
  const without = before === undefined ? others : [`^${before}`]
  const listed = await git(bare, ['rev-list', '--reverse', after, ...without])
  return listed.split('\n').filter(Boolean)
}
