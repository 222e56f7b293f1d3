import type { Commit } from '../../domain/history/first-parents.ts'
import type { Train } from '../../domain/history/train.ts'
import { shortSha } from '../../domain/sha.ts'
import type { Lines } from '../../slack/layout.ts'
import { bold, code, link, shortened } from '../../slack/mrkdwn.ts'
import { counted } from '../../text/counted.ts'
import { cut, oneLine } from '../../text/one-line.ts'

/** What a message shows of one commit. */
type CommitSummary = Pick<Commit, 'sha' | 'title' | 'author'>

/**
 * A train as a message shows it: of a thousand commits ten, and of a title a line. `post` gets it in its environment, where
 * the kernel takes no text longer than 128 KiB: beyond that the process would not even start.
 */
export type TrainSummary =
  | Exclude<Train, { readonly commits: unknown }>
  | {
      readonly kind: 'forward' | 'back'
      readonly live: string
      /** Of all commits. */
      readonly count: number
      /** When there are more than were counted. */
      readonly more: boolean
      /** The newest of them, newest first. */
      readonly shown: readonly CommitSummary[]
    }
  | {
      readonly kind: 'off-line'
      readonly live: string
      readonly base: string | undefined
      readonly back: boolean
      readonly count: number
      readonly more: false
      readonly shown: readonly CommitSummary[]
    }

/** Characters of a name or a title, each of which may become five: a title is mostly shorter than 72. */
export const TITLE = 150
const SHOWN = 10

/** `redact` takes secrets out, before anything is cut. */
export function summarizeCommit(
  { sha, title, author }: CommitSummary,
  redact: (text: string) => string,
): CommitSummary {
  const short = (text: string): string => cut(oneLine(redact(text)), TITLE)
  return { sha, title: short(title), author: short(author) }
}

export function summarizeTrain(train: Train, redact: (text: string) => string): TrainSummary {
  if (train.kind === 'first' || train.kind === 'again') return train
  const shown = train.commits.slice(0, SHOWN).map(commit => summarizeCommit(commit, redact))
  if (train.kind === 'off-line') {
    const { kind, live, base, back, commits } = train
    return { kind, live, base, back, count: commits.length, more: false, shown }
  }
  const more = train.kind === 'forward' && train.more
  return { kind: train.kind, live: train.live, count: train.commits.length, more, shown }
}

/** What the train is, after the person who asked for it. */
export function trainWords(train: TrainSummary | undefined): string {
  switch (train?.kind) {
    case undefined:
      return ''
    case 'first':
      return ' · the first deployment here'
    case 'again':
      return ' · this commit is live already'
    case 'back':
      return ` · ${bold('rollback')} from ${code(shortSha(train.live))}, which takes out ${takenOut(train.count)}`
    case 'forward':
      return ` · ${sinceWords(train, code(shortSha(train.live)))}`
    case 'off-line':
      return ` · replaces ${code(shortSha(train.live))}, which is not on the default branch${baseWords(train)}`
  }
}

type CountedTrain = Extract<TrainSummary, { readonly count: number }>

/** Only of a service with paths a train may be empty. */
function sinceWords({ count, more }: CountedTrain, since: string): string {
  const from = `since ${since}`
  if (count === 0 && !more) return `no commit of this service ${from}`
  return `a train of ${more ? 'more than ' : ''}${counted(count, 'commit')} ${from}`
}

function takenOut(count: number): string {
  return count === 0 ? 'no commit of this service' : counted(count, 'commit')
}

function baseWords(train: Extract<TrainSummary, { readonly kind: 'off-line' }>): string {
  const { base, back, count } = train
  if (base === undefined) return ''
  const from = ` and was made from ${code(shortSha(base))}`
  if (back) return `${from}: ${bold('rollback')}, which takes out ${takenOut(count)} of it`
  return count === 0 ? from : `${from}; ${sinceWords(train, 'then')}`
}

/** The commits on the train, or taken out; nothing for a train of one, which stands above already. */
export function trainPart(train: TrainSummary | undefined, page: string, commit: string): readonly Lines[] {
  if (train === undefined || train.kind === 'first' || train.kind === 'again') return []
  const isBack = train.kind === 'back' || (train.kind === 'off-line' && train.back)
  if (train.count === 0 || (!isBack && train.count < 2 && !train.more)) return []
  const old = train.kind === 'off-line' ? (train.base ?? train.live) : train.live
  const [from, to] = isBack ? [commit, old] : [old, commit]
  const compare = link(`${page}/compare/${from}...${to}`, 'all of them')
  const hidden = train.count - train.shown.length
  const more = (left: number) => `and ${train.more ? 'more than ' : ''}${left}: ${compare}`
  const lines = train.shown.map(one => lineOf(one, page))
  return [{ lines: hidden > 0 ? [...lines, more(hidden)] : lines, more: left => more(left + hidden) }]
}

/** One commit, in one line. */
function lineOf({ sha, title, author }: CommitSummary, page: string): string {
  const by = author === '' ? '' : ` — ${shortened(author, TITLE)}`
  return `• ${link(`${page}/commit/${sha}`, shortSha(sha))} ${shortened(title, TITLE)}${by}`
}
