import type { Outcome } from '../domain/deployment/ending.ts'
import { reasonAddress } from '../reasons/registry.ts'
import { durationText } from '../time/duration.ts'
import { CLUSTER_STATE, countText, isUntouched } from './cluster-state.ts'
import type { StepTime } from './progress.ts'
import type { Unwritten } from './result.ts'
import type { DeploymentView, EndedView, ObjectView, WorkloadView } from './view.ts'

/** How an ending is announced, in summaries and messages. */
export const ENDING_TITLES: Readonly<Record<Outcome, string>> = {
  success: '✅ Deployed',
  refused: '⛔ Refused',
  failed: '❌ Failed',
  superseded: '⏭️ Superseded',
  cancelled: '✋ Cancelled',
  error: '🛠️ Error',
  'dry-run': '🔎 Dry run',
  held: '⏸️ Held',
}

/** `1 created, 3 unchanged`: what became of the objects that were applied; empty when there are none. */
export function objectCounts(objects: readonly ObjectView[]): string {
  return (['created', 'changed', 'unchanged', 'removed', 'not removed'] as const)
    .map(action => ({ action, count: objects.filter(object => object.action === action).length }))
    .filter(({ count }) => count > 0)
    .map(({ action, count }) => `${count} ${action}`)
    .join(', ')
}

/** `6.4 s (gate 0.3 s, render 0.1 s)`: how long a run took, and each of its steps. */
export function timesOf(steps: readonly StepTime[], ms: number): string {
  const each = steps.map(({ step, ms }) => `${step} ${durationText(ms, 'tenths')}`).join(', ')
  return `${durationText(ms, 'tenths')}${each === '' ? '' : ` (${each})`}`
}

/** What is live of one workload. */
interface LiveWorkload {
  /** `Deployment/web`. */
  readonly object: string
  /** Whether any pod serves at all; absent where nothing is known of pods. */
  readonly serves?: boolean
  /** `2 of 3 pods serve, the old version among them`. */
  readonly text: string
}

/** What is live of the followed workloads. */
function liveWorkloads(
  workloads: readonly Pick<WorkloadView, 'object' | 'text' | 'desired' | 'updated' | 'available'>[],
): readonly LiveWorkload[] {
  return workloads.map(({ object, text, desired, updated, available }) => {
    // Not every kind keeps pods running, and not every number was seen.
    if (desired === undefined || updated === undefined || available === undefined) return { object, text }
    const old = Math.max(0, available - updated)
    const serving = available === 0 ? 'no pod serves' : `${available} of ${desired} pods serve`
    return { object, serves: available > 0, text: `${serving}${old > 0 ? ', the old version among them' : ''}` }
  })
}

/** What is live after a deployment, as far as it is known. `as-said`: as its end says. */
type LiveState =
  | { readonly kind: 'as-said' }
  | { readonly kind: 'untouched' | 'unknown' | 'restored'; readonly text: string }
  | { readonly kind: 'workloads'; readonly workloads: readonly LiveWorkload[] }

/** Says what is live when a deployment has ended. */
export function liveState({
  ending,
  touched,
  count,
  workloads,
  restore,
}: Pick<EndedView, 'ending' | 'touched' | 'count' | 'workloads' | 'restore'>): LiveState {
  if (ending.outcome === 'success' || ending.outcome === 'held') return { kind: 'as-said' }
  const isAsBefore = count !== undefined && isUntouched(count) && !hasWritten(restore)
  if (!touched || isAsBefore) return { kind: 'untouched', text: CLUSTER_STATE.asBefore }
  if (restore?.kind === 'restored')
    return { kind: 'restored', text: `The last good release, ${restore.release}, is live again.` }
  // What was seen before it was begun is no longer so.
  const restored = restore?.kind === 'failed' || restore?.kind === 'stopped' ? restore.workloads : undefined
  const seen = restored ?? workloads
  // What is complete and keeps no pods running is as it was deployed.
  const followed = seen.filter(({ state, desired }) => desired !== undefined || state !== 'complete')
  if (followed.length === 0)
    return {
      kind: 'unknown',
      text: count === undefined || restored !== undefined ? CLUSTER_STATE.unknown : `${countText(count)}.`,
    }
  return { kind: 'workloads', workloads: liveWorkloads(followed) }
}

function hasWritten(restore: EndedView['restore']): boolean {
  if (restore?.kind === 'failed' || restore?.kind === 'stopped') return restore.workloads !== undefined
  return restore?.kind === 'restored'
}

/** What was done about a failure beside what is live, in one line; empty where there is nothing to say. */
export function restoreLine({ restore }: Pick<EndedView, 'restore'>): string {
  switch (restore?.kind) {
    case 'failed':
      return `Restoring the last good release, ${restore.release}, failed too: ${restore.text}`
    case 'refused':
      return `The last good release, ${restore.release}, cannot be applied again: ${restore.text}`
    case 'stopped':
      return `Restoring the last good release, ${restore.release}, stopped: ${restore.text}`
    case 'none':
      return `Nothing was restored: ${restore.text}.`
    case 'left':
      return `${restore.text}: ${restore.wayOut}.`
    default:
      return ''
  }
}

/** What a last status that could not be written leaves behind. `line`: how the deployment ended. */
export function unwrittenStatus(deployment: string, line: string, { why, reason }: Unwritten): string {
  const shown = `GitHub still shows ${deployment} as in progress`
  return `${shown}: its last status ("${line}") could not be written: ${why}; see ${reasonAddress(reason)}`
}

/** The same beside the end, which says how it ended. */
export function unwrittenRemark(why: string): string {
  return `GitHub still shows the deployment as in progress: its last status could not be written: ${why}`
}

/** Slack being down changes no deployment, but people may wait for the message. */
export function messageNotUpdated(why: string): string {
  return `The Slack message could not be updated: ${why}`
}

/** The last lines of a container, announced. */
export function containerLogTitle(
  { container, pod }: NonNullable<DeploymentView['containerLog']>,
  code: (text: string) => string = text => text,
): string {
  return `Last lines of container ${code(container)} in pod ${code(pod)}:`
}

/** The findings that add something to the ending's own line: one that only says it again would be read twice. */
export function furtherFindings({
  ending,
  cause,
}: Pick<EndedView, 'ending' | 'cause'>): EndedView['ending']['findings'] {
  return ending.findings.flatMap(finding => {
    const { reason, text, url, where = '' } = finding
    const isRepeated = ending.text === text ? ending.text.includes(where) : ending.text === `${where}: ${text}`
    if (isRepeated && url === undefined) return []
    const isCause = cause?.code === reason && cause.object === where && ending.text.endsWith(cause.text)
    if (!isCause || text !== `${cause.text}. ${cause.advice}`) return [finding]
    // The line has the cause already; what is left is the advice.
    return [{ ...finding, text: cause.advice }]
  })
}

/** The commands that change what the deployment was refused for, each once. */
export function commandsToCopy({ ending }: Pick<EndedView, 'ending'>): readonly string[] {
  return [...new Set(ending.findings.flatMap(({ command }) => (command === undefined ? [] : [command])))]
}
