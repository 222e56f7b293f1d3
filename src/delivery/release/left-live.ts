import { isUntouched } from '../../deployments/cluster-state.ts'
import type { DeploymentProgress } from '../../deployments/progress.ts'
import { shortSha } from '../../domain/sha.ts'
import type { StoredRelease } from '../../kubernetes/release/record.ts'
import type { ReleaseEnd } from '../../kubernetes/release/release-secrets.ts'
import type { Logger } from '../../log/logger.ts'
import type { EarlierReleases } from './keeping/earlier-releases.ts'

/** What failed before was left to this deployment, which has changed nothing either: says what is live, and the way out. */
export function sayLeftLive(log: Logger, progress: DeploymentProgress, earlier: EarlierReleases | undefined): void {
  const left = earlier?.leftLive
  if (left === undefined) return
  const ended = left.undone === undefined ? 'did not succeed, may be' : 'did not succeed, is still'
  const how = left.state === 'begun' ? 'has no end, may be' : ended
  const text = `${releaseShort(left)}, which ${how} live`
  const good = earlier?.lastGood
  const back = good === undefined ? '' : `, which brings ${releaseShort(good)} back`
  const wayOut = `deploy a commit that is good, or roll back with "stored-release: previous"${back}`
  progress.restore = { kind: 'left', text, wayOut }
  log.notice(`${text}: ${wayOut}`)
}

/** A run that is stopped at a stage has no time to bring anything back: says which pods stay, and the way out. */
export function sayStageLeft(log: Logger, progress: DeploymentProgress): void {
  const { stage, restore } = progress
  if (stage === undefined || restore !== undefined || !hasChanged(progress)) return
  const text = `${stage.ready} of ${stage.pods} pods may stay at ${shortSha(stage.commit)}, the others at ${shortSha(stage.live)}`
  const wayOut = 'deploy a commit that is good: it replaces them all'
  progress.restore = { kind: 'left', text, wayOut }
  log.notice(`${text}: ${wayOut}`)
}

/** Whether something of a release may have reached the cluster. */
export function hasChanged({ touched, count }: Pick<DeploymentProgress, 'touched' | 'count'>): boolean {
  return touched && !(count !== undefined && isUntouched(count))
}

/** Whether nothing of a release is live any more: what was before it came back, or nothing of it was applied. */
export function undone(progress: DeploymentProgress): Pick<ReleaseEnd, 'undone'> {
  return { undone: progress.restore?.kind === 'restored' || !hasChanged(progress) }
}

function releaseShort({ commit, deploymentId }: Pick<StoredRelease, 'commit' | 'deploymentId'>): string {
  return commit === '' ? `deployment ${deploymentId}` : shortSha(commit)
}
