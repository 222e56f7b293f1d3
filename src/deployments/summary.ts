import { shortSha } from '../domain/sha.ts'
import type { Finding } from '../errors.ts'
import { planMarkdown } from '../kubernetes/plan/plan-text.ts'
import { reasonLink } from '../reasons/registry.ts'
import { counted } from '../text/counted.ts'
import { escaped, fenced } from '../text/markdown.ts'
import { durationText } from '../time/duration.ts'
import type { EndedView } from './view.ts'
import {
  commandsToCopy,
  containerLogTitle,
  ENDING_TITLES,
  furtherFindings,
  liveState,
  objectCounts,
  restoreLine,
  timesOf,
} from './words.ts'

/** The job summary: on failure the cause first, then what is live, then the facts. GitHub's Markdown. */
export function deploymentSummary(view: EndedView): string {
  const sections = [
    `## ${ENDING_TITLES[view.ending.outcome]}: ${subjectOf(view)}`,
    view.ending.outcome === 'success' || view.ending.outcome === 'dry-run' ? '' : causeOf(view),
    logsOf(view),
    escaped(restoreLine(view)),
    liveOf(view),
    view.ending.outcome === 'dry-run' ? planOf(view) : '',
    factsOf(view),
    workloadsOf(view),
    objectsOf(view),
    view.ending.outcome === 'dry-run' ? '' : planOf(view),
    warningsOf(view.warnings),
  ]
  return `${sections.filter(section => section !== '').join('\n\n')}\n`
}

function subjectOf({ service = 'deployment', commit, environment }: EndedView): string {
  return escaped([service, shortSha(commit), `to ${environment}`].filter(part => part !== '').join(' '))
}

function causeOf(view: EndedView): string {
  const lines = [`**${escaped(view.ending.text)}**`]
  const advice = view.cause?.advice ?? ''
  if (advice !== '') lines.push('', escaped(advice))
  // What was found about a workload stands in the table of workloads.
  const findings = view.workloads.length > 0 ? [] : furtherFindings(view)
  if (findings.length > 0) lines.push('', ...findings.map(findingLine))
  const commands = commandsToCopy(view)
  if (commands.length > 0) lines.push('', fenced(commands, 'sh'))
  return [...lines, '', `See ${reasonLink(view.ending.reason)}.`].join('\n')
}

function findingLine({ where, text, url }: Finding): string {
  const place = where === undefined ? '' : `${code(where)} `
  return `- ${place}${url === undefined ? escaped(text) : `[${escaped(text)}](${encodeURI(url)})`}`
}

/** Text from outside between backticks. */
function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``
}

function logsOf({ containerLog }: EndedView): string {
  if (containerLog === undefined || containerLog.lines.length === 0) return ''
  return `${containerLogTitle(containerLog, code)}\n\n${fenced(containerLog.lines)}`
}

function liveOf(view: EndedView): string {
  const live = liveState(view)
  if (live.kind === 'as-said') return ''
  if (live.kind !== 'workloads') return live.text
  return [
    'What is live now:',
    '',
    ...live.workloads.map(
      ({ object, serves, text }) => `- ${code(object)}: ${serves === false ? `**${text}**` : text}`,
    ),
  ].join('\n')
}

function factsOf({ commit, environment, image, storedRelease, steps, ms, links }: EndedView): string {
  const rows: (readonly [string, string])[] = [
    ...(commit === '' ? [] : [['commit', `[\`${commit}\`](${encodeURI(links.commit)})`] as const]),
    ...(storedRelease === undefined ? [] : [['stored release', String(storedRelease)] as const]),
    ['environment', escaped(environment)],
    ...(image === undefined ? [] : [['image', code(image)] as const]),
    ...(ms === undefined ? [] : [['time', timesOf(steps, ms)] as const]),
  ]
  return ['| | |', '| --- | --- |', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n')
}

/** A dry run is read for its plan; beside what became of a deployment it is a detail. */
function planOf({ plan, ending }: EndedView): string {
  return plan === undefined ? '' : planMarkdown(plan, ending.outcome === 'dry-run' ? 'open' : 'closed')
}

function workloadsOf({ workloads }: EndedView): string {
  if (workloads.length === 0) return ''
  const rows = workloads.map(
    ({ object, namespace, text, seconds }) =>
      `| ${code(object)} | ${namespace} | ${escaped(text)} | ${durationText(seconds * 1000, 'tenths')} |`,
  )
  return ['| workload | namespace | state | time |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

function objectsOf({ objects, restore }: EndedView): string {
  if (objects.length === 0) return ''
  const before = restore?.kind === 'restored' ? 'Before it was restored: ' : ''
  const title = `${before}${counted(objects.length, 'object')}: ${objectCounts(objects)}`
  // What did not change is counted: it is not looked for here.
  const named = objects.filter(({ action }) => action !== 'unchanged')
  if (named.length === 0) return title
  const rows = named.map(({ object, namespace = '', action }) => `| ${code(object)} | ${namespace} | ${action} |`)
  return [
    `<details><summary>${title}</summary>`,
    '',
    '| object | namespace | |',
    '| --- | --- | --- |',
    ...rows,
    '',
    '</details>',
  ].join('\n')
}

function warningsOf(warnings: readonly Finding[]): string {
  return warnings.length === 0 ? '' : ['Warnings:', '', ...warnings.map(findingLine)].join('\n')
}
