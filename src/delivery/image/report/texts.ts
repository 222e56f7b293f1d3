import { clause } from '../../../text/clause.ts'
import { durationText } from '../../../time/duration.ts'
import type { BuildEnding, BuildReport, BuildResult, ImageOrigin } from './build-report.ts'

const VERBS: Readonly<Record<ImageOrigin, string>> = {
  built: 'Built',
  present: 'Found',
  joined: 'Joined',
  'other-run': 'Built',
  parent: 'Found',
}

const ORIGINS: Readonly<Record<ImageOrigin, string>> = {
  built: 'built and pushed',
  present: 'already in the registry; nothing was built',
  joined: 'joined from the images that other jobs built',
  'other-run': 'pushed by another run of this commit; this one is not needed',
  parent: "the first parent's: this commit changes nothing that is in it",
}

/** `ghcr.io/acme/hello@sha256:…`; empty when nothing is in the registry. */
export function imageOf({ repository, digest }: BuildReport): string {
  return digest === undefined ? '' : `${repository}@${digest}`
}

/** How the image came to be there, or why it is not. */
export function originText({ origin, notPushed, isRebuild, tag }: BuildReport): string {
  if (origin === 'built' && isRebuild) return `built anew and pushed as ${tag}; nothing is written under the SHA`
  if (origin !== undefined) return ORIGINS[origin]
  return notPushed === undefined ? 'not pushed' : `not pushed: ${notPushed}`
}

/** The last line of the log, and the reason on the run's page. */
export function buildHeadline({ report, ending, ms }: BuildResult): string {
  const commit = report.commit.slice(0, 7)
  switch (ending.outcome) {
    case 'success':
      return `${doneText(report)} ${commit} in ${durationText(ms, 'tenths')}: ${imageOf(report) || originText(report)}`
    case 'cancelled':
      return `Cancelled: ${ending.text}; ${imageState(report)}`
    default:
      return `${ending.outcome === 'failed' ? 'Failed' : 'Error'}: ${clause(ending.problems[0].text)}`
  }
}

/** What was done, in one word. */
export function doneText({ origin, isRebuild }: BuildReport): string {
  if (isRebuild && (origin ?? 'built') === 'built') return 'Rebuilt'
  return VERBS[origin ?? 'built']
}

/** After anything but success: whether the commit has an image, where that is known. */
export function imageState(report: BuildReport): string {
  if (report.digest !== undefined) return `the commit has the image ${imageOf(report)}`
  if (report.absent) return report.isRebuild ? `there is no image ${report.tag}` : 'the commit has no image'
  if (report.notPushed !== undefined) return 'this run pushes no image'
  return `unknown whether the commit has an image: check ${report.repository}:${report.tag}`
}

/** Stable code; empty on success. */
export function buildReasonOf(ending: BuildEnding): string {
  if (ending.outcome === 'success') return ''
  return ending.outcome === 'cancelled' ? 'cancelled' : ending.problems[0].reason
}
