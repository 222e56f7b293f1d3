import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { git } from './git.ts'
import { type CommitOptions, driver } from './repository.ts'

/** One commit of many: `date` is when it was written and put on its branch, in seconds since the epoch. */
export interface ImportedCommit extends Omit<CommitOptions, 'branch'> {
  readonly date: number
}

/**
 * Writes a line of commits to a branch of a bare repository with one git process, ten thousand in a second; resolves
 * with their SHAs, in order. The branch goes on from where it is, or starts without a parent.
 */
export async function importCommits(
  bare: string,
  commits: readonly ImportedCommit[],
  branch = 'main',
): Promise<readonly string[]> {
  const ref = `refs/heads/${branch}`
  const head = await git(bare, ['for-each-ref', '--format=%(objectname)', ref])
  const stream = commits.flatMap((commit, at) => [
    ...lines(commit, ref, at + 1, at === 0 && head !== '' ? head : undefined),
    Buffer.from('\n'),
  ])
  const scratch = await mkdtemp(join(tmpdir(), 'marks-'))
  try {
    const marks = join(scratch, 'marks')
    // A branch that another process moved meanwhile is left alone: fast-import refuses to go back.
    await git(bare, ['fast-import', '--quiet', `--export-marks=${marks}`], { input: Buffer.concat(stream) })
    const shas = new Map((await readFile(marks, 'utf8')).split('\n').map(line => line.split(' ') as [string, string]))
    return commits.map((_, at) => shas.get(`:${at + 1}`) ?? '')
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

function lines(commit: ImportedCommit, ref: string, mark: number, from: string | undefined): Buffer[] {
  const { name, email } = commit.author ?? driver
  const written = [
    Buffer.from(
      `commit ${ref}\nmark :${mark}\nauthor ${name} <${email}> ${commit.date} +0000\n` +
        `committer GitHub <noreply@github.com> ${commit.date} +0000\n`,
    ),
    data(`${commit.message}\n`),
  ]
  if (from !== undefined) written.push(Buffer.from(`from ${from}\n`))
  for (const [path, content] of Object.entries(commit.files ?? {})) {
    if (content === null) {
      written.push(Buffer.from(`D ${path}\n`))
      continue
    }
    const file = typeof content === 'string' || Buffer.isBuffer(content) ? { content, executable: false } : content
    written.push(Buffer.from(`M ${file.executable ? '100755' : '100644'} inline ${path}\n`), data(file.content))
  }
  return written
}

function data(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content)
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')])
}
