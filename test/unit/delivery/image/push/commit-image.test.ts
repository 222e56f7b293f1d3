import { describe, expect, test } from 'vitest'
import type { BuildSettings } from '../../../../../src/delivery/image/plan/settings.ts'
import { buildHeadline, imageState, originText } from '../../../../../src/delivery/image/report/texts.ts'
import { type ImageRepository, parseImageRepository } from '../../../../../src/domain/image-reference.ts'
import { UserError } from '../../../../../src/errors.ts'
import { type PathPattern, pathPattern } from '../../../../../src/policy/path-patterns.ts'
import type { ImageManifest } from '../../../../../src/registry/client.ts'
import { BuildWorld, findingsOf, PARENT, reasonsOf, sha, tagsNamed } from '../build-world.ts'
import { imageNamed, indexWith } from '../fake-registry.ts'

const denied = () => {
  throw new UserError('registry-denied', 'ghcr.io denies write access to acme/hello')
}
const LOGIN = { username: 'octo', password: 'registry-s3cr3t' }
const notInImage = [pathPattern('deploy/') as PathPattern]

describe('an image that is there already', () => {
  test('under the SHA: nothing is run, its other tags are written', async () => {
    const world = new BuildWorld()
    world.registry.give(sha, imageNamed('there'))
    const result = await world.run({ tags: tagsNamed('main') })
    expect(result).toMatchObject({ ending: { outcome: 'success' }, report: { origin: 'present', results: [] } })
    expect(result.report.digest).toBe(imageNamed('there').digest)
    expect(world.events).toEqual(['tag main'])
    expect(buildHeadline(result)).toMatch(/^Found aaaaaaa /)
  })

  test('under the SHA, where nothing may be pushed: no tag is written', async () => {
    const world = new BuildWorld()
    world.registry.give(sha, imageNamed('there'))
    const { report } = await world.run({ push: false, tags: tagsNamed('main') })
    expect(report).toMatchObject({ origin: 'present', digest: imageNamed('there').digest })
    expect(world.events).toEqual([])
  })

  test("the first parent's, for a commit that changes nothing that is in it", async () => {
    const world = new BuildWorld()
    world.registry.give(PARENT, imageNamed('parent'))
    world.changedPaths = ['deploy/app.yaml']
    const { report } = await world.run({ notInImage })
    expect(report).toMatchObject({ origin: 'parent', digest: imageNamed('parent').digest })
    expect(world.events).toEqual([`tag ${sha}`])
    expect(world.log.lines.join('\n')).not.toContain('has none')
    expect(world.registry.tags.get(sha)?.digest).toBe(imageNamed('parent').digest)
  })

  test.each<[string, Partial<BuildSettings>]>([
    ['context', { context: '../outside' }],
    ['dockerfile', { dockerfile: '/etc/Dockerfile' }],
    ['build-contexts', { buildContexts: new Map([['shared', '../shared']]) }],
  ])('a path outside of the workspace: the input %s is named', async (input, settings) => {
    const result = await new BuildWorld().run(settings)
    expect(reasonsOf(result)).toEqual(['input-invalid'])
    expect(JSON.stringify(result.ending)).toContain(`Input \\"${input}\\" is`)
  })

  test('a work tree that cannot be read is the error, also where the registry cannot be read', async () => {
    const world = new BuildWorld()
    world.registry.onRead = () => {
      throw new UserError('registry-unreachable', 'no answer')
    }
    world.noTree = new UserError('work-tree-missing', 'no work tree')
    expect(reasonsOf(await world.run())).toEqual(['work-tree-missing'])
  })

  test('that the first parent has none is in the log', async () => {
    const world = new BuildWorld()
    world.changedPaths = ['deploy/app.yaml']
    await world.run({ notInImage })
    const line = `info: This commit changes nothing that is in the image, but its first parent ${PARENT} has none: built`
    expect(world.log.lines).toContain(line)
  })

  test.each<[string, readonly string[] | undefined, string | undefined, Partial<BuildSettings>]>([
    ['changes something in it', ['deploy/app.yaml', 'src/a'], PARENT, { notInImage }],
    ['has a parent without an image', ['deploy/app.yaml'], undefined, { notInImage }],
    ['cannot be compared', undefined, PARENT, { notInImage }],
    ['is not pushed', ['deploy/app.yaml'], PARENT, { notInImage, push: false }],
    ['has no such paths configured', ['deploy/app.yaml'], PARENT, {}],
  ])('is built where the commit %s', async (_what, changedPaths, tagged, settings) => {
    const world = new BuildWorld()
    if (tagged !== undefined) world.registry.give(tagged, imageNamed('parent'))
    world.changedPaths = changedPaths
    await world.run(settings)
    expect(world.events).toContain('build into the engine')
    expect(world.registry.tags.get(sha)?.digest).not.toBe(imageNamed('parent').digest)
  })
})

