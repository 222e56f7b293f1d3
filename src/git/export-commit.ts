import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UserError } from '../errors.ts'
import { readBlobs } from './blobs.ts'
import { CHECKOUT_ADVICE } from './checkout-advice.ts'
import { type CommitFile, filesOf } from './commit-files.ts'
import { type GitPlace, runGit } from './git.ts'
import { linksOf, readTree, type TreeFolder } from './tree.ts'

/** What is taken out of a commit. */
export interface CommitExport extends GitPlace {
  readonly sha: string
  /** What the deployment reads, relative to the root of the repository: the templates folder, the values files. */
  readonly paths: readonly string[]
  /** A private folder. */
  readonly folder: string
}

/**
 * Writes what the commit has at `paths` into a new folder inside `folder`, and gives that folder. It comes out of the
 * commit's own objects, so that neither the work tree nor the index, filters, attributes or a sparse checkout can make it
 * anything else, and it cannot be changed before it is read. Links have been followed: the folder has plain files.
 *
 * Throws (refused) `commit-not-checked-out` when the local repository does not have the commit, `file-outside-workspace`, `link-broken`,
 * `file-in-submodule` for what it cannot deploy; `commit-incomplete` when the repository lacks parts of it.
 */
export async function exportCommit({ sha, paths, folder, ...around }: CommitExport): Promise<string> {
  const place = { ...around, workspace: await realpath(around.workspace).catch(() => around.workspace) }
  const root = await treeOf(place, sha)
  const links = await readBlobs(place, linksOf(root))
  const target = (object: string): string => links.get(object)?.toString('utf8') ?? ''
  const { files, findings } = filesOf({ root, target }, paths)
  if (findings.length > 0) throw UserError.from(findings)
  const blobs = await readBlobs(
    place,
    files.map(({ object }) => object),
  )
  const written = await mkdtemp(join(folder, 'commit-'))
  for (const file of files) await write(written, file, blobs.get(file.object))
  return written
}

async function treeOf(place: GitPlace, sha: string): Promise<TreeFolder> {
  const args = ['ls-tree', '-r', '-z', '--full-tree', `${sha}^{commit}`]
  const { exitCode, stdout, stderr } = await runGit(place, args, { encoding: 'latin1' })
  if (exitCode === 0) return readTree(stdout)
  const said = stderr.trim().split('\n')[0] ?? ''
  throw new UserError(
    'commit-not-checked-out',
    `the checked-out repository lacks the deployment's commit: ${CHECKOUT_ADVICE} (${said})`,
  )
}

async function write(folder: string, { path }: CommitFile, bytes: Buffer | undefined): Promise<void> {
  const to = join(folder, path)
  await mkdir(dirname(to), { recursive: true })
  try {
    // Never over another: where capitals do not count, two files of the commit may be one.
    await writeFile(to, bytes ?? '', { flag: 'wx' })
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown
    const text = `another file of the commit differs only in upper and lower case, which the runner's disk ignores; rename one`
    throw UserError.from([{ reason: 'file-name-ambiguous', where: path, text }])
  }
}
