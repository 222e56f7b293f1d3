import { restoredIn } from '../../domain/deployment/past-deployment.ts'
import { shortSha } from '../../domain/sha.ts'
import { counted } from '../../text/counted.ts'
import { durationText } from '../../time/duration.ts'
import type { DeployAnswer, DeployPlan, LockLeft, ShownCommit } from '../answer/deploy.ts'
import { commandText } from '../grammar/command-text.ts'
import type { Block, Line, Piece, View } from './view.ts'

/** What will be done, before anything is: what a door shows first. */
export function deployPlanView(plan: DeployPlan): View {
  return { title: [{ mark: 'running' }, 'Deploying ', ...target(plan)], blocks: planBlocks(plan) }
}

/** What came of it. */
export function deployView(answer: DeployAnswer): View {
  const { plan } = answer
  if (answer.code === 'already-live') {
    const since: Line = plan.from?.since ? [' since ', { time: Date.parse(plan.from.since) }] : []
    return {
      title: [
        { mark: 'good' },
        ...commit(plan.to),
        ` is live in ${plan.environment} of ${plan.service}`,
        ...since,
        ': nothing was done',
      ],
      blocks: lines(...noteLines(plan)),
    }
  }
  const { deployment, end, hold, code } = answer
  const { mark, words } = ENDS[code]
  const log: Line = end.log === '' ? [] : [' ', { link: end.log, text: 'log' }]
  const text = end.text === '' ? '' : `: ${end.text}`
  return {
    title: [{ mark }, `${words} `, ...target(plan), text, ...log],
    blocks: [
      ...lines(...madeLines(deployment), ...(hold === null ? [] : [holdLine(hold)])),
      ...(hold?.taken === true ? [command(['unlock', plan.service, plan.environment])] : []),
      ...lines([
        ...[
          'asked for by ',
          { login: plan.requester, notify: true },
          `: deployment ${deployment.id}, by ${deployment.creator}`,
        ],
        `, ${durationText(end.seconds * 1000, 'tenths')}`,
        ...(plan.dashboard === '' ? [] : [', ', { link: plan.dashboard, text: 'dashboard' }]),
      ]),
      ...(code === 'deploy-held'
        ? ['promote', 'abort'].map(verb => command([verb, plan.service, plan.environment]))
        : []),
      // What came back by itself need not be brought back.
      ...((code === 'deploy-failed' && restoredIn(end.text) === undefined) || code === 'deploy-cancelled'
        ? wayBack(plan)
        : []),
      { kind: 'details', title: 'What was deployed', blocks: planBlocks(plan) },
    ],
  }
}

/**
 * What was live before, once more: it is still what is live, so that a rollback would go further back. Nothing where it
 * was to be taken out, and where it is no commit of the line.
 */
function wayBack({ from, kind, service, environment }: DeployPlan): readonly Block[] {
  if (from === null || kind === 'back' || kind === 'off-line') return []
  return [command(['deploy', service, environment, from.sha])]
}

type Followed = Exclude<DeployAnswer['code'], 'already-live'>

const ENDS: Readonly<
  Record<Followed, { readonly mark: Extract<Piece, { mark: unknown }>['mark']; readonly words: string }>
> = {
  deployed: { mark: 'good', words: 'Deployed' },
  'deploy-refused': { mark: 'bad', words: 'Refused' },
  'deploy-failed': { mark: 'bad', words: 'Failed' },
  'deploy-superseded': { mark: 'warning', words: 'Superseded' },
  'deploy-cancelled': { mark: 'bad', words: 'Cancelled' },
  'deploy-error': { mark: 'bad', words: 'Error' },
  'deploy-dry-run': { mark: 'warning', words: 'Only planned' },
  'deploy-not-picked-up': { mark: 'bad', words: 'Not picked up' },
  'deploy-held': { mark: 'waiting', words: 'Held' },
  'deploy-open': { mark: 'running', words: 'Not followed any further' },
}

function target({ to, from, kind, service, environment }: DeployPlan): Line {
  const before: Line = from === null || kind === 'again' ? [] : [{ code: shortSha(from.sha) }, ' → ']
  return [...before, ...commit(to), ' to ', { strong: environment }, ` of ${service}`]
}

