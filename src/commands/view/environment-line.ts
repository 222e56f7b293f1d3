import { clause } from '../../text/clause.ts'
import type { DeploymentBrief, EnvironmentStatus, LiveStatus, NextStatus, TrainStatus } from '../answer/status.ts'
import { ageText, dotted, listed, shaPiece } from './parts.ts'
import type { Line, Piece } from './view.ts'

interface LineSurroundings {
  /** When it was read. */
  readonly at: number
  /** Whether there are several services: then the line names its own. */
  readonly several: boolean
}

/** Whether there is nothing to look at: it is live, and nothing waits, runs, failed, is locked or could not be read. */
export function isQuiet({ unread, open, failed, train, lock, live }: EnvironmentStatus): boolean {
  return unread === '' && open.length === 0 && failed === null && lock === null && live !== null && train?.count === 0
}

/** One service in one environment: what is live, what goes on, what waits, why the next is refused, and what helps on. */
export function environmentLine(one: EnvironmentStatus, { at, several }: LineSurroundings): Line {
  const { service, environment, command } = one
  const name = several ? `${service} ${environment}` : environment
  const parts = dotted([
    ...(one.unread === '' ? [] : [[{ mark: 'warning' }, 'not known: ', one.unread] satisfies Line]),
    liveLine(one, at),
    ...one.open.map(open => openLine(open, at)),
    failedLine(one, at),
    trainLine(one.train, at),
    lockedLine(one),
    ...(one.next === null
      ? []
      : [
          nextLine(
            one.next,
            at,
            one.open.some(({ kind }) => kind === 'deploying'),
          ),
        ]),
  ])
  return [
    ...markOf(one),
    { strong: name },
    ': ',
    ...parts,
    ...(command === null ? [] : [' — ', { command } satisfies Piece]),
  ]
}

/** What is worst about it. */
function markOf({ unread, failed, open, lock, live }: EnvironmentStatus): Line {
  const kinds = open.map(({ kind }) => kind)
  if (unread !== '' || lock === 'unreadable') return [{ mark: 'warning' }]
  if (failed !== null) return [{ mark: 'bad' }]
  if (kinds.includes('deploying')) return [{ mark: 'running' }]
  if (kinds.includes('held') || kinds.includes('waiting-for-approval')) return [{ mark: 'waiting' }]
  if (kinds.length > 0 || lock !== null || live === null) return [{ mark: 'warning' }]
  return [{ mark: 'good' }]
}

function liveLine({ live, lastGood, unread, older }: EnvironmentStatus, at: number): Line {
  if (live === null) return unread === '' && !older ? ['never deployed'] : []
  const before = lastGood === null ? [] : [', before it ', shaPiece(lastGood.sha)]
  return [shaPiece(live.sha), ` live ${ageText(live.since, at)}`, ...byLine(live), ...offBranch(live), ...before]
}

function offBranch({ offBranch: isOff }: LiveStatus): Line {
  return isOff ? [', which is not on the branch'] : []
}

function openLine(open: EnvironmentStatus['open'][number], at: number): Line {
  const what: Line = [shaPiece(open.sha), ...byLine(open)]
  const age = ageText(open.since, at)
  const said = open.text === '' ? [] : [': ', open.text]
  switch (open.kind) {
    case 'deploying':
      return ['deploying ', ...what, ` for ${ageText(open.created, at)}`, ...said, ...logLine(open)]
    case 'waiting-for-approval':
      return [
        { mark: 'waiting' },
        ...what,
        ` has waited for approval${ofReviewers(open.reviewers)} for ${age}`,
        ...logLine(open),
      ]
    case 'held':
      return [{ mark: 'waiting' }, ...what, ` is held for ${age}: ${open.text.replace(/^Held /, '')}`, ...logLine(open)]
    case 'stuck':
      return [{ mark: 'warning' }, ...what, ` has said nothing for ${age}`, ...said, ...logLine(open)]
    case 'not-picked-up':
      return [{ mark: 'warning' }, ...what, ` was asked for ${age} ago and did not start`]
  }
}

function ofReviewers(reviewers: readonly string[]): string {
  return reviewers.length === 0 ? '' : ` of ${reviewers.length === 1 ? '' : 'one of '}${listed(reviewers, 6)},`
}

function failedLine({ failed }: EnvironmentStatus, at: number): Line {
  if (failed === null) return []
  const { sha, text, ended } = failed
  return [{ mark: 'bad' }, shaPiece(sha), ...byLine(failed), ` ${ageText(ended, at)} ago: `, text, ...logLine(failed)]
}

function trainLine(train: TrainStatus | null, at: number): Line {
  if (train === null) return []
  const { count, more, authors, oldest, atLeast } = train
  if (count === 0) return ['nothing waits']
  const waits = `${more ? 'more than ' : ''}${count} ${count === 1 && !more ? 'waits' : 'wait'}`
  const long = oldest === null ? '' : `${ageText(oldest, at)}${atLeast ? ' or more' : ''}`
  const age = long === '' ? '' : count === 1 && !more ? ` for ${long}` : `, the oldest for ${long}`
  return [`${waits}${age} (${listed(authors)})`]
}

/** Where the lock is why the next one is refused, it is said there. */
function lockedLine({ lock, next }: EnvironmentStatus): Line {
  if (lock === null || next?.findings.some(({ reason }) => reason === 'environment-locked') === true) return []
  if (lock === 'unreadable') return ['its lock cannot be read, which counts as locked']
  const until: Line = lock.expires === null ? [] : [' until ', { time: Date.parse(lock.expires) }]
  const reason = lock.reason === '' ? [] : [': ', lock.reason]
  return ['locked by ', { login: lock.owner ?? '', notify: false }, ...until, ...reason]
}

function nextLine(
  { sha, verdict, text, newer, newerText, takenOut, findings }: NextStatus,
  at: number,
  isHeld: boolean,
): Line {
  const newest: Line =
    newer === 0 ? [] : [`; ${newer} newer ${newer === 1 ? 'does' : 'do'} not go: `, clause(newerText)]
  const ago = takenOut === null ? '' : ageText(takenOut.created, at)
  const back = takenOut === null ? '' : `, which deployment ${takenOut.id} took out ${ago} ago`
  const held = isHeld ? ', which waits for the one that deploys' : ''
  if (verdict === 'allow') return ['next ', shaPiece(sha), held, back, ...newest]
  const page = findings.find(({ reason, url }) => url !== '' && RED.includes(reason))?.url
  const links: Line = page === undefined ? [] : [' ', { link: page, text: 'check' }]
  return ['next ', shaPiece(sha), back, ' is refused: ', clause(text), ...links]
}

/** Of what has not ended the page says no more than its name. */
const RED: readonly string[] = ['check-failed', 'check-cancelled']

function byLine({ by }: Pick<DeploymentBrief, 'by'>): Line {
  return by === '' ? [] : [' by ', { login: by, notify: false }]
}

function logLine({ log }: Pick<DeploymentBrief, 'log'>): Line {
  return log === '' ? [] : [' ', { link: log, text: 'log' }]
}
