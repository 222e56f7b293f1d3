/** What a file holds; `null` takes the file away. */
export type FileContent = string | Buffer | { readonly content: string | Buffer; readonly executable: boolean } | null

export interface CommitOptions {
  /** Changed files by path from the repository's root; all others stay as in the parent. */
  readonly files?: Readonly<Record<string, FileContent>>
  readonly message: string
  /** Default: `main`. A branch that does not exist yet starts without a parent; see `branch`. */
  readonly branch?: string
  /** Default: a fixed person whose e-mail address GitHub knows as the login `carriage-driver`. */
  readonly author?: { readonly name: string; readonly email: string }
}

/** Who makes a commit unless it names an author: a no-reply address, which GitHub maps to a login. */
export const DRIVER = { name: 'Carriage Driver', email: '4100001+carriage-driver@users.noreply.github.com' }

/** One commit to write: `date` is when it was written and put on its branch, in seconds since the epoch. */
export interface StreamedCommit extends Omit<CommitOptions, 'branch'> {
  readonly date: number
}

/** Commits as `git fast-import` reads them, one after the other from `parent` on; the n-th gets the mark n, from 1. */
export function commitStream(ref: string, commits: readonly StreamedCommit[], parent: string | undefined): Buffer {
  return Buffer.concat(
    commits.flatMap((commit, at) => [...lines(commit, ref, at + 1, at === 0 ? parent : undefined), Buffer.from('\n')]),
  )
}

function lines(commit: StreamedCommit, ref: string, mark: number, from: string | undefined): Buffer[] {
  const { name, email } = commit.author ?? DRIVER
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
