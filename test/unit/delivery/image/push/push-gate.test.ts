import { describe, expect, test } from 'vitest'
import { commandsOf } from '../../../../../src/delivery/image/plan/command-parts.ts'
import { buildHeadline } from '../../../../../src/delivery/image/report/texts.ts'
import { UserError } from '../../../../../src/errors.ts'
import { type PathPattern, pathPattern } from '../../../../../src/policy/path-patterns.ts'
import { BuildWorld, reasonsOf, sha, tagsNamed } from '../build-world.ts'
import { imageNamed } from '../fake-registry.ts'

const failing = () => {
  throw new UserError('build-failed', 'The image could not be built: RUN false')
}

test('the image is pushed when lint, test and the image itself have passed', async () => {
  const world = new BuildWorld()
  const result = await world.run({ testImage: [['/app', '--version']], tags: tagsNamed('main') })
  expect(result.ending).toEqual({ outcome: 'success' })
  expect(world.writes).toEqual([`push ${sha}`, 'tag main'])
  expect(result.report).toMatchObject({
    origin: 'built',
    digest: imageNamed('hello').digest,
    tag: sha,
    references: [`ghcr.io/acme/hello:${sha}`, 'ghcr.io/acme/hello:main'],
    builder: 'docker buildx 0.37',
    results: [
      { name: 'lint', state: 'passed' },
      { name: 'test', state: 'passed' },
      { name: 'image', state: 'passed' },
    ],
  })
  expect(world.registry.tags.get('main')?.digest).toBe(imageNamed('hello').digest)
  expect(buildHeadline(result)).toMatch(/^Built aaaaaaa in .*: ghcr\.io\/acme\/hello@sha256:/)
})

test.each(['lint', 'test'])(
  'nothing is pushed before %s has ended, however long ago the image was built',
  async slow => {
    const world = new BuildWorld()
    const end = Promise.withResolvers<number>()
    world.exitCodes[slow] = end.promise
    const running = world.run()
    await world.until('build into the engine')
    await world.clock.advance(60_000)
    expect(world.writes).toEqual([])
    end.resolve(0)
    await running
    expect(world.writes).toEqual([`push ${sha}`])
    expect(world.events.indexOf(`${slow} ended`)).toBeLessThan(world.events.indexOf(`push ${sha}`))
  },
)

describe.each([true, false])('with fail-fast %s nothing is pushed', failFast => {
  test.each<[string, (world: BuildWorld) => void, string]>([
    ['lint', world => Object.assign(world.exitCodes, { lint: 1 }), 'lint-failed'],
    ['test', world => Object.assign(world.exitCodes, { test: 2 }), 'test-failed'],
    ['the build', world => Object.assign(world.before, { build: failing }), 'build-failed'],
    ['test-image', world => Object.assign(world.exitCodes, { '/app check': 1 }), 'test-image-failed'],
  ])('when %s fails', async (_what, arrange, reason) => {
    const world = new BuildWorld()
    arrange(world)
    const result = await world.run({ failFast, testImage: [['/app', 'check']], tags: tagsNamed('main') })
    expect(result.ending.outcome).toBe('failed')
    expect(reasonsOf(result)).toEqual([reason])
    expect(world.writes).toEqual([])
    expect(world.registry.tags.size).toBe(0)
    expect(result.report).toMatchObject({ absent: true, references: [] })
    expect(result.report.digest).toBeUndefined()
  })
})

test('fail-fast stops what still runs, and kills what left its process group', async () => {
  const world = new BuildWorld()
  world.exitCodes.lint = world.until('build into the engine').then(() => 1)
  world.exitCodes.test = new Promise(() => undefined)
  world.before.build = () => new Promise(() => undefined)
  const { report } = await world.run()
  expect(report.results.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'lint failed',
    'test stopped',
    'image stopped',
  ])
  expect(world.events).toEqual(expect.arrayContaining(['stop test', 'stop build', 'kill leftovers']))
})

test('without fail-fast every task comes to its end, and what the commit can correct comes first', async () => {
  const world = new BuildWorld()
  const end = Promise.withResolvers<number>()
  world.exitCodes.test = end.promise
  world.builder = new UserError('docker-engine-unreachable', 'No Docker engine answers')
  const running = world.run({ failFast: false })
  await world.clock.idle()
  await world.clock.advance(5000)
  end.resolve(3)
  const result = await running
  expect(result.report.results.map(({ state }) => state)).toEqual(['passed', 'failed', 'failed'])
  expect(result.ending.outcome).toBe('failed')
  expect(reasonsOf(result)).toEqual(['test-failed', 'docker-engine-unreachable'])
  expect(world.events).not.toContain('kill leftovers')
  expect(world.writes).toEqual([])
})

test('a failure says which script, and shows what it printed', async () => {
  const world = new BuildWorld()
  world.exitCodes['npm test'] = 137
  const { ending, report } = await world.run({ test: commandsOf('test', '--- unit\nnpm test\n--- e2e\nnpm e2e') })
  const text = 'test unit failed in `npm test`: killed by SIGKILL (out of memory?)'
  expect(ending).toMatchObject({ problems: [{ text, tail: expect.arrayContaining(['output of npm test']) }] })
  expect(report.results.map(({ name }) => name)).toEqual(['lint', 'test unit', 'test e2e', 'image'])
})

