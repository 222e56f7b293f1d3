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
      return ` · ${bold('rollback')} from ${code(shortSha(train.live))}, which takes out ${counted(train.count, 'commit')}`
    case 'forward':
      return ` · a train of ${train.more ? 'more than ' : ''}${counted(train.count, 'commit')} since ${code(shortSha(train.live))}`
  }
}

/** The commits on the train, or taken out; nothing for a train of one, which stands above already. */
export function trainPart(train: TrainSummary | undefined, page: string, commit: string): readonly Lines[] {
  if (train === undefined || train.kind === 'first' || train.kind === 'again') return []
  if (train.kind === 'forward' && train.count < 2 && !train.more) return []
  const [from, to] = train.kind === 'back' ? [commit, train.live] : [train.live, commit]
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
