import { coverAll } from '../../policy/path-patterns.ts'
import type { StalePolicy } from '../../policy/stale.ts'
import type { CheckJudgement } from '../checks/judge.ts'
import type { CommitFacts } from '../history/facts.ts'

/** Why a commit waits; the first that applies. */
export type CommitKind =
  /** It changes none of the paths of the service. */
  | 'other-services'
  /** A waiting revert and what it reverts cancel each other. */
  | 'undone'
  /** Its message carries the skip marker. */
  | 'skipped'
  /** It changes ignored paths alone. */
  | 'ignored'
  /** Neither its checks passed nor those of any newer one: it cannot be deployed. */
  | 'checks-red'
  /** It was live. */
  | 'rolled-back'
  /** The newest deployment that would have brought it failed. */
  | 'behind-failed'
  /** Nothing was ever live here. */
  | 'never-deployed'
  | 'waiting'

/** What a commit's kind follows from. */
interface KindFacts {
  readonly commit: CommitFacts
  readonly ofService: boolean
  readonly undone: boolean
  /** It can be deployed: by itself or with a newer one. */
  readonly deployable: boolean
  readonly takenOut: boolean
  readonly behindFailed: boolean
  readonly neverDeployed: boolean
}

export function kindOf(facts: KindFacts, { skipMarker, ignorePaths }: StalePolicy): CommitKind {
  const { message, changedPaths } = facts.commit
  if (!facts.ofService) return 'other-services'
  if (facts.undone) return 'undone'
  if (message.toLowerCase().includes(skipMarker.toLowerCase())) return 'skipped'
  if (coverAll(ignorePaths, changedPaths ?? [])) return 'ignored'
  if (!facts.deployable) return 'checks-red'
  if (facts.takenOut) return 'rolled-back'
  if (facts.behindFailed) return 'behind-failed'
  return facts.neverDeployed ? 'never-deployed' : 'waiting'
}

/** Whether commits of this kind are reported, and counted for the policy's minimum. The others are deployed with them. */
export function isReported(kind: CommitKind): boolean {
  return kind !== 'other-services' && kind !== 'undone' && kind !== 'skipped' && kind !== 'ignored'
}

/** Whether a commit may be deployed by its own checks. What was not read, or could not be, does not pass. */
export function checksPassed(checks: CheckJudgement | undefined): boolean {
  return checks !== undefined && checks.findings.length === 0
}
