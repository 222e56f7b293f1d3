import { durationText } from '../../time/duration.ts'
import type { HistoryAnswer, HistoryEntry } from '../answer/history.ts'
import { countsBlocks } from './history-counts.ts'
import { listed, shaPiece } from './parts.ts'
import { unreadBlocks } from './status.ts'
import type { Block, Line, View } from './view.ts'

/** What was deployed, a line for each; or how often and how well. */
export function historyView(answer: HistoryAnswer): View {
  const { repository, services, environments, several, unread } = answer
  const about = [
    ...(several && services.length === 1 ? services : []),
    ...(environments.length === 1 ? environments : []),
  ]
  const what = answer.code === 'history' ? 'deployments' : 'delivery figures'
  const head: Line = [{ strong: repository }, ' · ', what, about.length === 0 ? '' : ` of ${listed(about)}`]
  return {
    title: [...head, ` · as of ${minuteText(answer.at)}`],
    blocks: [...unreadBlocks(unread), ...(answer.code === 'history' ? listBlocks(answer) : countsBlocks(answer))],
  }
}

/** `2026-01-05 12:00Z`: a history is read long after. */
function minuteText(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')}Z`
}

function listBlocks(answer: Extract<HistoryAnswer, { code: 'history' }>): readonly Block[] {
  const { deployments, environments, several, services, older, unread } = answer
  const isPlaced = environments.length > 1 || (several && services.length > 1)
  const isAllRead = !unread.some(({ part }) => part === 'deployments')
  if (deployments.length === 0) {
    const none = older ? 'none of these among the newest deployments; older ones were not read' : 'nothing was deployed'
    return isAllRead ? [{ kind: 'line', line: [none] }] : []
  }
  return [
    {
      kind: 'table',
      columns: ['when', 'who', 'from → to', ...(isPlaced ? ['where'] : []), 'ended', 'took', 'live for', 'marks'],
      rows: deployments.map(one => [
        [minuteText(one.created)],
        [{ login: one.by, notify: false }],
        [...fromLine(one), ' → ', shaPiece(one.sha)],
        ...(isPlaced ? [[several ? `${one.service} ${one.environment}` : one.environment]] : []),
        endLine(one),
        [one.took === null ? '' : durationText(one.took, 'seconds')],
        [liveText(one)],
        [marksOf(one).join('; ')],
      ]),
    },
    ...(older ? [{ kind: 'line', line: ['Older ones are not shown.'] } as const] : []),
  ]
}

function fromLine({ from, fromKnown }: HistoryEntry): Line {
  if (from !== null) return [shaPiece(from)]
  return [fromKnown ? 'nothing' : 'not read']
}

function endLine({ outcome, text, log }: HistoryEntry): Line {
  const page: Line = log === '' ? [] : [' ', { link: log, text: 'log' }]
  switch (outcome) {
    case 'success':
      return [{ mark: 'good' }, 'success']
    case 'open':
      return [{ mark: 'running' }, text === '' ? 'no end yet' : `no end yet: ${text}`, ...page]
    case 'held':
      return [{ mark: 'waiting' }, `held ${text}`, ...page]
    case 'dry-run':
    case 'superseded':
    case 'cancelled':
      return [{ mark: 'warning' }, WORDS[outcome], wordsAfter(text)]
    case 'failed':
    case 'refused':
    case 'error':
      return [{ mark: 'bad' }, WORDS[outcome], wordsAfter(text), ...page]
  }
}

const WORDS = {
  ...{ failed: 'failed', refused: 'refused', error: 'error', superseded: 'superseded', cancelled: 'cancelled' },
  'dry-run': 'dry run',
} as const

function wordsAfter(text: string): string {
  return text === '' ? '' : `: ${text}`
}

function liveText({ liveFor, live }: HistoryEntry): string {
  if (liveFor === null) return ''
  const long = durationText(liveFor, 'largest-unit')
  return live ? `${long}, still live` : long
}

/** What is out of the ordinary. */
function marksOf({ rollback, reason, forced, local, restored, sha, from, outcome }: HistoryEntry): readonly string[] {
  return [
    ...(rollback ? [`rollback${reason === '' ? '' : `: ${reason}`}`] : []),
    ...(forced === null ? [] : [`forced: ${forced}`]),
    ...(local ? ['from a terminal'] : []),
    ...(restored === null ? [] : [`restored ${restored}`]),
    ...(sha === from && !rollback && outcome !== 'dry-run' ? ['again'] : []),
  ]
}
