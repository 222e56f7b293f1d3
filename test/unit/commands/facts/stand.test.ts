import { describe, expect, test } from 'vitest'
import { environmentStands } from '../../../../src/commands/facts/environment-stand.ts'
import { verdictsOf } from '../../../../src/commands/facts/next-deploy.ts'
import { readStand } from '../../../../src/commands/facts/read-stand.ts'
import { type CommandWorld, HOUR, startWorld } from '../command-world.ts'

/** What stands in each environment, and what the next deployment to it would be. */
async function read(world: CommandWorld, more: { readonly login?: string; readonly service?: string } = {}) {
  const { login = 'ada', service } = more
  const stand = await readStand(world.ports(), { service, newest: 5, login })
  const verdicts = verdictsOf(stand)
  const stands = environmentStands(stand).map(at => ({ at, next: verdicts.next(at) }))
  const of = (environment: string, service = 'hello') => {
    const found = stands.find(({ at }) => at.environment.name === environment && at.service === service)
    if (found === undefined) throw new Error(`no ${environment} of ${service}`)
    return found
  }
  return { stand, of }
}

describe('one repository as it stands', () => {
  test('what is live, what waits and what would go next', async () => {
    const world = await startWorld()
    const old = await world.merge('Old')
    world.deploy(old, 'production')
    world.now += HOUR
    const live = await world.merge('Live')
    world.deploy(live, 'staging')
    world.deploy(live, 'production')
    world.now += HOUR
    const green = await world.merge('Green', { author: 'bo' })
    const red = await world.merge('Red', { check: 'failure' })
    world.deploy(green, 'staging')
    const { stand, of } = await read(world)
    expect(stand.unread).toEqual([])
    expect(
      stand.facts.line?.commits.slice(0, 2).map(({ title, author, merged }) => [title, author, merged?.source]),
    ).toEqual([
      ['Red', 'ada', 'pull-request'],
      ['Green', 'bo', 'pull-request'],
    ])
    const production = of('production')
    expect(production.at.deployments).toMatchObject({
      live: { sha: live },
      before: { sha: old },
      open: [],
      failed: undefined,
    })
    expect(production.at.train?.commits.map(({ commit, since }) => [commit.sha, since?.at])).toEqual([
      [red, world.now],
      [green, world.now],
    ])
    expect(production.next).toMatchObject({ commit: { sha: green }, newer: 1, verdict: { kind: 'allow' } })
    const staging = of('staging')
    expect(staging.at.train?.commits.map(({ commit }) => commit.sha)).toEqual([red])
    expect(staging.next).toMatchObject({
      commit: { sha: red },
      verdict: { kind: 'refuse', reason: 'checks-not-passed', text: '1 check did not pass: ci / test (failure)' },
    })
  })

  test('nothing waits: nothing would go next, and the newest commits are read all the same', async () => {
    const world = await startWorld()
    await world.merge('One')
    const head = await world.merge('Two')
    for (const environment of ['staging', 'production']) world.deploy(head, environment)
    const { stand, of } = await read(world)
    expect(of('production').next).toBeUndefined()
    expect(stand.facts.line?.commits.map(({ checks }) => checks === undefined)).toEqual([false, false, false])
  })

  test('a failure after what is live is named, what was refused as well; what a person withdrew is not', async () => {
    const world = await startWorld()
    const one = await world.merge('One')
    world.deploy(one, 'production')
    const two = await world.merge('Two')
    const id = world.deploy(two, 'production', { states: ['in_progress'] })
    world.github.recordDeploymentStatus(id, { state: 'failure', description: 'Failed: image not found' })
    world.deploy(two, 'production', { states: ['inactive'] })
    const { of } = await read(world)
    expect(of('production').at.deployments).toMatchObject({
      ...{ live: { sha: one }, open: [] },
      failed: { deployment: { id }, text: 'Failed: image not found' },
    })
  })

  test("what an App made for a person is that person's, by the payload", async () => {
    const world = await startWorld()
    const one = await world.merge('One')
    const payload = {
      'commit-train': 1,
      actor: { login: 'bo', proof: 'comment' },
      door: 'comment',
      force: { reason: 'outage' },
    }
    world.github.addToken('ghs_train', { name: 'train[bot]', kind: 'app' })
    world.deploy(one, 'production', { creator: 'train[bot]', payload })
    const { of } = await read(world)
    expect(of('production').at.deployments?.live).toMatchObject({
      ...{ creator: 'train', byPerson: false },
      payload: JSON.stringify(payload),
    })
  })

  test('several services by their paths: each has its own train', async () => {
    const world = await startWorld(`services:
  api: { paths: [src/api/**] }
  web: { paths: [src/web/**] }
environments: { production: }
`)
    const begin = await world.merge('Begin api', { path: 'api/a' })
    for (const task of ['deploy:api', 'deploy:web']) world.deploy(begin, 'production', { task })
    const api = await world.merge('Change api', { path: 'api/a' })
    const { of } = await read(world)
    const waits = (service: string) => of('production', service).at.train?.commits.map(({ commit }) => commit.sha)
    expect([waits('api'), waits('web'), of('production', 'web').next]).toEqual([[api], [], undefined])
    // Of one service alone nothing about the other is asked.
    const alone = await read(world, { service: 'web' })
    expect(alone.stand.services).toEqual(['web'])
    expect(alone.of('production', 'web').at.train?.commits).toEqual([])
  })
})

