import { describe, expect, test } from 'vitest'
import type { StatusAnswer } from '../../../src/commands/answer/status.ts'
import { renderMarkdown } from '../../../src/commands/render/markdown.ts'
import { renderTerminal } from '../../../src/commands/render/terminal.ts'
import { status } from '../../../src/commands/verbs/status.ts'
import { answerView } from '../../../src/commands/view/view-of.ts'
import { type CommandWorld, HOUR, MINUTE, startWorld } from './command-world.ts'

interface Asked {
  readonly service?: string
  readonly limit?: number
  readonly login?: string
  readonly ports?: ReturnType<CommandWorld['ports']>
}

function ask(world: CommandWorld, { service, limit = 5, login, ports = world.ports() }: Asked = {}) {
  return status(world.ask({ verb: 'status', service, limit }, login), ports)
}

/** As a terminal shows it, each commit by a name of its own. */
function shown(answer: StatusAnswer, names: Readonly<Record<string, string>>): readonly string[] {
  const view = answerView(answer)
  let text = renderTerminal(view, {
    now: Date.parse(answer.at),
    program: 'commit-train',
    colours: false,
    width: undefined,
  })
  for (const [name, sha] of Object.entries(names)) text = text.replaceAll(sha.slice(0, 7), name.padEnd(7, '_'))
  return text.split('\n')
}

