import { describe, expect, test } from 'vitest'
import type { HistoryAnswer } from '../../../src/commands/answer/history.ts'
import { countHistory } from '../../../src/commands/facts/history-counts.ts'
import { renderMarkdown } from '../../../src/commands/render/markdown.ts'
import { renderTerminal } from '../../../src/commands/render/terminal.ts'
import { history } from '../../../src/commands/verbs/history.ts'
import { answerView } from '../../../src/commands/view/view-of.ts'
import { type CommandWorld, HOUR, MINUTE, startWorld } from './command-world.ts'

interface Asked {
  readonly service?: string
  readonly environment?: string
  readonly limit?: number
  readonly counts?: boolean
  readonly ports?: ReturnType<CommandWorld['ports']>
}

function ask(
  world: CommandWorld,
  { service, environment, limit = 5, counts = false, ports = world.ports() }: Asked = {},
) {
  return history(world.ask({ verb: 'history', service, environment, limit, counts }), ports)
}

/** As a terminal shows it, each commit by a name of its own. */
function shown(answer: HistoryAnswer, names: Readonly<Record<string, string>>): readonly string[] {
  const surface = { now: Date.parse(answer.at), program: 'commit-train', colours: false, width: undefined }
  let text = renderTerminal(answerView(answer), surface)
  for (const [name, sha] of Object.entries(names)) text = text.replaceAll(sha.slice(0, 7), name.padEnd(7, '_'))
  return text.split('\n')
}

/** A deployment that takes two minutes. */
function deploy(
  world: CommandWorld,
  sha: string,
  more: Parameters<CommandWorld['deploy']>[2] & { readonly end?: string } = {},
) {
  const { end = 'success', ...rest } = more
  const id = world.deploy(sha, 'production', { states: ['in_progress'], ...rest })
  world.now += 2 * MINUTE
  const state =
    end === 'success' ? 'success' : end.startsWith('Superseded') || end.startsWith('Dry run') ? 'inactive' : 'failure'
  world.github.recordDeploymentStatus(id, { state, description: end === 'success' ? '' : end })
  return id
}

