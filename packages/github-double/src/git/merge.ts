import { branchHead } from './branch-head.ts'
import { GitError, git } from './git.ts'
import { looseCommit } from './loose-object.ts'
import { moveBranch } from './write-commits.ts'

/** True when `ancestor` is `descendant` or one of its ancestors. */
export async function contains(bare: string, descendant: string, ancestor: string): Promise<boolean> {
  const reached = looseAncestors(bare, descendant)
  if (reached !== undefined) return reached.has(ancestor)
  return (await git(bare, ['merge-base', '--all', ancestor, descendant]).catch(noBase)) === ancestor
}

/** Merges a commit into a branch with a merge commit. False on a conflict, with the branch where it was. */
export async function mergeIntoBranch(
  bare: string,
  branch: string,
  merged: string,
  message: string,
  date: string,
): Promise<boolean> {
  const head = branchHead(bare, branch)
  if (head === undefined) throw new Error(`there is no branch ${branch} in ${bare}`)
  const sha = await mergeCommit(bare, head, merged, message, date)
  if (sha === undefined) return false
  moveBranch(bare, branch, head, sha)
  return true
}

/** The commit that merges `merged` into `head`, as GitHub would write it, on no branch yet; undefined on a conflict. */
export async function mergeCommit(
  bare: string,
  head: string,
  merged: string,
  message: string,
  date: string,
): Promise<string | undefined> {
  let tree: string
  try {
    tree = await git(bare, ['merge-tree', '--write-tree', head, merged])
  } catch (thrown) {
    if (thrown instanceof GitError && thrown.exitCode === 1) return undefined
    throw thrown
  }
  const person = { name: 'GitHub', email: 'noreply@github.com' }
  const env = {
    GIT_AUTHOR_NAME: person.name,
    GIT_AUTHOR_EMAIL: person.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: person.name,
    GIT_COMMITTER_EMAIL: person.email,
    GIT_COMMITTER_DATE: date,
  }
  return git(bare, ['commit-tree', tree, '-p', head, '-p', merged], { env, input: `${message}\n` })
}

/** A commit and its ancestors; undefined when one of them is in a pack. */
function looseAncestors(bare: string, sha: string): ReadonlySet<string> | undefined {
  const reached = new Set<string>()
  const waiting = [sha]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue
    const commit = looseCommit(bare, next)
    if (commit === undefined) return undefined
    reached.add(next)
    waiting.push(...commit.parents)
  }
  return reached
}

function noBase(thrown: unknown): undefined {
  if (thrown instanceof GitError && thrown.exitCode === 1) return undefined
  throw thrown
}
