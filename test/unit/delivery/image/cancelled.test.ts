import { expect, test } from 'vitest'
import { buildHeadline } from '../../../../src/delivery/image/report/texts.ts'
import { BuildWorld, sha, tagsNamed } from './build-world.ts'

const forever = () => new Promise<never>(() => undefined)

/** The event after which the run is cancelled, what makes it wait there, and what must have been stopped. */
const phases: readonly (readonly [string, (world: BuildWorld) => unknown, string | undefined])[] = [
  ['start lint', world => Object.assign(world.exitCodes, { lint: forever() }), 'stop lint'],
  ['start test', world => Object.assign(world.exitCodes, { test: forever() }), 'stop test'],
  ['build into the engine', world => Object.assign(world.before, { build: forever }), 'stop build'],
  ['run /app check', world => Object.assign(world.before, { run: forever }), 'stop run'],
  [`push ${sha}`, world => Object.assign(world.before, { push: forever }), 'stop push'],
]

test.each(phases)(
  'cancelled after "%s": it is stopped, and nothing is left or tagged',
  async (event, arrange, stopped) => {
    const world = new BuildWorld()
    arrange(world)
    const running = world.run({ testImage: [['/app', 'check']], tags: tagsNamed('main'), failFast: false })
    await world.until(event)
    world.stop.abort(new Error('this run was stopped'))
    const result = await running
    expect(result.ending).toEqual({ outcome: 'cancelled', text: 'this run was stopped' })
    expect(world.events).toContain(stopped)
    expect(world.events.at(-1)).toBe('kill leftovers')
    expect(world.registry.tags.size).toBe(0)
    expect(buildHeadline(result)).toBe('Cancelled: this run was stopped; the commit has no image')
  },
)

test.each<[string, (world: BuildWorld, cut: () => never) => void]>([
  ['the build', (world, cut) => Object.assign(world.before, { build: cut })],
  ['the push', (world, cut) => Object.assign(world.before, { push: cut })],
  ['a question to the registry', (world, cut) => Object.assign(world.registry, { onRead: cut })],
])('cancelled in the middle of %s, which ends with an error of its own: no stack is shown', async (_what, arrange) => {
  const world = new BuildWorld()
  arrange(world, () => {
    world.stop.abort(new Error('this run was stopped'))
    throw new TypeError('read ECONNRESET')
  })
  const result = await world.run()
  expect(result.ending).toEqual({ outcome: 'cancelled', text: 'this run was stopped' })
  expect([...world.log.lines, ...world.printed].join('\n')).not.toMatch(/ECONNRESET|\n\s+at /)
})

test('cancelled while the registry is asked: nothing is started', async () => {
  const world = new BuildWorld()
  world.registry.onRead = () => {
    world.stop.abort(new Error('this run was stopped'))
    throw world.stop.signal.reason
  }
  const result = await world.run()
  expect(result.ending.outcome).toBe('cancelled')
  expect(world.events).toEqual(['kill leftovers'])
  expect(buildHeadline(result)).toContain('unknown whether the commit has an image: check ')
})

test('cancelled when all tasks have just passed: nothing is pushed', async () => {
  const world = new BuildWorld()
  world.exitCodes.test = world.until('build into the engine').then(async () => {
    await world.clock.idle()
    queueMicrotask(() => world.stop.abort(new Error('this run was stopped')))
    return 0
  })
  expect((await world.run()).ending.outcome).toBe('cancelled')
  expect(world.writes).toEqual([])
})

test('cancelled after the image was pushed: it is named', async () => {
  const world = new BuildWorld()
  world.registry.onWrite = () => {
    world.stop.abort(new Error('this run was stopped'))
    throw world.stop.signal.reason
  }
  const result = await world.run({ tags: tagsNamed('main') })
  expect(result.ending.outcome).toBe('cancelled')
  expect(buildHeadline(result)).toMatch(/; the commit has the image ghcr\.io\/acme\/hello@sha256:/)
})
