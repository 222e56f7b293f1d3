import type { StaleResult } from '../../../src/delivery/stale/report/result.ts'
import type { Waiting } from '../../../src/domain/stale/waiting.ts'
import type { Judgement } from '../../fortnight/oracle/judgement.ts'
import { type Effect, nameOf, type Place, type Shown } from '../../fortnight/oracle/messages.ts'
import type { Seen, SeenText } from '../../fortnight/seen.ts'
import type { World } from '../../fortnight/world.ts'

/** What differs between what is right and what was judged of one key; empty when nothing does. */
export function compareJudgement(right: Judgement, result: StaleResult, world: World): string {
  const found = readingOf(right, result)
  if (found === undefined) return 'nothing was said of it'
  // What a commit changes is not read before it is old enough for that to matter: then it would be stale.
  const said = {
    silence: found.silence?.reason ?? 'none',
    waiting: found.commits.map(({ commit, kind, since, stale }, at) => {
      const isYoung = !stale && right.waiting[at]?.kind === 'ignored'
      return wordsOf(world.commitAt(commit.sha), isYoung ? 'ignored' : kind, since?.at, stale)
    }),
  }
  const expected = {
    silence: right.silence ?? 'none',
    waiting: right.waiting.map(one => wordsOf(one.commit.id, one.kind, one.since, one.stale)),
  }
  return JSON.stringify(said) === JSON.stringify(expected)
    ? ''
    : `right: ${JSON.stringify(expected)}\n  said:  ${JSON.stringify(said)}`
}

function wordsOf(id: string, kind: string, since: number | undefined, stale: boolean): string {
  const when = since === undefined ? 'not known since when' : new Date(since).toISOString()
  return `${id} ${kind} since ${when}${stale ? ', stale' : ''}`
}

function readingOf({ key }: Judgement, { repositories }: StaleResult): Waiting | undefined {
  const reading = repositories
    .flatMap(one => one.keys.map(({ keyState }) => keyState))
    .find(
      one =>
        one.key.repository === `acme/${key.repository}` &&
        one.key.service === key.service &&
        one.key.environment === key.environment,
    )
  return reading?.kind === 'judged' ? reading : undefined
}

/** What differs between what Slack must show and what it shows; empty when nothing does. */
export function compareEffect(
  seen: Place & Seen,
  right: Effect | undefined,
  shown: Shown,
  unread: ReadonlySet<string> | undefined,
  world: World,
): readonly string[] {
  const differences: string[] = []
  const say = (what: string, expected: unknown, found: unknown) => {
    if (JSON.stringify(expected) === JSON.stringify(found)) return
    differences.push(
      `${nameOf(seen)}: ${what}: right is ${JSON.stringify(expected)}, seen was ${JSON.stringify(found)}`,
    )
  }
  const many = seen.open.length > 1 || (seen.open.length === 1 && seen.posts.length > 0 && seen.edits > 0)
  if (!many) {
    say('posts', right?.effect === 'post' ? 1 : 0, seen.posts.length)
    say('replies', right?.effect === 'edit+reply' ? 1 : 0, seen.replies.length)
    say('done lines', right?.effect === 'done' ? 1 : 0, seen.done)
  } else {
    say('anything notified', (right?.news.size ?? 0) > 0, seen.posts.length + seen.replies.length > 0)
  }
  say('people mentioned', right?.mentions ?? [], seen.mentions)
  const counts = new Map(seen.open.flatMap(one => [...one.counts]))
  say('commits shown', countsOf(shown), sorted(counts))
  // Of what could not be read, only the number stays. `unread` is undefined where nothing could be written.
  const readable = new Map([...shown].filter(([key]) => unread?.has(key.split('#')[0] ?? '') === false))
  for (const one of unread === undefined ? [] : seen.open) {
    lists(one, readable, world, (expected, found) => say('links', expected, found))
  }
  const news = new Map(right?.news ?? [])
  if (right?.effect === 'edit+reply') {
    for (const one of seen.replies) lists(one, news, world, (expected, found) => say('news', expected, found))
  }
  return differences
}

function countsOf(shown: Shown): readonly (readonly [string, number])[] {
  return sorted(new Map([...shown].map(([key, ids]) => [key, ids.length] as const)))
}

function sorted(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1))
}

/** A text links the commits it shows: all of them, or some of them when it is cut. */
function lists(
  text: SeenText,
  right: Shown,
  world: World,
  say: (expected: readonly string[], found: readonly string[]) => void,
): void {
  const linked = text.linked.map(one => world.commitAt(one.split(' ')[1] ?? ''))
  const all = [...new Set([...right].filter(([key]) => text.counts.has(key)).flatMap(([, ids]) => ids))]
  if (text.cut)
    say(
      [],
      linked.filter(id => !all.includes(id)),
    )
  else say(all.toSorted(), [...new Set(linked)].toSorted())
}
