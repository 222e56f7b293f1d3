import { git } from './git.ts'
import { mergeCommit } from './merge.ts'

/** The two commits that GitHub keeps of a pull request in the repository that it is in. */
export interface PullCommits {
  readonly base: string
  readonly head: string
  /** The merge of both, which workflows run on; undefined on a conflict, when nothing runs. */
  readonly merge: string | undefined
}

/** Brings `refs/pull/<number>/head` and `refs/pull/<number>/merge` up to date. */
export async function updatePullRefs(
  bare: string,
  number: number,
  base: string,
  head: { readonly bare: string; readonly branch: string },
  date: string,
): Promise<PullCommits> {
  const refs = `refs/pull/${number}`
  await git(bare, ['fetch', '--quiet', '--no-tags', head.bare, `+refs/heads/${head.branch}:${refs}/head`])
  const [onto, change] = [
    await git(bare, ['rev-parse', `refs/heads/${base}`]),
    await git(bare, ['rev-parse', `${refs}/head`]),
  ]
  const merge = await mergeCommit(bare, onto, change, `Merge ${change} into ${onto}`, date)
  if (merge === undefined) await git(bare, ['update-ref', '-d', `${refs}/merge`])
  else await git(bare, ['update-ref', `${refs}/merge`, merge])
  return { base: onto, head: change, merge }
}