describe('why the next deployment would be refused', () => {
  /** One green commit waits for production. */
  async function waiting(policy?: string): Promise<CommandWorld & { readonly head: string }> {
    const world = await startWorld(policy)
    world.deploy(await world.merge('One'), 'production')
    return Object.assign(world, { head: await world.merge('Two') })
  }
  const verdictIn = async (world: CommandWorld, login?: string) =>
    (await read(world, login === undefined ? {} : { login })).of('production').next?.verdict

  test("a lock: of another, of the whole repository, one that cannot be read; not one's own", async () => {
    const world = await waiting()
    await world.lock({ environment: 'production' }, 'bo', 'migration')
    const text = 'locked by bo: migration'
    expect(await verdictIn(world)).toMatchObject({ reason: 'environment-locked', text })
    expect(await verdictIn(world, 'Bo')).toMatchObject({ kind: 'allow' })
    await world.lock({}, 'chul')
    expect(await verdictIn(world, 'bo')).toMatchObject({ text: 'locked by chul' })
    world.github.fail({ how: 'status', status: 500, times: 99, operationId: 'git/list-matching-refs' })
    expect(await verdictIn(world)).toMatchObject({
      ...{ kind: 'refuse', reason: 'lock-unreadable' },
      text: expect.stringMatching(/^its lock cannot be read, which counts as locked: /),
    })
  })

  test('a freeze, and who may ask', async () => {
    const world = await waiting(`environments:
  production:
    freeze: [{ from: '0 0 * * *', for: 24h, zone: Europe/Berlin, reason: no deployments }]
    deployers: { role: admin, logins: [bo] }
`)
    const frozen = expect.stringMatching(/^frozen until \S+ 00:00 Europe\/Berlin \(no deployments\)$/)
    expect((await verdictIn(world, 'bo'))?.findings.map(({ text }) => text)).toEqual([frozen])
    world.github.setRole('ada', 'write')
    const who = "ada may not deploy here, only the role 'admin' or a higher one, bo"
    expect((await verdictIn(world))?.findings.map(({ text }) => text)).toEqual([frozen, who])
    world.github.setRole('ada', 'admin')
    expect((await verdictIn(world))?.findings.map(({ text }) => text)).toEqual([frozen])
    // A role that cannot be read is none that is missing.
    world.github.fail({ how: 'status', status: 500, times: 99, operationId: 'repos/get-collaborator-permission-level' })
    expect((await verdictIn(world))?.findings.map(({ text }) => text)).toEqual([
      frozen,
      expect.stringMatching(/^the role of ada could not be read: /),
    ])
  })

  test('the order of environments: the newest commit that has been in the other one long enough', async () => {
    const world = await waiting(`environments:
  staging: {}
  production: { order: { after: staging, good-for: 30m } }
`)
    const next = async () => (await read(world)).of('production').next
    const first = 'staging does not run this commit or a newer one: deploy it there first'
    expect(await next()).toMatchObject({ verdict: { reason: 'order-not-met', text: first } })
    world.deploy(world.head, 'staging')
    world.now += 10 * 60_000
    const early = 'staging has run this commit for 10 min, not yet for 30 min'
    expect(await next()).toMatchObject({ verdict: { reason: 'order-not-met', text: early } })
    world.now += 30 * 60_000
    const newer = await world.merge('Three')
    expect(await next()).toMatchObject({ verdict: { kind: 'allow' }, commit: { sha: world.head }, newer: 1 })
    expect(newer).not.toBe(world.head)
  })

  test('one that runs: only where the policy lets none wait', async () => {
    for (const [held, kind] of [
      ['wait', 'allow'],
      ['refuse', 'refuse'],
    ] as const) {
      const world = await waiting(`environments: { production: }\nwhen-held: ${held}\n`)
      const id = world.deploy(world.head, 'production', { states: ['in_progress'] })
      expect(await verdictIn(world), held).toMatchObject({ kind })
      if (held === 'refuse')
        expect((await verdictIn(world))?.text).toBe(`deployment ${id} of ${world.head.slice(0, 7)} is in progress`)
    }
  })

  test('what just came out of the environment is marked', async () => {
    const world = await waiting()
    const [one = ''] = (await read(world)).stand.facts.line?.commits.slice(1).map(({ sha }) => sha) ?? []
    world.deploy(world.head, 'production')
    const back = world.deploy(one, 'production')
    expect((await read(world)).of('production').next).toMatchObject({
      verdict: { kind: 'allow' },
      takenOutBy: { id: back },
    })
  })
})

