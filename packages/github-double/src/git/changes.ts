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

/** The files a commit changed, by path. */
export async function listChanges(bare: string, commit: GitCommit): Promise<FileChange[]> {
  const range = commit.parents[0] === undefined ? ['--root', commit.sha] : [commit.parents[0], commit.sha]
  const base = ['diff-tree', '-r', '-z', '--no-renames', '--no-commit-id']
  const raw = (await git(bare, [...base, '--raw', '--abbrev=40', ...range])).split('\0')
  const counts = await lineCounts(bare, [...base, '--numstat', ...range])
  const changes: FileChange[] = []
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const [, , before = '', after = '', letter = ''] = (raw[at] ?? '').split(' ')
    const filename = raw[at + 1] ?? ''
    const status = STATUSES[letter] ?? 'modified'
    const { additions, deletions } = counts.get(filename) ?? { additions: 0, deletions: 0 }
    changes.push({ filename, status, sha: status === 'removed' ? before : after, additions, deletions })
  }
  return changes
}

async function lineCounts(
  bare: string,
  args: string[],
): Promise<Map<string, { additions: number; deletions: number }>> {
  const counts = new Map<string, { additions: number; deletions: number }>()
  for (const line of (await git(bare, args)).split('\0').filter(Boolean)) {
    const [added = '', deleted = '', filename = ''] = line.split('\t')
    // git writes "-" for binary files, GitHub 0.
    counts.set(filename, { additions: Number(added) || 0, deletions: Number(deleted) || 0 })
  }
  return counts
}