function planBlocks(plan: DeployPlan): readonly Block[] {
  const { train, newer, reverts, kind, from, to, force, ignored, reason } = plan
  const compare: Line = train.compare === '' ? [] : [' ', { link: train.compare, text: 'compare' }]
  return [
    ...lines([trainWords(plan), ...byWords(train.authors), ...compare]),
    ...listed(train.commits, train.count, kind === 'back' ? 'taken out' : 'going'),
    ...lines(
      ...reverts.map((one): Line => [{ mark: 'warning' }, 'does not go, and reverts what goes: ', ...commit(one)]),
      ...(newer.count === 0 ? [] : [[`newer, does not go: ${counted(newer.count, 'commit')}`]]),
    ),
    ...listed(newer.commits, newer.count, 'staying'),
    ...lines(
      ...(force === null ? [] : [[{ mark: 'warning' } as const, `forced ("${force}"), ignoring:`]]),
      ...ignored.map(({ text }): Line => [{ mark: 'warning' }, text]),
      ...(reason === '' ? [] : [[`why: ${reason}`]]),
      ...noteLines(plan),
      ...(from === null ? [] : [liveLine(from)]),
      ['full SHA: ', { code: to.sha }],
    ),
  ]
}

function noteLines({ notes }: DeployPlan): readonly Line[] {
  return notes.map((one): Line => [{ mark: 'warning' }, one])
}

function trainWords({ kind, train: { count, more }, from }: DeployPlan): string {
  const commits = `${more ? 'more than ' : ''}${counted(count, 'commit')}`
  switch (kind) {
    case 'first':
      return 'the first deployment here'
    case 'again':
      return 'the commit that is live, once more'
    case 'back':
      return `rollback: takes out ${commits}`
    case 'forward':
      return `a train of ${commits}`
    case 'off-line':
      return `replaces ${shortSha(from?.sha ?? '')}, which is not on the default branch; ${commits} since`
  }
}

function byWords(authors: readonly string[]): Line {
  if (authors.length === 0) return []
  return [' by ', ...authors.flatMap((login, at): Line => [at === 0 ? '' : ', ', { login, notify: false }])]
}

function liveLine({ sha, since, by }: NonNullable<DeployPlan['from']>): Line {
  const at: Line = since === null ? [] : [' since ', { time: Date.parse(since) }]
  return ['live now: ', { code: shortSha(sha) }, ...at, ...(by === '' ? [] : [`, by ${by}`])]
}

function listed(commits: readonly ShownCommit[], count: number, what: string): readonly Block[] {
  if (commits.length === 0) return []
  const more = count - commits.length
  const rest: readonly Line[] = more > 0 ? [[`and ${more} more ${what}`]] : []
  return [
    {
      kind: 'list',
      items: [...commits.map(one => [...commit(one), ' by ', { login: one.author, notify: false }]), ...rest],
    },
  ]
}

function commit({ sha, title }: ShownCommit): Line {
  return [{ code: shortSha(sha) }, ` ${title}`]
}

function madeLines({
  id,
  made,
  creator,
}: Extract<DeployAnswer, { deployment: unknown }>['deployment']): readonly Line[] {
  if (made === 'now') return []
  const words =
    made === 'before' ? 'this request was carried out already' : `${creator} deploys the same commit already`
  return [[{ mark: 'warning' }, `${words}: deployment ${id}; no other one was created`]]
}

function holdLine(hold: LockLeft): Line {
  if (!hold.taken) return [{ mark: 'warning' }, `no lock was left: ${hold.why}`]
  const until: Line = hold.expires === null ? ['until it is unlocked'] : ['until ', { time: Date.parse(hold.expires) }]
  return [`locked: ${hold.holds} `, ...until, `: ${hold.reason}`]
}

function command(words: readonly string[]): Block {
  return { kind: 'command', words: commandText(words) }
}

function lines(...all: readonly Line[]): readonly Block[] {
  return all.map(line => ({ kind: 'line', line }))
}