describe('several repositories', () => {
  const [quay, sibling] = ['quay.io/acme/hello', 'ghcr.io/acme/other'].map(name => parseImageRepository(name))
  const copies = [quay, sibling] as ImageRepository[]
  const there = imageNamed('hello').digest

  test('get the same image by the same digest, under every tag', async () => {
    const world = new BuildWorld()
    const { report, ending } = await world.run({ copies, tags: tagsNamed('main'), registry: LOGIN })
    expect(ending.outcome).toBe('success')
    for (const { name } of copies) {
      for (const tag of [sha, 'main']) expect(world.registry.other(name).tags.get(tag)?.digest).toBe(there)
    }
    expect(report.references).toEqual([
      ...['ghcr.io/acme/hello', 'quay.io/acme/hello', 'ghcr.io/acme/other'].map(name => `${name}:${sha}`),
      ...['ghcr.io/acme/hello', 'quay.io/acme/hello', 'ghcr.io/acme/other'].map(name => `${name}:main`),
    ])
    // The login of the inputs is for the registry of the first one alone.
    expect(world.registry.other('quay.io/acme/hello').opened).toEqual(['pull,push as docker'])
    expect(world.registry.other('ghcr.io/acme/other').opened).toEqual(['pull,push as octo'])
  })

  test('a run that found the image gives it to those that lack it', async () => {
    const world = new BuildWorld()
    world.registry.give(sha, imageNamed('hello'))
    world.registry.other('ghcr.io/acme/other').give(sha, imageNamed('hello'))
    const { report } = await world.run({ copies, registry: LOGIN })
    expect(report.origin).toBe('present')
    expect(world.events).toEqual([
      'log in to ghcr.io as octo',
      `copy ghcr.io/acme/hello@${there} to quay.io/acme/hello:${sha}`,
    ])
  })

  test('one that has other content under the SHA keeps it: an error', async () => {
    const world = new BuildWorld()
    world.registry.other('quay.io/acme/hello').give(sha, imageNamed('old'))
    const result = await world.run({ copies })
    expect(findingsOf(result)).toEqual([
      `copy-differs: quay.io/acme/hello:${sha} holds ${imageNamed('old').digest}, which is not ghcr.io/acme/hello@${there}; the tag of a commit never moves: delete it there, then run this job again`,
    ])
    expect(result.report.digest).toBe(there)
    expect(world.registry.other('quay.io/acme/hello').tags.get(sha)?.digest).toBe(imageNamed('old').digest)
  })

  test.each<[string, ImageManifest | 'nothing']>([
    ['something else', imageNamed('hello', { compressed: 'otherwise' })],
    ['nothing', 'nothing'],
  ])('a copy that came to be %s is an error', async (_, copied) => {
    const world = new BuildWorld()
    world.copied = copied
    const has = copied === 'nothing' ? copied : copied.digest
    expect(findingsOf(await world.run({ copies }))).toEqual([
      `copy-differs: quay.io/acme/hello:${sha} holds ${has}, which is not ghcr.io/acme/hello@${there}; let buildx copy it: add docker/setup-buildx-action in a step before this one`,
    ])
  })

  test('nothing is copied where nothing is pushed', async () => {
    const world = new BuildWorld()
    await world.run({ copies, push: false })
    expect(world.events.filter(event => /^(copy|log in)/.test(event))).toEqual([])
  })
})

describe('a commit that is built anew', () => {
  const rebuild = { isRebuild: true, tagSuffix: '-monday', noCache: true, pull: true }
  const tag = `${sha}-monday`

  test('under a tag of its own: what the SHA has stays, the new digest comes back', async () => {
    const world = new BuildWorld()
    world.registry.give(sha, imageNamed('there'))
    world.built = 'anew'
    const result = await world.run({ ...rebuild, tags: tagsNamed('patched') })
    expect(result.ending.outcome).toBe('success')
    expect(world.events).toEqual(expect.arrayContaining(['start lint', 'start test', `push ${tag}`, 'tag patched']))
    expect(world.registry.tags.get(sha)?.digest).toBe(imageNamed('there').digest)
    expect(world.registry.tags.get(tag)?.digest).toBe(imageNamed('anew').digest)
    expect(result.report).toMatchObject({ tag, digest: imageNamed('anew').digest, origin: 'built' })
    expect(buildHeadline(result)).toMatch(/^Rebuilt aaaaaaa /)
    const text = `built anew and pushed as ${tag}; nothing is written under the SHA`
    expect(originText(result.report)).toBe(text)
    expect(world.log.lines[0]).toBe(
      `notice: Building ${sha} anew: the image goes under ${tag}; nothing is written under the SHA`,
    )
  })

  test('again under the same name: it is there already', async () => {
    const world = new BuildWorld()
    world.registry.give(tag, imageNamed('anew'))
    const result = await world.run(rebuild)
    expect(result.report.origin).toBe('present')
    expect(world.writes).toEqual([])
    expect(buildHeadline(result)).toMatch(/^Found /)
  })

  test('that fails: says that its own image is not there', async () => {
    const world = new BuildWorld()
    world.exitCodes.test = 1
    const { report } = await world.run(rebuild)
    expect(imageState(report)).toBe(`there is no image ${tag}`)
  })
})