describe('a part that cannot be read is named, and the rest is there', () => {
  async function deployed(): Promise<CommandWorld> {
    const world = await startWorld()
    world.deploy(await world.merge('One'), 'production')
    await world.merge('Two')
    return world
  }
  const ALL = ['actions', 'contents', 'deployments', 'checks', 'statuses', 'pull_requests', 'metadata']

  test.each([
    ['deployments', { parts: ['deployments'], deployments: false, train: false, kind: undefined }],
    ['checks', { parts: ['checks'], deployments: true, train: true, kind: 'refuse' }],
    ['pull_requests', { parts: ['checks'], deployments: true, train: true, kind: 'refuse' }],
  ] as const)('a token without %s', async (missing, wanted) => {
    const world = await deployed()
    const permissions = Object.fromEntries(ALL.filter(one => one !== missing).map(one => [one, 'read' as const]))
    const stand = await readStand(world.ports({ name: 'poor', permissions }), {
      service: undefined,
      newest: 5,
      login: 'ada',
    })
    const [, production] = environmentStands(stand)
    if (production === undefined) throw new Error('no production')
    expect(stand.unread.map(({ part }) => part)).toEqual(wanted.parts)
    expect(stand.unread[0]?.finding.text).toContain(missing.replace('_', '-'))
    expect([production.deployments !== undefined, production.train !== undefined]).toEqual([
      wanted.deployments,
      wanted.train,
    ])
    expect(verdictsOf(stand).next(production)?.verdict.kind).toBe(wanted.kind)
    expect(stand.facts.line?.commits).toHaveLength(3)
  })

  test('archived', async () => {
    const world = await deployed()
    world.github.changeRepository('acme/hello', { archived: true })
    await expect(read(world)).rejects.toMatchObject({ reason: 'repository-archived' })
  })

  test('no policy, and a policy that is wrong: nothing can be said', async () => {
    await expect(read(await startWorld('enviroments: {}\n'))).rejects.toMatchObject({ reason: 'policy-invalid' })
  })
})
