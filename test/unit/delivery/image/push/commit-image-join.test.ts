import { describe, expect, test } from 'vitest'
import { BuildWorld, findingsOf, sha, tagsNamed } from '../build-world.ts'
import { imageNamed, indexWith } from '../fake-registry.ts'

describe('join', () => {
  const join = ['-amd64', '-arm64']
  const withParts = () => {
    const world = new BuildWorld()
    for (const suffix of join) world.registry.give(`${sha}${suffix}`, indexWith(suffix, suffix.slice(1)))
    return world
  }

  test('writes an index of the images that other jobs pushed, and starts nothing', async () => {
    const world = withParts()
    const { report, ending } = await world.run({ join, tags: tagsNamed('main') })
    expect(ending.outcome).toBe('success')
    expect(world.events).toEqual([`tag ${sha}`, 'tag main'])
    expect(world.log.lines).toEqual(join.map(suffix => `info: linux/${suffix.slice(1)}: ${imageNamed(suffix).digest}`))
    expect(report).toMatchObject({ origin: 'joined', results: [] })
    const index = JSON.parse(Buffer.from(world.registry.tags.get(sha)?.body ?? '').toString())
    expect(index.manifests.map((entry: { digest: string }) => entry.digest)).toEqual(
      join.map(suffix => imageNamed(suffix).digest),
    )
  })

  test('an index that is there stays as it is', async () => {
    const world = withParts()
    world.registry.give(sha, imageNamed('there'))
    const { report } = await world.run({ join })
    expect(report).toMatchObject({ origin: 'present', digest: imageNamed('there').digest })
    expect(world.events).toEqual([])
  })

  test.each<[string, (world: BuildWorld) => unknown, string]>([
    [
      'an image is missing',
      world => world.registry.tags.delete(`${sha}-arm64`),
      `join-part-missing: ghcr.io/acme/hello has no ${sha}-arm64; were the jobs that build these green, and do they have the same "image" and "tag-suffix"?`,
    ],
    [
      'two are for one platform',
      world => world.registry.give(`${sha}-arm64`, indexWith('x', 'amd64')),
      'join-platform-duplicate: Two of the images that are joined are for linux/amd64; let each of the jobs build for a platform of its own',
    ],
  ])('%s: red, and nothing is written', async (_what, arrange, finding) => {
    const world = withParts()
    arrange(world)
    const result = await world.run({ join })
    expect([result.ending.outcome, ...findingsOf(result)]).toEqual(['error', finding])
    expect(world.events).toEqual([])
    expect(result.report.absent).toBe(true)
  })

  test('an index that another run has written meanwhile stays as it is', async () => {
    const world = withParts()
    world.registry.onRead = reference => {
      if (reference !== sha) world.registry.give(sha, imageNamed('other'))
    }
    const { report } = await world.run({ join })
    expect(report).toMatchObject({ origin: 'present', digest: imageNamed('other').digest })
    expect(world.events).toEqual([])
  })

  test('of a fork: nothing is asked or written', async () => {
    const world = withParts()
    world.outsider = 'fork'
    const { report, ending } = await world.run({ join })
    expect(ending.outcome).toBe('success')
    expect(report.notPushed).toMatch(/from a fork/)
    expect([world.events, world.registry.opened]).toEqual([[], []])
  })
})
