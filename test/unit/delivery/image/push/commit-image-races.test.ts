import { describe, expect, test } from 'vitest'
import { UserError } from '../../../../../src/errors.ts'
import { BuildWorld, reasonsOf, sha, tagsNamed } from '../build-world.ts'
import { configOf, imageNamed } from '../fake-registry.ts'

describe('another run of the same commit', () => {
  test('was first while this one built: its image stays, and this one is not pushed', async () => {
    const world = new BuildWorld()
    world.before.build = () => world.registry.give(sha, imageNamed('other'))
    const { report, ending } = await world.run({ tags: tagsNamed('main') })
    expect(ending.outcome).toBe('success')
    expect(report).toMatchObject({ origin: 'other-run', digest: imageNamed('other').digest })
    expect(world.writes).toEqual(['tag main'])
    expect(world.registry.tags.get('main')?.digest).toBe(imageNamed('other').digest)
  })

  test('was first while this one pushed, and the registry refuses the second: its image stays', async () => {
    const world = new BuildWorld()
    world.before.push = () => {
      world.registry.give(sha, imageNamed('other'))
      throw new UserError('push-failed', 'tag is immutable')
    }
    const { report, ending } = await world.run()
    expect(ending.outcome).toBe('success')
    expect(report).toMatchObject({ origin: 'other-run', digest: imageNamed('other').digest })
  })

  test('was first while this one pushed its content without a tag: its image stays', async () => {
    const world = new BuildWorld()
    world.before.push = () => world.registry.give(sha, imageNamed('other'))
    const { report } = await world.run({ provenance: 'min' })
    expect(report).toMatchObject({ origin: 'other-run', digest: imageNamed('other').digest })
    expect(world.writes).toEqual(['push by digest'])
  })

  test.each(['min', 'none'] as const)('has moved the tag since (provenance: %s): red', async provenance => {
    const world = new BuildWorld()
    let written = false
    world.before.push = () => {
      written = true
    }
    world.registry.onRead = reference => {
      const isAfterTheWrite = provenance === 'none' ? written : world.registry.tags.has(sha)
      if (reference === sha && isAfterTheWrite) world.registry.give(sha, imageNamed('other'))
    }
    const result = await world.run({ provenance })
    expect([result.ending.outcome, ...reasonsOf(result)]).toEqual(['error', 'tag-moved'])
    expect(result.report.digest).toBeUndefined()
  })

  test('has written another manifest of the same image since: red', async () => {
    const world = new BuildWorld()
    const other = imageNamed('hello', { by: 'other' })
    world.registry.onRead = reference => {
      if (reference === sha && world.registry.tags.has(sha)) world.registry.give(sha, other)
    }
    const result = await world.run()
    expect(reasonsOf(result)).toEqual(['tag-moved'])
    expect(result.ending).toMatchObject({
      problems: [{ text: expect.stringContaining(`it holds ${other.digest}, not `) }],
    })
  })

  test.each(['none', 'min'] as const)(
    'what was pushed is not what was tested (provenance: %s): red',
    async provenance => {
      const world = new BuildWorld()
      world.before.push = () => {
        world.built = 'changed meanwhile'
      }
      const result = await world.run({ provenance, testImage: [['true']] })
      expect(reasonsOf(result)).toEqual(['tag-moved'])
      expect(result.ending).toMatchObject({ problems: [{ text: expect.stringContaining(configOf('hello')) }] })
    },
  )
})
