import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commentDoor, startStory, terminalDoor } from './story.ts'

/** In this order: each finds what those before have left. */
const COMMANDS = [
  'status',
  'deploy staging',
  'deploy production',
  'rollback production wrong',
  'history 5',
  'history --counts',
  'lock production for 2h why',
  'unlock production',
]

interface Cost {
  readonly requests: number
  readonly writes: number
  readonly points: number
}

/** What each command asks of GitHub through a door, by the token of that door. */
async function costsThrough(door: Parameters<typeof startStory>[0], token: string): Promise<readonly Cost[]> {
  const world = await startStory(door)
  const costs: Cost[] = []
  try {
    for (const title of ['a', 'b']) await world.merge(title, false)
    for (const words of COMMANDS) {
      world.pass(60_000)
      // There is something to go back to.
      if (words.startsWith('rollback')) await deployNewer(world)
      const before = world.github.requests.length
      await world.say('ada', words)
      // The person's own comment is written on the page.
      const sent = world.github.requests.slice(before).filter(one => one.token === token && !isAsked(one))
      const rest = sent.filter(({ path }) => !path.endsWith('/graphql'))
      costs.push({
        requests: rest.length,
        writes: rest.filter(({ method }) => method !== 'GET').length,
        points: sent.reduce((sum, { points = 0 }) => sum + points, 0),
      })
    }
  } finally {
    world.end()
  }
  return costs
}

async function deployNewer(world: Awaited<ReturnType<typeof startStory>>): Promise<void> {
  await world.merge('c', false)
  await world.say('ada', 'deploy production')
}

function isAsked({ body }: { readonly body: unknown }): boolean {
  return String((body as { readonly body?: string } | undefined)?.body ?? '').startsWith('/')
}

test('what each command asks of GitHub through both doors is what the page says', async () => {
  const [terminal, comments] = await Promise.all([
    costsThrough(terminalDoor, 'ada'),
    costsThrough(commentDoor, 'acme-door'),
  ])
  const rows = COMMANDS.map((words, at) => {
    const cells = [terminal[at], comments[at]].flatMap(cost => [cost?.points, cost?.requests, cost?.writes])
    return `| \`${words}\` | ${cells.join(' | ')} |`
  })
  const page = readFileSync(join(import.meta.dirname, '../../../docs/commands.md'), 'utf8')
  expect(page.split('\n').filter(line => /^\| `[^`]+`( \| \d+){6} \|$/.test(line))).toEqual(rows)
})
