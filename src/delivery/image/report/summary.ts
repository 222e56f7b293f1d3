import { reasonLink } from '../../../reasons/registry.ts'
import { escaped, fenced } from '../../../text/markdown.ts'
import { durationText } from '../../../time/duration.ts'
import type { BuildEnding, BuildReport, BuildResult } from './build-report.ts'
import { buildHeadline, doneText, imageOf, imageState, originText } from './texts.ts'

const TITLES = {
  failed: '❌ Failed',
  cancelled: '✋ Cancelled',
  error: '🛠️ Error',
} as const

const MARKS = { passed: '✅ passed', failed: '❌ failed', stopped: '✋ stopped' } as const

/** The job summary: on failure the cause first, then the image, then one table. GitHub's Markdown. */
export function buildSummary(result: BuildResult): string {
  const { report, ending } = result
  const subject = `${report.repository.split('/').at(-1)} ${report.commit.slice(0, 7)}`
  const sections = [
    `## ${ending.outcome === 'success' ? `✅ ${doneText(report)}` : TITLES[ending.outcome]}: ${escaped(subject)}`,
    ...(ending.outcome === 'success' ? [] : causeOf(result)),
    imageLine(report, ending),
    table(result),
    report.warnings.map(warning => `- ⚠️ ${escaped(warning)}`).join('\n'),
  ]
  return `${sections.filter(section => section !== '').join('\n\n')}\n`
}

function causeOf(result: BuildResult): readonly string[] {
  const { ending } = result
  if (ending.outcome !== 'failed' && ending.outcome !== 'error') return [`**${escaped(buildHeadline(result))}**`]
  return ending.problems.flatMap(({ reason, text, tail }) => [
    `**${escaped(text)}**`,
    `See ${reasonLink(reason)}.`,
    tail.length === 0 ? '' : fenced(tail),
  ])
}

function imageLine(report: BuildReport, ending: BuildEnding): string {
  if (report.digest !== undefined) return `\`${imageOf(report)}\` (${escaped(originText(report))})`
  if (ending.outcome !== 'success') return `${escaped(imageState(report))}.`
  return escaped(originText(report))
}

function table({ report, ms }: BuildResult): string {
  const rows = [
    `| commit | [\`${report.commit}\`](${encodeURI(report.commitUrl)}) | |`,
    ...report.results.map(
      ({ name, state, ms: time }) => `| ${name} | ${MARKS[state]} | ${durationText(time, 'tenths')} |`,
    ),
    ...(report.pushMs === undefined
      ? []
      : [`| push | ${escaped(originText(report))} | ${durationText(report.pushMs, 'tenths')} |`]),
    ...(report.builder === undefined ? [] : [`| builder | ${escaped(report.builder)} | |`]),
    ...(report.references.length < 2
      ? []
      : [`| tags | ${report.references.map(reference => `\`${reference}\``).join('<br>')} | |`]),
    `| total | | ${durationText(ms, 'tenths')} |`,
  ]
  return ['| | | |', '| --- | --- | --- |', ...rows].join('\n')
}
