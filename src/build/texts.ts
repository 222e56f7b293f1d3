import { seconds } from '../runner/duration.ts'
import type { BuildResult, Ending, Origin, Report } from './report.ts'

const origins: Readonly<Record<Origin, string>> = {
  built: 'built and pushed',
  present: 'was there already; nothing was built',
  joined: 'joined from the images that other jobs built',
  'other-run': 'pushed by another run of this commit; this one is not needed',
  parent: "the first parent's: this commit changes nothing that is in it",
}

/** `ghcr.io/acme/hello@sha256:…`; empty when nothing is in the registry. */
export function imageOf({ repository, digest }: Report): string {
  return digest === undefined ? '' : `${repository}@${digest}`
}

/** How the image came to be there, or why it is not. */
export function originText({ origin, notPushed }: Report): string {
  if (origin !== undefined) return origins[origin]
  return notPushed === undefined ? 'not pushed' : `not pushed: ${notPushed}`
}

/** The last line of the log, and the reason on the run's page. */
export function headlineOf({ report, ending, ms }: BuildResult): string {
  const commit = report.commit.slice(0, 7)
  switch (ending.outcome) {
    case 'success':
      return `${report.origin === undefined || report.origin === 'built' ? 'Built' : 'Found'} ${commit} in ${seconds(ms)}: ${imageOf(report) || originText(report)}`
    case 'cancelled':
      return `Cancelled: ${ending.text}; ${whatIsThere(report)}`
    default:
      return `${ending.outcome === 'failed' ? 'Failed' : 'Error'}: ${ending.problems[0].text}`
  }
}

/** After anything but success: whether the commit has an image. */
export function whatIsThere(report: Report): string {
  return report.digest === undefined ? 'the commit has no image' : `the commit has the image ${imageOf(report)}`
}

/** Stable code; empty on success. */
export function reasonOf(ending: Ending): string {
  if (ending.outcome === 'success') return ''
  return ending.outcome === 'cancelled' ? 'cancelled' : ending.problems[0].reason
}
