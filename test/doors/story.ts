/** The people of the story, what they write, and what happens between. `broken`: its pods do not start. */
const STORY: readonly (
  | { readonly login: string; readonly words: string }
  | { readonly title: string; readonly isBroken?: boolean }
)[] = [
  { title: 'Ledger' },
  { title: 'Pay by card (#412)' },
  { login: 'ada', words: 'status' },
  { login: 'ada', words: 'deploy staging' },
  { login: 'ada', words: 'deploy production' },
  { title: 'Rates from a file (#413)', isBroken: true },
  { login: 'bo', words: 'deploy staging' },
  { title: 'Round all amounts down (#414)' },
  { login: 'bo', words: 'deploy production' },
  { login: 'ada', words: 'rollback production amounts are wrong' },
  { login: 'ada', words: 'lock production for 2h while it is understood' },
  { login: 'bo', words: 'deploy production' },
  { login: 'bo', words: 'unlock production' },
  { login: 'ada', words: 'unlock production' },
  { login: 'ada', words: 'history 5' },
]

/** What a door answers, and what the person sees. */
export interface Said {
  /** The answer as data. */
  readonly answer: Readonly<Record<string, unknown>>
  /** What the person saw while it went on, oldest first, and in the end: the reply, or the lines of the terminal. */
  readonly shown: readonly string[]
}

/** One command of the story, and what came of it. */
export interface StoryLine extends Said {
  readonly login: string
  readonly words: string
  /** Title of the commit that is really live in each environment afterwards. */
  readonly live: Readonly<Record<string, string>>
}

/** What a story happens in. */
export interface StoryWorld {
  /** From one event of the story to the next. */
  pass(ms: number): void
  merge(title: string, isBroken: boolean): Promise<void>
  /** Resolves when the command, and what it started, is over. */
  say(login: string, words: string): Promise<Said>
  live(): Promise<StoryLine['live']>
}

export async function runStory(world: StoryWorld): Promise<readonly StoryLine[]> {
  const lines: StoryLine[] = []
  for (const event of STORY) {
    world.pass(10 * 60_000)
    if ('title' in event) await world.merge(event.title, event.isBroken === true)
    else lines.push({ ...event, ...(await world.say(event.login, event.words)), live: await world.live() })
  }
  return lines
}

/** What every door has to answer, in a world where what is deployed comes to what the story says. */
export const ANSWERS: readonly (readonly [login: string, words: string, code: string])[] = [
  ['ada', 'status', 'status'],
  ['ada', 'deploy staging', 'deployed'],
  ['ada', 'deploy production', 'deployed'],
  ['bo', 'deploy staging', 'deploy-failed'],
  ['bo', 'deploy production', 'deployed'],
  ['ada', 'rollback production amounts are wrong', 'deployed'],
  ['ada', 'lock production for 2h while it is understood', 'locked'],
  ['bo', 'deploy production', 'environment-locked'],
  ['bo', 'unlock production', 'lock-held'],
  ['ada', 'unlock production', 'unlocked'],
  ['ada', 'history 5', 'history'],
]

/** An answer without what is another one in another repository: SHAs, ids, addresses, times, claims, and who makes the record. */
export function shapeOf(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map(one => shapeOf(one))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shapeOf(one, name)]))
  }
  if (typeof value === 'number') return ['limit', 'count', 'schema', 'waiting'].includes(key) ? value : 'number'
  if (typeof value !== 'string') return value
  if (['creator', 'by', 'who', 'door', 'claim'].includes(key)) return key
  return value
    .replaceAll(/\b[0-9a-f]{40}\b|\b[0-9a-f]{7}\b/g, 'SHA')
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+|https:\/\/github\.com/g, 'HOST')
    .replaceAll(/\b(?:29\d{8}|194\d{8})\b/g, 'ID')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/\b\d+(\.\d+)? s\b/g, 'SECONDS')
    .replaceAll(/(hello-)[0-9a-z]{6,10}-[0-9a-z]{5}\b/g, '$1POD')
}
