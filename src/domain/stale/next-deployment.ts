import { canonicalName } from '../../text/canonical-name.ts'
import type { Waiting, WaitingCommit } from './waiting.ts'

/** The deployment that a message may ask for. */
interface NextDeployment {
  readonly commit: WaitingCommit
  /** Commits that it takes along although they were rolled back. */
  readonly rolledBack: readonly WaitingCommit[]
  /** The newest commit that it takes along although its deployment failed. */
  readonly failed: WaitingCommit | undefined
}

/**
 * The deployment to ask for; undefined where asking makes no sense: nothing can be deployed, it would be refused (a lock, a
 * freeze window, the order of environments), another one is on its way, a branch is being tried out, or the commit is the one
 * that just failed or was rolled back.
 */
export function nextDeployment(waiting: Waiting): NextDeployment | undefined {
  const { candidate: commit, silence, live, frozen, after, commits } = waiting
  if (commit === undefined || frozen !== undefined || live.offLine) return undefined
  if (silence !== undefined && IN_THE_WAY.includes(silence.reason)) return undefined
  if (after !== undefined && !commit.liveIn.some(name => canonicalName(name) === canonicalName(after))) return undefined
  if (commit.takenOutBy !== undefined || commit.failed?.sha === commit.commit.sha) return undefined
  const along = commits.slice(commits.indexOf(commit) + 1)
  return {
    commit,
    rolledBack: along.filter(({ kind }) => kind === 'rolled-back'),
    failed: along.find(({ kind, failed, commit: { sha } }) => kind === 'behind-failed' && failed?.sha === sha),
  }
}

const IN_THE_WAY: readonly string[] = ['locked', 'deploying', 'waiting-for-approval']
