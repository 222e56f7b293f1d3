import type { Ending } from '../domain/deployment/ending.ts'
import type { Finding } from '../errors.ts'
import { nameOf } from '../kubernetes/api/objects.ts'
import type { AppliedObject } from '../kubernetes/apply/apply.ts'
import type { FollowResult } from '../kubernetes/rollout/watch-rollouts.ts'
import { escaped, fenced } from '../text/markdown.ts'
import { ENDING_TITLES } from './ending-titles.ts'
import { liveWorkloads } from './live.ts'
import type { Report } from './progress.ts'
import { objectCounts, timesOf } from './report-words.ts'

/** How a text from outside is shown: without secrets, and without Markdown or HTML of its own. */
interface Show {
  /** Inside Markdown. */
  text(text: string): string
  /** Inside backticks or a fence. */
  code(text: string): string
}

/**
 * The job summary: on failure the cause first, then what is live, then the facts. GitHub's Markdown. `redact` hides
 * secrets; it has to come before escaping, after which a secret with a `_` in it would not be found.
 */
export function summaryOf(report: Report, ending: Ending, ms: number, redact: (text: string) => string): string {
  const show: Show = { text: text => escaped(redact(text)), code: text => redact(text).replaceAll('`', "'") }
  const sections = [
    `## ${ENDING_TITLES[ending.outcome]}: ${subjectOf(report, show)}`,
    ending.outcome === 'success' ? '' : causeOf(ending, report.rollout, show),
    logsOf(report.rollout, redact),
    liveOf(report, ending),
    factsOf(report, ms, show),
    workloadsOf(report.rollout, show),
    objectsOf(report.applied),
    warningsOf(report.warnings, show),
  ]
  return `${sections.filter(section => section !== '').join('\n\n')}\n`
}

function subjectOf(report: Report, show: Show): string {
  return show.text(`${report.service ?? 'deployment'} ${report.commit.slice(0, 7)} to ${report.environment}`)
}

function causeOf(ending: Ending, rollout: FollowResult | undefined, show: Show): string {
  const lines = [`**${show.text(ending.text)}**`]
  const advice = rollout?.cause?.advice ?? ''
  if (advice !== '') lines.push('', show.text(advice))
  // A single finding that says the same again would only be read twice.
  const findings = rollout === undefined ? ending.findings.filter(({ text }) => text !== ending.text) : []
  if (findings.length > 0) lines.push('', ...findings.map(finding => findingLine(finding, show)))
  return lines.join('\n')
}

function findingLine({ where, text, url }: Finding, show: Show): string {
  const place = where === undefined ? '' : `\`${show.code(where)}\` `
  return `- ${place}${url === undefined ? show.text(text) : `[${show.text(text)}](${encodeURI(url)})`}`
}

function logsOf(rollout: FollowResult | undefined, redact: (text: string) => string): string {
  const logs = rollout?.logs
  if (logs === undefined || logs.lines.length === 0) return ''
  const title = `Last lines of container \`${logs.container}\` in pod \`${logs.pod}\`:`
  return `${title}\n\n${fenced(logs.lines.map(redact))}`
}

function liveOf(report: Report, ending: Ending): string {
  if (ending.outcome === 'success') return ''
  if (!report.touched) return 'Nothing was touched: the cluster is as it was.'
  const workloads = liveWorkloads(report)
  if (workloads.length === 0) return 'The cluster was touched; see the objects below for what was applied.'
  return [
    'What is live now:',
    '',
    ...workloads.map(({ object, serves, text }) => `- \`${object}\`: ${serves ? text : `**${text}**`}`),
  ].join('\n')
}

function factsOf(report: Report, ms: number, show: Show): string {
  const rows: [string, string][] = [
    ['commit', `[\`${report.commit}\`](${encodeURI(report.commitUrl)})`],
    ['environment', show.text(report.environment)],
    ...(report.image === undefined ? [] : ([['image', `\`${report.image}\``]] as [string, string][])),
    ['time', timesOf(report.steps, ms)],
  ]
  return ['| | |', '| --- | --- |', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n')
}

function workloadsOf(rollout: FollowResult | undefined, show: Show): string {
  if (rollout === undefined || rollout.workloads.length === 0) return ''
  const rows = rollout.workloads.map(
    ({ object, namespace, text, seconds: time }) =>
      `| \`${object}\` | ${namespace} | ${show.text(text)} | ${time.toFixed(1)} s |`,
  )
  return ['| workload | namespace | state | time |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

function objectsOf(applied: readonly AppliedObject[] | undefined): string {
  if (applied === undefined || applied.length === 0) return ''
  const rows = applied.map(
    ({ manifest, namespace, action }) => `| \`${nameOf(manifest.object)}\` | ${namespace ?? ''} | ${action} |`,
  )
  return [
    `<details><summary>${applied.length} ${applied.length === 1 ? 'object' : 'objects'}: ${objectCounts(applied)}</summary>`,
    '',
    '| object | namespace | |',
    '| --- | --- | --- |',
    ...rows,
    '',
    '</details>',
  ].join('\n')
}

function warningsOf(warnings: readonly Finding[], show: Show): string {
  return warnings.length === 0
    ? ''
    : ['Worth a look:', '', ...warnings.map(warning => findingLine(warning, show))].join('\n')
}
