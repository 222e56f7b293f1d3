import { shortSha } from '../../domain/sha.ts'
import type { ReleaseKey } from '../manifests/labels.ts'
import type { Unusable } from './packing.ts'
import type { StoredRelease } from './record.ts'

/** What is said of a release that has no end. `isHeld`: the service is held, so that no other run is changing it. */
export function interruptedText(release: StoredRelease, { service, environment }: ReleaseKey, isHeld: boolean): string {
  const end = isHeld ? 'its end is not recorded' : 'is not finished yet, or its run was lost'
  return `${releaseText(release)} began to change ${service} in ${environment}, and ${end}: part of it may be live`
}

/** What comes of it that a record cannot be used. Without one of these it is not known what was there, and whose it is. */
const UNUSED = {
  'last-good': 'it is not used: nothing that left the templates is removed, and nothing can be restored',
  later: 'it is not used, and what only it had stays in the cluster',
  'of-others': 'it is not known what that has here, so nothing that left the templates is removed',
} as const

/** What is said of a record that cannot be used. `use`: what it would be used for; `isHeld` as above. */
export function unreadableText(
  release: StoredRelease,
  { problem, isPartial }: Unusable,
  use: keyof typeof UNUSED,
  isHeld: boolean,
): string {
  const why = isPartial === true && !isHeld ? `${problem}, or it is just being written or deleted` : problem
  const whose = use === 'of-others' ? ` of ${release.repository}` : ''
  return `${releaseText(release)}${whose} ${why}: ${UNUSED[use]}`
}

/** `deployment 12 of 2026-01-01 10:02 UTC (3f2a91c)` */
function releaseText({ number, commit, deploymentId, begun }: StoredRelease): string {
  if (deploymentId === 0) return `release ${number}`
  const time = begun === '' ? '' : ` of ${timeText(begun)}`
  return `deployment ${deploymentId}${time} (${commit === '' ? 'commit unknown' : shortSha(commit)})`
}

/** `2026-01-01 10:02 UTC` of an ISO time. */
export function timeText(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`
}

/** `release 12 (3f2a91c of 2026-01-01 10:02 UTC)` */
export function releaseName({ number, commit, begun }: Pick<StoredRelease, 'number' | 'commit' | 'begun'>): string {
  const time = begun === '' ? '' : ` of ${timeText(begun)}`
  return `release ${number} (${commit === '' ? 'commit unknown' : shortSha(commit)}${time})`
}
