import { branchHead } from './branch-head.ts'
import type { GitCommit } from './commit.ts'
import { GitError, git } from './git.ts'
import { looseCommit } from './loose-object.ts'

const fields = ['%H', '%T', '%P', '%an', '%ae', '%at', '%cn', '%ce', '%ct', '%B'].join('%x01')

/** The full SHA a branch, tag or (at least 7 digits of a) SHA names; undefined if there is none. */
export async function resolveCommit(bare: string, ref: string): Promise<string | undefined> {
  // Nothing of git's own revision language: GitHub knows names and SHAs only.
  if (ref.startsWith('-') || /[\^~:@{}\\\s]/.test(ref)) return undefined
  const head = branchHead(bare, ref)
  if (head !== undefined) return head
  if (looseCommit(bare, ref) !== undefined) return ref
  const short = ref.replace(/^refs\//, '')
  const named = short.startsWith('heads/') ? branchHead(bare, short.slice('heads/'.length)) : undefined
  if (named !== undefined) return named
  const names = /^(heads|tags)\//.test(short) ? [`refs/${short}`] : [`refs/heads/${ref}`, `refs/tags/${ref}`]
  if (/^[0-9a-f]{7,40}$/.test(ref)) names.push(ref)
  const input = names.map(name => `${name}^{commit}\n`).join('')
  const found = await git(bare, ['cat-file', '--batch-check=%(objectname)'], { input })
  // A name that is not there, or is ambiguous, is answered with words.
  return found.split('\n').find(line => /^[0-9a-f]{40}$/.test(line))
}

/** What a client narrows a list of commits down to. */
export interface CommitFilter {
  readonly path?: string
  readonly since?: string
  readonly until?: string
}

/** SHAs reachable from a commit, newest first, as GitHub lists them. */
export async function listCommits(bare: string, from: string, filter: CommitFilter): Promise<string[]> {
  const args = ['rev-list', from]
  if (filter.since !== undefined) args.push(`--since=${filter.since}`)
  if (filter.until !== undefined) args.push(`--until=${filter.until}`)
  if (filter.path !== undefined) args.push('--', filter.path)
  const listed = await git(bare, args)
  return listed === '' ? [] : listed.split('\n')
}

/** Reads commits, in the order asked for. */
export async function readCommits(bare: string, shas: readonly string[]): Promise<GitCommit[]> {
  const loose = shas.map(sha => looseCommit(bare, sha)).filter(commit => commit !== undefined)
  if (loose.length === shas.length) return loose
  const input = shas.map(sha => `${sha}\n`).join('')
  const text = await git(bare, ['log', '-z', '--no-walk=unsorted', '--stdin', `--format=${fields}`], { input })
  return text.split('\0').filter(Boolean).map(parseCommit)
}

/** Reads every commit that a commit or any ref can reach; undefined if there is no such commit. */
export async function readHistory(bare: string, from: string): Promise<GitCommit[] | undefined> {
  try {
    const text = await git(bare, ['log', '-z', `--format=${fields}`, from, '--all', '--'])
    return text.split('\0').filter(Boolean).map(parseCommit)
  } catch (thrown) {
    if (thrown instanceof GitError) return undefined
    throw thrown
  }
}

/** Reads one commit that is known to exist. */
export async function readCommit(bare: string, sha: string): Promise<GitCommit> {
  const [commit] = await readCommits(bare, [sha])
  if (commit === undefined) throw new Error(`no commit ${sha} in ${bare}`)
  return commit
}

function parseCommit(text: string): GitCommit {
  const [sha = '', tree = '', parents = '', an = '', ae = '', at = '', cn = '', ce = '', ct = '', ...body] =
    text.split('\x01')
  return {
    sha,
    tree,
    parents: parents === '' ? [] : parents.split(' '),
    author: { name: an, email: ae, date: isoTime(at) },
    committer: { name: cn, email: ce, date: isoTime(ct) },
    message: body.join('\x01').replace(/\n+$/, ''),
  }
}

function isoTime(seconds: string): string {
  return new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z')
}
