import type { Place } from './body/links.ts'
import { type PullRequestAction, pullRequestEvent } from './body/pull-request-event.ts'
import { type PushedCommit, pushEvent } from './body/push-event.ts'
import { listChanges } from './git/changes.ts'
import { readCommit, readCommits, resolveCommit } from './git/commits.ts'
import { compare, pushedCommits } from './git/comparison.ts'
import { contains } from './git/merge.ts'
import { updatePullRefs } from './git/pull-refs.ts'
import type { Account } from './state/account.ts'
import { emit } from './state/event.ts'
import { addPullRequest, type PullRequest, pullRequestsFrom } from './state/pull-request.ts'
import { fullName, type RepositoryState } from './state/repository.ts'
import type { Store } from './state/store.ts'

/**
 * What GitHub does when a branch was pushed: looks where it is now, sends `push`, then `pull_request` for each open pull
 * request whose head it is. Throws when the branch is where it was.
 */
export async function noticePush(
  store: Store,
  place: Place,
  repository: RepositoryState,
  branch: string,
  account: Account,
): Promise<void> {
  const { bare } = repository
  const after = await resolveCommit(bare, `heads/${branch}`)
  const before = repository.pushed.get(branch)
  if (after === undefined) throw new Error(`there is no branch ${branch}`)
  if (after === before) throw new Error(`nothing was pushed to ${branch}`)
  repository.pushed.set(branch, after)
  const listed = await readCommits(bare, await pushedCommits(bare, branch, before, after))
  const withChanges = async (commit: (typeof listed)[number]): Promise<PushedCommit> => ({
    commit,
    changes: await listChanges(bare, commit),
  })
  const push = {
    branch,
    before,
    after,
    forced: before !== undefined && !(await contains(bare, after, before)),
    commits: await Promise.all(listed.map(withChanges)),
    head: await withChanges(await readCommit(bare, after)),
  }
  emit(store, account, 'push', pushEvent(place, repository, account, push))
  if (before === undefined) return
  for (const { repository: keeper, pull } of pullRequestsFrom(store, repository, branch)) {
    pull.updatedAt = store.timestamp()
    await emitPullRequest(store, place, keeper, account, { action: 'synchronize', before, after }, pull)
  }
}

export interface OpenedPullRequest {
  readonly title: string
  /** Name of the branch; in a fork, behind the fork's owner: `mallory:patch`. */
  readonly head: string
  /** Default: the default branch. */
  readonly base?: string
}

/** Opens a pull request and sends its event. Throws when the fork is not known. */
export async function openPullRequest(
  store: Store,
  place: Place,
  repository: RepositoryState,
  account: Account,
  opened: OpenedPullRequest,
): Promise<PullRequest> {
  const [head = '', owner] = opened.head.split(':').toReversed()
  const fork = store.repositories.find(one => one.parent === repository && one.owner.login === owner)
  if (owner !== undefined && fork === undefined) throw new Error(`${owner} has no fork of ${fullName(repository)}`)
  const pull = addPullRequest(store, repository, {
    title: opened.title,
    author: account.user,
    mergedAt: undefined,
    mergedBy: undefined,
    mergeCommit: undefined,
    commits: [],
    base: opened.base ?? repository.defaultBranch,
    head,
    headRepository: fork ?? repository,
  })
  await emitPullRequest(store, place, repository, account, { action: 'opened' }, pull)
  return pull
}

async function emitPullRequest(
  store: Store,
  place: Place,
  repository: RepositoryState,
  account: Account,
  action: PullRequestAction,
  pull: PullRequest,
): Promise<void> {
  const { bare } = repository
  const head = { bare: pull.headRepository.bare, branch: pull.head }
  const ends = await updatePullRefs(bare, pull.number, pull.base, head, store.timestamp())
  const comparison = await compare(bare, ends.base, ends.head)
  pull.commits = comparison.commits
  const payload = pullRequestEvent(place, repository, account, action, pull, ends, comparison)
  emit(store, account, 'pull_request', payload, { merge: ends.merge })
}