describe('history', () => {
  test('from what to what, by whom, how it ended, how long, and what is out of the ordinary', async () => {
    const world = await startWorld('environments: { production: }\ndoors: [train]\n')
    const [one, two, three] = [await world.merge('One'), await world.merge('Two'), await world.merge('Three')]
    deploy(world, one, { creator: 'dana' })
    world.now += HOUR
    world.github.addToken('ghs_train', { name: 'train[bot]', kind: 'app' })
    const asked = { 'commit-train': 1, actor: { login: 'bo', proof: 'comment' }, door: 'comment' }
    const payload = { ...asked, local: true, force: { reason: 'outage', ignored: ['checks-not-passed'] } }
    deploy(world, two, { creator: 'train[bot]', payload })
    world.now += 3 * HOUR
    deploy(world, three, { creator: 'ada', end: `Failed: crash: exited with code 1; ${two.slice(0, 7)} is live again` })
    deploy(world, three, { creator: 'ada', end: 'Dry run: 3 objects would change' })
    const back = deploy(world, one, { creator: 'train[bot]', payload: { ...asked, verb: 'rollback', reason: '5xx' } })
    world.deploy(two, 'production', { creator: 'chul', states: [] })
    world.now += 10 * MINUTE
    const answer = await ask(world, { limit: 6 })
    expect(shown(answer, { one, two, three })).toEqual(
      [
        'acme/hello · deployments of production · as of 2026-11-10 16:20Z',
        '',
        'when               who   from → to          ended                                                          took   live for             marks',
        '2026-11-10 16:10Z  chul  one____ → two____  ↻ no end yet',
        '2026-11-10 16:08Z  bo    two____ → one____  ✓ success                                                      2 min 0 s  10 min, still live   rollback: 5xx',
        '2026-11-10 16:06Z  ada   two____ → three__  ! dry run: 3 objects would change                              2 min 0 s',
        '2026-11-10 16:04Z  ada   two____ → three__  ✗ failed: crash: exited with code 1; two____ is live again     2 min 0 s                       restored two____',
        '2026-11-10 13:02Z  bo    one____ → two____  ✓ success                                                      2 min 0 s  3 h                  forced: outage; from a terminal',
        '2026-11-10 12:00Z  dana  nothing → one____  ✓ success                                                      2 min 0 s  1 h',
      ].map((line, index) =>
        index < 2
          ? line
          : expect.stringMatching(
              new RegExp(
                `^${line
                  .split(/ {2,}/)
                  .map(cell => cell.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
                  .join(' +')}$`,
              ),
            ),
      ),
    )
    if (answer.code !== 'history') throw new Error(answer.code)
    expect(answer.older).toBe(false)
    expect(answer.deployments[1]).toMatchObject({
      ...{ id: back, sha: one, from: two, fromKnown: true, by: 'bo', outcome: 'success', took: 2 * MINUTE },
      ...{
        liveFor: 10 * MINUTE,
        live: true,
        rollback: true,
        reason: '5xx',
        forced: null,
        local: false,
        restored: null,
      },
    })
  })

  test('no more is read than is shown, and that there is more is said', async () => {
    const world = await startWorld()
    const shas = await world.many(8)
    for (const sha of [...shas, ...shas, ...shas, ...shas]) deploy(world, sha)
    const before = world.github.requests.length
    const answer = await ask(world, { environment: 'production', limit: 2 })
    if (answer.code !== 'history') throw new Error(answer.code)
    expect(answer.deployments.map(({ sha, from, rollback }) => [sha, from, rollback])).toEqual([
      [shas[7], shas[6], false],
      [shas[6], shas[5], false],
    ])
    expect(answer.older).toBe(true)
    const sent = world.github.requests.slice(before)
    // The head with its policy, and one page.
    expect(sent.map(({ points }) => points)).toEqual([1, 1])
    expect(JSON.stringify(sent[1]?.body)).toContain(':7')
  })

  test('what was live before the last one shown is read, however many failed in between', async () => {
    const world = await startWorld('environments: { production: }\n')
    const [one, two] = [await world.merge('One'), await world.merge('Two')]
    deploy(world, one)
    for (let count = 0; count < 20; count++) deploy(world, two, { end: 'Failed: crash' })
    deploy(world, two)
    const answer = await ask(world, { limit: 1 })
    if (answer.code !== 'history') throw new Error(answer.code)
    expect(answer.deployments).toMatchObject([{ sha: two, from: one, fromKnown: true }])
  })

  test('several services and environments: newest first by id, each with its place; a service alone', async () => {
    const world = await startWorld('services: [api, web]\nenvironments: { staging: , production: }\n')
    const one = await world.merge('One')
    world.deploy(one, 'staging', { task: 'deploy:api' })
    world.deploy(one, 'production', { task: 'deploy:web' })
    world.deploy(one, 'production', { task: 'deploy:api' })
    world.deploy(one, 'staging', { task: 'other' })
    const answer = await ask(world)
    expect(
      shown(answer, { one })
        .slice(3)
        .map(line => line.split(/ {2,}/)[3]),
    ).toEqual(['api production', 'web production', 'api staging'])
    const alone = await ask(world, { service: 'web', environment: 'production' })
    expect(shown(alone, { one })).toEqual([
      'acme/hello · deployments of web, production · as of 2026-11-10 12:00Z',
      '',
      expect.stringMatching(/^when +who +from → to +ended +took +live for +marks$/),
      expect.stringMatching(/^2026-11-10 12:00Z +ada +nothing → one____ +✓ success +0 s +0 min, still live$/),
    ])
    expect(shown(await ask(world, { service: 'web', environment: 'staging' }), {}).at(-1)).toBe('nothing was deployed')
  })

  test('of an App that is no door the payload is not believed; texts of strangers stay texts', async () => {
    const evil = 'Failed: @acme/all ![x](http://e.example) <img> \u202e\u001b[2J | ::error::x'
    const world = await startWorld('environments: { production: }\n')
    const one = await world.merge('One')
    world.github.addToken('ghs_other', { name: 'other[bot]', kind: 'app' })
    const payload = { 'commit-train': 1, actor: { login: 'bo', proof: 'comment' }, force: { reason: 'a'.repeat(9999) } }
    deploy(world, one, { creator: 'other[bot]', payload, end: evil })
    const answer = await ask(world)
    if (answer.code !== 'history') throw new Error(answer.code)
    expect(answer.deployments[0]).toMatchObject({ by: 'other', forced: null })
    const now = Date.parse(answer.at)
    const comment = renderMarkdown(answerView(answer), { now, prefix: '/', mentions: true, limit: 60_000 })
    for (const text of [comment, shown(answer, {}).join('\n')]) {
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u)
      expect(text).toContain('failed: ')
    }
    expect(comment).not.toMatch(/@acme|!\[|<img>/)
  })

  test('deployments that cannot be read are none that are not there', async () => {
    const world = await startWorld()
    deploy(world, await world.merge('One'))
    const permissions = { contents: 'read' } as const
    for (const counts of [false, true]) {
      const answer = await ask(world, { counts, ports: world.ports({ name: `poor ${counts}`, permissions }) })
      const lines = shown(answer, {})
      expect(lines[1]).toMatch(/^! could not be read: deployments: .*deployments: read/)
      expect(lines.join('\n')).not.toMatch(/nothing was deployed|never|no data/)
    }
  })
})

