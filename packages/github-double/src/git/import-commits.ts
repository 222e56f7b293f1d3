import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { branchHead } from './branch-head.ts'
import { commitStream, type StreamedCommit } from './commit-stream.ts'
import { git } from './git.ts'
import { writeCommits } from './write-commits.ts'

/**
 * Writes a line of commits to a branch of a bare repository with one git process, ten thousand in a second, a few with
 * none; resolves with their SHAs, in order. The branch goes on from where it is, or starts without a parent.
 */
export async function importCommits(
  bare: string,
  commits: readonly StreamedCommit[],
  branch = 'main',
): Promise<readonly string[]> {
  const written = writeCommits(bare, branch, commits)
  if (written !== undefined) return written
  const input = commitStream(`refs/heads/${branch}`, commits, branchHead(bare, branch))
  const scratch = await mkdtemp(join(tmpdir(), 'marks-'))
  try {
    const marks = join(scratch, 'marks')
    // A branch that another process moved meanwhile is left alone: fast-import refuses to go back.
    await git(bare, ['fast-import', '--quiet', `--export-marks=${marks}`], { input })
    const shas = new Map((await readFile(marks, 'utf8')).split('\n').map(line => line.split(' ') as [string, string]))
    return commits.map((_, at) => shas.get(`:${at + 1}`) ?? '')
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
