import { fenced } from '../../src/text/markdown.ts'
import type { StoryLine } from './story.ts'

/** What each door answered in the same story. */
export interface StoryLines {
  readonly terminal: readonly StoryLine[]
  readonly comments: readonly StoryLine[]
}

const INTRODUCTION =
  'Written by `script/node script/transcript.ts`: two deployments, a commit that does not start, one that is wrong and taken back, a lock, a refusal, and what history says of it. Both stories ran on a real cluster, each record by `actions/deploy`; GitHub is the double. `test/e2e/doors.test.ts` holds that both doors give the same answers, and that this page is what they write.'

/** The page, as people read it. What differs from run to run, SHAs, ids and ports, is replaced by names that stay. */
export function transcriptPage({ terminal, comments }: StoryLines): string {
  const parts = [
    '## At a terminal',
    ...partsOf(terminal, ({ login, words }, shown) => [
      fenced([`${login}$ commit-train ${words}`, ...shown], 'console'),
    ]),
    '## In comments',
    ...partsOf(comments, ({ login, words }, shown) => [
      `**${login}**: \`/${words}\``,
      // What a reply says while it goes on is shown of the first one.
      ...(words === comments[1]?.words && login === comments[1].login && shown.length > 1
        ? ['at first', quoted(shown[0] ?? ''), 'in the end, in the same comment']
        : []),
      quoted(shown.at(-1) ?? ''),
    ]),
  ]
  return `${['# One story through both doors', INTRODUCTION, ...parts].join('\n\n')}\n`
}

function partsOf(
  lines: readonly StoryLine[],
  partOf: (line: StoryLine, shown: readonly string[]) => readonly string[],
): readonly string[] {
  const stable = stableNames(lines.flatMap(({ shown }) => shown))
  let before = ''
  return lines.flatMap(line => {
    const part = partOf(
      line,
      line.shown.map(text => stable(text).trimEnd()),
    )
    const live = Object.entries(line.live)
      .map(([environment, title]) => `${environment}: ${title}`)
      .join('; ')
    const isNew = live !== before
    before = live
    return isNew ? [...part, `*On the cluster: ${live}*`] : part
  })
}

function quoted(markdown: string): string {
  return markdown.replaceAll(/\]\(<([^>]*)>\)/g, ']($1)').replaceAll(/^/gm, '> ')
}

/** Gives what is another one in each run a name of its own, in the order in which it comes. `all`: what holds whole SHAs. */
function stableNames(all: readonly string[]): (text: string) => string {
  const known = new Map<string, string>()
  const named = (kind: string, what: string, nameOf: (number: number) => string) => {
    const key = `${kind} ${what}`
    const name = known.get(key) ?? nameOf([...known.keys()].filter(one => one.startsWith(kind)).length + 1)
    known.set(key, name)
    return name
  }
  const short = (sha: string) => named('sha', sha, number => `c0ffee${number.toString(16)}`)
  const shas = new Set(all.flatMap(text => text.match(/\b[0-9a-f]{40}\b/g) ?? []).map(sha => sha.slice(0, 7)))
  return text =>
    text
      .replaceAll(/\b[0-9a-f]{40}\b/g, sha => `${short(sha.slice(0, 7))}${'0'.repeat(33)}`)
      .replaceAll(/(?<![\w/#])[0-9a-f]{7}(?![\w-])/g, sha => (shas.has(sha) || /\d/.test(sha) ? short(sha) : sha))
      .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'https://github.com')
      .replaceAll(/\b29\d{8}\b/g, id => named('deployment', id, number => `29${String(number).padStart(2, '0')}`))
      .replaceAll(/\b194\d{8}\b/g, id => named('run', id, number => `19${String(number).padStart(2, '0')}`))
      .replaceAll(/hello-[0-9a-z]{6,10}-[0-9a-z]{5}\b/g, pod => named('pod', pod, number => `hello-pod-${number}`))
}

/** A page without what depends on how fast the machine is: times, and which steps were seen. */
export function withoutTimes(page: string): string {
  return page
    .split('\n')
    .filter(line => !/^(?:\d\/\d |The job has begun|Failing: )/.test(line))
    .join('\n')
    .replaceAll(/\d{4}-\d\d-\d\d[ T]\d\d:\d\dZ/g, 'TIME')
    .replaceAll(/\b\d+(\.\d+)? (s|min|h)\b( \d+ s\b)?/g, 'AGE')
    .replaceAll(/(AGE)( or more)?( {2,})/g, '$1  ')
    .replaceAll(/ {2,}/g, '  ')
}