describe('nothing is pushed, and the build is green', () => {
  test.each<[string, Partial<BuildSettings>, BuildWorld['outsider'], RegExp]>([
    ['push: false', { push: false }, undefined, /input "push" is false/],
    ['a pull request from a fork', { registry: LOGIN }, 'fork', /pull request from a fork/],
    ['Dependabot without the password', { registry: { username: 'octo', password: '' } }, 'dependabot', /Dependabot/],
  ])('%s', async (_what, settings, outsider, why) => {
    const world = new BuildWorld()
    world.outsider = outsider
    const { report, ending } = await world.run(settings)
    expect(ending.outcome).toBe('success')
    expect(report.notPushed).toMatch(why)
    expect(world.log.lines).toContain(`notice: The image is not pushed: ${report.notPushed}`)
    expect(world.events).toEqual(expect.arrayContaining(['start lint', 'start test', 'build into the engine']))
    expect(world.writes).toEqual([])
    expect(world.events.filter(event => event.startsWith('log in'))).toEqual([])
    expect(new Set(world.registry.opened)).toEqual(new Set(['pull as docker']))
    expect(originText(report)).toMatch(/^not pushed: /)
  })

  test('Dependabot, after the registry has refused the write access', async () => {
    const world = new BuildWorld()
    world.outsider = 'dependabot'
    world.registry.onRead = () => {
      if (world.registry.opened.at(-1)?.startsWith('pull,push')) denied()
    }
    const { report, ending } = await world.run()
    expect(ending.outcome).toBe('success')
    expect(report.notPushed).toMatch(/Dependabot/)
    expect(world.registry.opened).toContain('pull as docker')
    expect(world.writes).toEqual([])
  })

  test('where it cannot even be read, which is no reason not to build', async () => {
    const world = new BuildWorld()
    world.registry.onRead = denied
    const { ending } = await world.run({ push: false })
    expect(ending.outcome).toBe('success')
    expect(world.events).toContain('build into the engine')
  })
})

describe('the registry', () => {
  test('refuses the read: nothing is started', async () => {
    const world = new BuildWorld()
    world.registry.onRead = denied
    const result = await world.run()
    expect([result.ending.outcome, ...reasonsOf(result)]).toEqual(['error', 'registry-denied'])
    expect(world.events).toEqual([])
  })

  test('refuses the push: red, and the commit has no image', async () => {
    const world = new BuildWorld()
    world.before.push = denied
    const result = await world.run()
    expect([result.ending.outcome, ...reasonsOf(result)]).toEqual(['error', 'registry-denied'])
    expect(result.report).toMatchObject({ absent: true, references: [] })
  })

  test('refuses another tag: red, and what is there is said', async () => {
    const world = new BuildWorld()
    world.registry.onWrite = denied
    const result = await world.run({ tags: tagsNamed('main') })
    expect(reasonsOf(result)).toEqual(['registry-denied'])
    expect(result.report).toMatchObject({
      digest: imageNamed('hello').digest,
      references: [`ghcr.io/acme/hello:${sha}`],
    })
  })

  test('is busy for a moment: the push is retried after 2 s and 8 s, no more', async () => {
    const world = new BuildWorld()
    let pushes = 0
    world.before.push = () => {
      pushes += 1
      throw new UserError('registry-busy', `busy ${pushes}`)
    }
    const running = world.run()
    for (const [index, seconds] of [2, 8].entries()) {
      const line = `info: busy ${index + 1}; trying again in ${seconds} s`
      await expect.poll(() => world.log.lines.at(-1), { timeout: 30_000 }).toBe(line)
      await world.clock.advance(seconds * 1000 - 1)
      expect(pushes).toBe(index + 1)
      await world.clock.advance(1)
    }
    expect(reasonsOf(await running)).toEqual(['registry-busy'])
    expect(pushes).toBe(3)
  })
})

test('with provenance the content is pushed first, then tagged once it is seen to be right', async () => {
  const world = new BuildWorld()
  const { report } = await world.run({ provenance: 'min' })
  expect(world.writes).toEqual(['push by digest', `tag ${sha}`])
  expect(report).toMatchObject({ origin: 'built', digest: indexWith('hello', 'amd64').digest })
})
