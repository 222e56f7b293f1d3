import { shortSha } from '../../domain/sha.ts'
import type { ReleaseKey } from '../manifests/labels.ts'
import type { StoredRelease } from './record.ts'

/** What is said of a release that has no end. `isHeld`: the service is held, so that no other run is changing it. */
export function interruptedText(release: StoredRelease, { service, environment }: ReleaseKey, isHeld: boolean): string {
  const end = isHeld ? 'its end is not recorded' : 'is not finished yet, or its run was lost'
  return `${releaseText(release)} began to change ${service} in ${environment}, and ${end}: part of it may be live`
}

/** `deployment 12 of 2026-01-01 10:02 UTC (3f2a91c)` */
export function releaseText({ number, commit, deploymentId, begun }: StoredRelease): string {
  if (deploymentId === 0) return `release ${number}`
  const time = begun === '' ? '' : ` of ${begun.slice(0, 16).replace('T', ' ')} UTC`
  return `deployment ${deploymentId}${time} (${commit === '' ? 'commit unknown' : shortSha(commit)})`
}