describe('status', () => {
  test('where is what, what waits, and what may go next', async () => {
    const world = await startWorld()
    const one = await world.merge('Ledger v2', { author: 'dana' })
    world.deploy(one, 'production', { creator: 'dana' })
    world.now += HOUR
    const two = await world.merge('Fix rounding', { author: 'bo' })
    for (const environment of ['staging', 'production']) world.deploy(two, environment, { creator: 'bo' })
    world.now += HOUR
    const three = await world.merge('New limit', { author: 'chul', check: 'failure' })
    world.now += 30 * MINUTE
    const four = await world.merge('Pay by card')
    world.deploy(four, 'staging')
    const five = await world.merge('Not yet', { check: 'running' })
    world.now += 12 * MINUTE
    const answer = await ask(world, { limit: 4 })
    expect(shown(answer, { one, two, three, four, five })).toEqual([
      'acme/hello · main · as of 2026-11-10 14:42Z',
      '',
      'commit   title              by    age     checks       live in',
      'five___  Not yet (#6)       ada   12 min  ↻ ci / test',
      'four___  Pay by card (#5)   ada   12 min  ✓ passed     staging',
      'three__  New limit (#4)     chul  42 min  ✗ ci / test',
      'two____  Fix rounding (#3)  bo    1 h     ✓ passed     production',
      '',
      '  ✓ staging: four___ live 12 min by ada, before it two____ · 1 waits for 12 min (ada) · next five___ is refused: 1 check not ended yet: ci / test (in_progress)',
      '  ✓ production: two____ live 1 h by bo, before it one____ · 3 wait, the oldest for 42 min (ada, chul) · next four___; 1 newer does not go: 1 check not ended yet: ci / test (in_progress) — `commit-train deploy production`',
    ])
    expect(answer.environments[1]).toMatchObject({
      ...{ service: 'hello', environment: 'production', unread: '', older: false, open: [], failed: null, lock: null },
      live: { sha: two, by: 'bo', since: '2026-11-10T13:00:00.000Z', offBranch: false },
      lastGood: { sha: one, by: 'dana' },
      train: { count: 3, more: false, authors: ['ada', 'chul'], oldest: '2026-11-10T14:00:00.000Z', atLeast: false },
      next: { sha: four, verdict: 'allow', reason: 'allowed', newer: 1, takenOut: null },
      command: 'deploy production',
    })
    expect(answer.commits?.map(({ sha, heldBy }) => [sha, heldBy.map(({ environment }) => environment)])).toEqual([
      [five, []],
      [four, ['staging']],
      [three, ['staging']],
      [two, ['staging', 'production']],
    ])
  })

  test('a failure, one that runs, one that waits for approval, and a lock: in the line of the environment', async () => {
    const world = await startWorld('environments: { staging: , production: , canary: }\n')
    const one = await world.merge('One')
    for (const environment of ['staging', 'production']) world.deploy(one, environment)
    const two = await world.merge('Two')
    const failed = world.deploy(two, 'staging', { creator: 'bo', states: ['in_progress'] })
    world.now += MINUTE
    world.github.recordDeploymentStatus(failed, { state: 'failure', description: 'Failed: image not found' })
    const running = world.deploy(two, 'production', { creator: 'bo', states: [] })
    world.now += MINUTE
    const logUrl = 'https://acme.example/acme/hello/actions/runs/7/attempts/1'
    world.github.recordDeploymentStatus(running, { state: 'in_progress', description: '5/5 Rollout', logUrl })
    world.deploy(two, 'canary', { creator: 'chul', states: ['waiting'] })
    world.now += 2 * MINUTE
    await world.lock({ environment: 'production' }, 'bo', 'migration')
    await world.lock({ service: 'hello', environment: 'canary' }, 'ada')
    const lines = shown(await ask(world), { one, two })
    expect(lines.slice(-3)).toEqual([
      '  ✗ staging: one____ live 4 min by ada · ✗ two____ by bo 3 min ago: Failed: image not found · 1 waits for 4 min (ada) · next two____ — `commit-train deploy staging`',
      '  ↻ production: one____ live 4 min by ada · deploying two____ by bo for 3 min: 5/5 Rollout log (https://acme.example/acme/hello/actions/runs/7/attempts/1) · 1 waits for 4 min (ada) · next two____ is refused: locked by bo: migration — `commit-train unlock production`',
      // Who asks has this lock: it stops them from nothing, and stands there all the same.
      expect.stringMatching(
        /^ {2}· canary: never deployed · · two____ by chul has waited for approval for 2 min · 3 wait.* · locked by ada · next two____ — `commit-train deploy canary`$/,
      ),
    ])
  })

  test('who may approve what waits for a reviewer', async () => {
    const world = await startWorld('environments: { production: }\n')
    const one = await world.merge('One')
    world.github.protectEnvironment('production', { reviewers: ['grace', 'chul'] })
    world.deploy(one, 'production', { creator: 'bo', states: [] })
    const run = {
      workflow: { path: '.github/workflows/deploy.yml', name: 'deploy' },
      event: 'deployment',
      headSha: one,
    }
    await world.github.recordWorkflowRun({ ...run, jobs: [{ name: 'deploy', environment: 'production' }] })
    world.now += 20 * MINUTE
    const answer = await ask(world)
    expect(answer.environments[0]?.open).toMatchObject([{ kind: 'waiting-for-approval', reviewers: ['grace', 'chul'] }])
    expect(shown(answer, { one }).at(-1)).toContain(
      'one____ by bo has waited for approval of one of grace, chul, for 20 min',
    )
  })

  test('several services: each line and each command names its own; one alone is asked for by its name', async () => {
    const world = await startWorld(
      'services: [api, web]\nenvironments: { staging: , production: { order: { after: staging } } }\n',
    )
    const one = await world.merge('One')
    for (const environment of ['staging', 'production']) world.deploy(one, environment, { task: 'deploy:api' })
    world.deploy(one, 'staging', { task: 'deploy:web' })
    const two = await world.merge('Two')
    await world.lock({ service: 'web' }, 'bo')
    const answer = await ask(world)
    expect(answer.environments.map(({ service, environment, command }) => [service, environment, command])).toEqual([
      ['api', 'staging', 'deploy api staging'],
      ['web', 'staging', 'unlock web all'],
      ['api', 'production', 'deploy api staging'],
      ['web', 'production', 'unlock web all'],
    ])
    expect(shown(answer, { one, two })[4]).toMatch(/^one____ .* ✓ passed +staging, production \(api\)$/)
    const alone = await ask(world, { service: 'web' })
    expect(alone.environments.map(({ service }) => service)).toEqual(['web', 'web'])
    expect(shown(alone, { one, two })[0]).toBe('acme/hello · web · main · as of 2026-11-10 12:00Z')
  })

  test('the order counts for each service alone: what another one has waiting is no command for it', async () => {
    const order = 'order: { after: staging, good-for: 30m }'
    const world = await startWorld(`services: [api, web]\nenvironments: { staging: , production: { ${order} } }\n`)
    const one = await world.merge('One')
    for (const service of ['api', 'web']) {
      for (const environment of ['staging', 'production']) world.deploy(one, environment, { task: `deploy:${service}` })
    }
    const two = await world.merge('Two')
    world.deploy(two, 'staging', { task: 'deploy:api' })
    const answer = await ask(world)
    const production = answer.environments.filter(({ environment }) => environment === 'production')
    expect(production.map(({ service, command }) => [service, command])).toEqual([
      ['api', null],
      ['web', 'deploy web staging'],
    ])
  })

  test('what was just taken out is not offered', async () => {
    const world = await startWorld()
    const one = await world.merge('One')
    const two = await world.merge('Two')
    world.deploy(one, 'production')
    world.deploy(two, 'production')
    const id = world.deploy(one, 'production')
    const answer = await ask(world)
    expect(answer.environments[1]).toMatchObject({ next: { verdict: 'allow', takenOut: { id } }, command: null })
    expect(shown(answer, { one, two }).at(-1)).toContain(`next two____, which deployment ${id} took out 0 min ago`)
  })

  test('nothing is said to be live, to run or to wait where that was not read', async () => {
    const world = await startWorld()
    const one = await world.merge('One')
    world.deploy(one, 'production')
    const permissions = {
      actions: 'read',
      contents: 'read',
      checks: 'read',
      statuses: 'read',
      pull_requests: 'read',
    } as const
    const answer = await ask(world, { ports: world.ports({ name: 'poor', permissions }) })
    expect(answer.environments[1]).toMatchObject({ live: null, open: [], train: null, next: null, command: null })
    const lines = shown(answer, { one })
    expect(lines[1]).toMatch(/^! could not be read: deployments: .*deployments: read/)
    expect(lines.at(-1)).toMatch(/^ {2}! production: ! not known: .*deployments: read/)
    expect(lines.join('\n')).not.toMatch(/nothing waits|never deployed/)
    expect(lines.find(line => line.startsWith('one____'))).toMatch(/✓ passed$/)
  })

  test('what is live and not on the branch holds no commit for sure', async () => {
    const world = await startWorld('environments: { production: }\n')
    const one = await world.merge('One')
    world.deploy(one, 'production')
    // Its branch was rewritten, and GitHub has it no more.
    world.deploy('f'.repeat(40), 'production')
    const answer = await ask(world)
    expect(answer.environments[0]?.live).toMatchObject({ sha: 'f'.repeat(40), offBranch: true })
    expect(answer.commits?.flatMap(({ live, heldBy }) => [...live, ...heldBy])).toEqual([])
    expect(shown(answer, { one }).at(-1)).toContain(
      'fffffff live 0 min by ada, which is not on the branch, before it one____',
    )
  })

  test('where the live one is further back than is read, that is said: no train, no next one, no command', async () => {
    const world = await startWorld('environments: { production: }\n')
    const sha = await world.merge('One')
    world.deploy(sha, 'production')
    for (let count = 0; count < 270; count++) world.deploy(sha, 'production', { states: ['failure'] })
    const answer = await ask(world)
    expect(answer.environments[0]).toMatchObject({ live: null, older: true, train: null, next: null, command: null })
    const text = 'no good deployment to production is among the 260 newest there, and older ones are not read'
    expect(answer.environments[0]?.unread).toBe(text)
    expect(shown(answer, {}).at(-1)).toContain(`! not known: ${text}`)
  })

  test('locks that cannot be read: everything counts as locked, and that is said', async () => {
    const world = await startWorld()
    world.deploy(await world.merge('One'), 'production')
    await world.merge('Two')
    world.github.fail({ how: 'status', status: 500, times: 99, operationId: 'git/list-matching-refs' })
    const answer = await ask(world)
    expect([answer.locks, answer.environments.map(({ lock }) => lock)]).toEqual([null, ['unreadable', 'unreadable']])
    expect(answer.environments[1]).toMatchObject({ command: null, next: { reason: 'lock-unreadable' } })
    expect(answer.unread).toEqual([{ part: 'locks', text: expect.stringContaining('GitHub') }])
  })

  test.each([3, -3])('the clock of who asks, %s hours off, changes nothing', async hours => {
    const world = await startWorld()
    const one = await world.merge('One')
    world.deploy(one, 'production')
    world.deploy(await world.merge('Two'), 'production', { states: ['in_progress'] })
    world.now += 20 * MINUTE
    world.clockOff = hours * HOUR
    const answer = await ask(world)
    expect(answer.at).toBe('2026-11-10T12:20:00.000Z')
    expect(answer.environments[1]?.open.map(({ kind }) => kind)).toEqual(['deploying'])
    expect(shown(answer, { one }).at(-1)).toContain('one____ live 20 min')
  })

  test('texts of strangers stay texts', async () => {
    const evil = 'Fix @acme/all ![x](http://e.example) <img> `;rm` \u202e\u001b[2J ::error::x | #1'
    const world = await startWorld()
    world.deploy(await world.merge('One'), 'production')
    const two = await world.merge(evil, { author: 'ada', path: 'evil' })
    const id = world.deploy(two, 'production', { states: ['in_progress'] })
    world.github.recordDeploymentStatus(id, { state: 'failure', description: `Failed: ${evil.slice(0, 100)}` })
    const answer = await ask(world)
    const view = answerView(answer)
    const now = Date.parse(answer.at)
    const terminal = renderTerminal(view, { now, program: 'commit-train', colours: false, width: undefined })
    const comment = renderMarkdown(view, { now, prefix: '/', mentions: true, limit: 60_000 })
    for (const text of [terminal, comment]) {
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u)
      expect(text).not.toMatch(/^::error/m)
      expect(text).toContain('Fix')
    }
    expect(comment).not.toMatch(/@acme|!\[|<img>/)
    expect(comment.split('\n').filter(line => line.startsWith('| '))).toHaveLength(5)
  })
})
