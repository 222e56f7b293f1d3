import type { GitCommit } from './commit.ts'
import { git } from './git.ts'

/** One file that a commit changed, against its first parent. Renames count as one removed and one added file. */
export interface FileChange {
  readonly filename: string
  readonly status: 'added' | 'removed' | 'modified'
  /** The blob after the change; before it when the file was removed. */
  readonly sha: string
  readonly additions: number
  readonly deletions: number
}

const STATUSES: Readonly<Record<string, FileChange['status']>> = { A: 'added', D: 'removed' }

const OPTIONS = ['-r', '-z', '--no-renames', '--root', '--raw', '--numstat', '--abbrev=40']

/** The files a commit changed, by path. */
export async function listChanges(bare: string, commit: GitCommit): Promise<FileChange[]> {
  const range = commit.parents[0] === undefined ? [commit.sha] : [commit.parents[0], commit.sha]
  return parseChanges(await git(bare, ['diff-tree', '--no-commit-id', ...OPTIONS, ...range]))
}

/** The same of the newest commits of all refs, by SHA, with one process. */
export async function listAllChanges(bare: string, count: number): Promise<ReadonlyMap<string, FileChange[]>> {
  const which = ['--all', `--max-count=${count}`, '--diff-merges=first-parent', '--format=%x01%H']
  const text = await git(bare, ['log', ...OPTIONS, ...which])
  const commits = text.split('\u0001').slice(1)
  return new Map(commits.map(one => [one.slice(0, 40), parseChanges(one.slice(41).replace(/^\n/, ''))]))
}

/** What git writes with `OPTIONS`: two words for each file, its modes and blobs and its path, then the counts of each. */
function parseChanges(text: string): FileChange[] {
  const words = text.split('\0')
  const changes: Omit<FileChange, 'additions' | 'deletions'>[] = []
  let at = 0
  for (; words[at]?.startsWith(':') === true; at += 2) {
    const [, , before = '', after = '', letter = ''] = (words[at] ?? '').split(' ')
    const status = STATUSES[letter] ?? 'modified'
    changes.push({ filename: words[at + 1] ?? '', status, sha: status === 'removed' ? before : after })
  }
  const counts = new Map(words.slice(at).map(countsOf))
  return changes.map(change => ({ ...change, ...(counts.get(change.filename) ?? { additions: 0, deletions: 0 }) }))
}

function countsOf(line: string): readonly [string, Pick<FileChange, 'additions' | 'deletions'>] {
  const [added = '', deleted = '', ...filename] = line.split('\t')
  // git writes "-" for binary files, GitHub 0.
  return [filename.join('\t'), { additions: Number(added) || 0, deletions: Number(deleted) || 0 }]
}