describe('history --counts', () => {
  test('the four figures of the last 30 days, and how many each day', async () => {
    const world = await startWorld('environments: { production: , canary: }\n')
    deploy(world, await world.merge('Old'))
    world.now += 40 * 24 * HOUR
    const one = await world.merge('One')
    world.now += 3 * HOUR
    deploy(world, one)
    const two = await world.merge('Two')
    world.now += HOUR
    deploy(world, two, { end: 'Failed: crash' })
    world.now += 18 * MINUTE
    deploy(world, two)
    const before = world.github.requests.length
    const answer = await ask(world, { counts: true })
    expect(shown(answer, {})).toEqual([
      'acme/hello · delivery figures · as of 2026-12-20 16:26Z',
      '2026-11-20 to 2026-12-20',
      '',
      'where       went live     lead time    change failure rate  time to restore',
      'production  2 in 30 days  2 h (n = 2)  33 % (1 of 3)        22 min (n = 1)',
      'canary      no data       no data      no data              no data',
      '',
      'day         production    canary',
      '2026-12-20  2 (1 failed)',
    ])
    const sent = world.github.requests.slice(before)
    // The head with its policy, the deployments and the line are a point each; the pushes are one request.
    expect([sent.length, sent.reduce((sum, one) => sum + (one.points ?? 0), 0)]).toEqual([4, 3])
  })

  test('so many that not all are read: the figures are of the days that were, and that is said', async () => {
    const world = await startWorld('environments: { production: }\n')
    const sha = await world.merge('One')
    for (let at = 0; at < 110; at++) {
      world.now += 15 * MINUTE
      world.deploy(sha, 'production')
    }
    const command = { verb: 'history', service: undefined, environment: undefined, limit: 5, counts: true } as const
    const answer = await countHistory(command, world.ports(), { pages: 2, first: 50 })
    if (answer.code !== 'history-counts') throw new Error(answer.code)
    expect(answer.period.whole).toBe(false)
    expect(answer.places[0]?.frequency).toEqual({ perDay: expect.closeTo(97, 0), n: 100 })
    expect(shown(answer, {})[1]).toMatch(
      /^! 2026-11-.* to 2026-11-11: older deployments were not read, there are too many$/,
    )
  })
})