describe('before anything is built', () => {
  test.each<[string, Parameters<BuildWorld['run']>[0], (world: BuildWorld) => void, string]>([
    [
      'several platforms on a plain engine',
      { platforms: ['linux/amd64', 'linux/arm64'] },
      plainEngine,
      'builder-limit',
    ],
    ['a cache that the builder cannot write', { cache: 'gha' }, plainEngine, 'builder-limit'],
    ['a context that is not there', { context: 'nowhere' }, () => undefined, 'build-context-missing'],
    ['a Dockerfile that is not there', { context: 'app' }, () => undefined, 'dockerfile-missing'],
  ])('%s ends it', async (_what, settings, arrange, reason) => {
    const world = new BuildWorld()
    arrange(world)
    expect(reasonsOf(await world.run(settings))).toEqual([reason])
    expect(world.events.filter(event => event.startsWith('build'))).toEqual([])
  })

  test('git, the registry and docker are asked at once, and what has changed before the registry has answered', async () => {
    const world = new BuildWorld()
    const [tree, registry] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    world.tree = tree.promise
    world.registry.onRead = reference => {
      world.asked.push(`registry ${reference.slice(0, 3)}`)
      return registry.promise
    }
    const running = world.run({ notInImage: [pathPattern('docs/') as PathPattern], context: 'app' })
    await expect.poll(() => world.asked).toEqual(['unfetched below app', 'builder', 'registry aaa'])
    tree.resolve()
    await expect.poll(() => world.asked.slice(3)).toEqual(['changed paths'])
    world.registry.onRead = () => undefined
    registry.resolve()
    await running
  })

  test('the builder is looked for while docker is logged in; a builder that cannot do it waits for the end of the login', async () => {
    const world = new BuildWorld()
    // A build that does not wait for it has ended long before.
    world.before.login = async () => {
      await expect.poll(() => world.asked).toContain('builder')
      world.asked.push('logged in')
    }
    world.builder = { kind: 'classic', name: 'docker build', platform: 'linux/amd64', exports: false }
    const registry = { username: 'octocat', password: 'a long password' }
    const result = await world.run({ registry, platforms: ['linux/amd64', 'linux/arm64'], lint: [], test: [] })
    expect(reasonsOf(result)).toEqual(['builder-limit'])
    expect(world.asked).toContain('logged in')
  })

  test('a context that cannot be read is not called missing', async () => {
    const result = await new BuildWorld().run({ context: 'x'.repeat(300) })
    const text = expect.stringMatching(/^Cannot read x+: ENAMETOOLONG/)
    expect(result.ending).toMatchObject({ problems: [{ reason: 'build-context-missing', text }] })
  })

  test('a checkout of another commit ends it', async () => {
    const world = new BuildWorld()
    world.checkedOut = { ...world.checkedOut, head: 'c'.repeat(40) }
    expect(reasonsOf(await world.run())).toEqual(['commit-not-checked-out'])
    expect(world.events).toEqual([])
  })
})

function plainEngine(world: BuildWorld): void {
  world.builder = { kind: 'buildx', name: 'docker buildx 0.37', platform: 'linux/amd64', exports: false }
}

test('warnings are in the log and in the report; the image is pushed all the same', async () => {
  const world = new BuildWorld()
  world.cacheProblem = 'denied'
  world.checkedOut = { ...world.checkedOut, changed: ['a.ts'] }
  const { report, ending } = await world.run({ cache: 'registry' })
  expect(ending.outcome).toBe('success')
  expect(report.warnings).toEqual([
    expect.stringContaining('may be in the image: a.ts'),
    'The cache could not be written; the image is not affected: denied',
  ])
  expect(world.log.lines.filter(line => line.startsWith('warning: '))).toHaveLength(2)
  expect(world.writes).toEqual([`push ${sha}`])
})

test('secrets are masked before anything starts', async () => {
  const world = new BuildWorld()
  let maskedBefore: readonly string[] = []
  world.before.build = () => {
    maskedBefore = [...world.masked]
  }
  const secrets = [{ id: 'npm', variable: 'NPM_TOKEN', value: 'npm-s3cr3t-value' }]
  await world.run({ secrets, registry: { username: 'octo', password: 'registry-s3cr3t' } })
  expect(maskedBefore).toEqual(expect.arrayContaining(['npm-s3cr3t-value', 'registry-s3cr3t']))
  expect(world.events).toContain('log in to ghcr.io as octo')
  expect(new Set(world.registry.opened)).toEqual(new Set(['pull,push as octo']))
})

test('something that was not meant to be thrown is a bug with its stack', async () => {
  const world = new BuildWorld()
  world.registry.onRead = () => {
    throw new TypeError('undefined is not')
  }
  const result = await world.run()
  expect(result.ending).toMatchObject({ outcome: 'error', problems: [{ reason: 'bug', text: 'undefined is not' }] })
  expect(world.log.lines.join('\n')).toMatch(/TypeError: undefined is not\s+at /)
})

test('what the checkout left out is said before it goes into the image, and not when nothing is built', async () => {
  const world = new BuildWorld()
  world.unfetched = { lfsPointers: ['logo.png'], submodules: ['vendor/lib'] }
  await world.run()
  const notices = world.log.lines.filter(line => line.startsWith('notice: What is built from'))
  expect(notices).toHaveLength(2)
  expect(world.log.lines.indexOf(notices[1] ?? '')).toBeLessThan(
    world.log.lines.indexOf('info: Side by side: lint, test, image'),
  )
  world.log.lines.length = 0
  await world.run()
  expect(world.log.lines.filter(line => line.startsWith('notice: '))).toEqual([])
})
