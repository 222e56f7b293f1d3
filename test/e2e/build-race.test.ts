import type { IncomingMessage } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Intervene, RegistryProxy } from '../platform/containers/registry-proxy.ts'
import type { BuildStage } from '../platform/stage/build-stage.ts'
import { digestOf, headline, openLiveBuild, tagsOf } from '../platform/stage/live-build.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

/** Runs of one commit at the same time, each through a door of its own to the same repository of the real registry. */
const platform = usePlatform()

class Gate {
  readonly reached: Promise<void>
  readonly #opened: Promise<void>
  #reach: () => void = () => undefined
  open: () => void = () => undefined

  constructor() {
    this.reached = new Promise(resolve => {
      this.#reach = resolve
    })
    this.#opened = new Promise(resolve => {
      this.open = resolve
    })
  }

  /** Waits here until the gate is opened. */
  wait(): Promise<void> {
    this.#reach()
    return this.#opened
  }
}

let stage: BuildStage
let doors: readonly [RegistryProxy, RegistryProxy]
let image: string
let name: string
beforeEach(async () => {
  doors = [await RegistryProxy.open(platform.registry), await RegistryProxy.open(platform.registry)]
  ;({ stage, image } = await openLiveBuild(platform))
  name = image.slice(image.indexOf('/'))
})
afterEach(async () => {
  for (const door of doors) door.close()
  await stage.close()
})

const writes = ({ method, url }: IncomingMessage) => method === 'PUT' && url?.includes('/manifests/') === true
const reads = ({ method, url }: IncomingMessage) => method === 'GET' && url?.includes('/manifests/') === true

/** As Harbor does when a tag is there that may not change. */
const immutable: Intervene = (request, response) => {
  if (!writes(request)) return false
  response.writeHead(412, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify({ errors: [{ code: 'PRECONDITION', message: 'configured as immutable' }] }))
  return true
}

/** A commit whose image is another one each time it is built, by what `run` says. */
const changing = () =>
  stage.commit({
    Dockerfile:
      'FROM scratch\nCOPY busybox /busybox\nARG RUN\nRUN ["/busybox", "sh", "-c", "/busybox echo $RUN > /run-was"]\n',
  })
const inputsOf = (door: RegistryProxy, run: string) => ({
  inputs: { image: `${door.address}${name}`, 'build-args': `RUN=${run}` },
})

describe('two runs of one commit, both of which saw no image', () => {
  test('build the same content: both are green, with one image', async () => {
    const sha = await stage.commit()
    const [door] = doors
    const gate = new Gate()
    door.hold = request => (writes(request) ? gate.wait() : undefined)
    const first = stage.build(sha, { inputs: { image: `${door.address}${name}` } })
    await gate.reached
    const second = await stage.build(sha)
    expect(second.outputs).toMatchObject({ outcome: 'success', skipped: 'false' })
    gate.open()
    const digest = await digestOf(`${image}:${sha}`)
    expect((await first).outputs).toMatchObject({ outcome: 'success', digest })
    expect(second.outputs.digest).toBe(digest)
    expect(await tagsOf(image)).toEqual([sha])
  })

  test('build other content, and tags are immutable: the later one takes the image that is there', async () => {
    const sha = await changing()
    const [door] = doors
    const gate = new Gate()
    door.hold = request => (writes(request) ? gate.wait() : undefined)
    door.intervene = immutable
    const later = stage.build(sha, inputsOf(door, 'later'))
    await gate.reached
    const sooner = await stage.build(sha, { inputs: { 'build-args': 'RUN=sooner' } })
    gate.open()
    const digest = await digestOf(`${image}:${sha}`)
    expect(sooner.outputs).toMatchObject({ outcome: 'success', digest })
    const run = await later
    expect(headline(run)).toContain(digest)
    expect(run.outputs).toMatchObject({ outcome: 'success', digest, image: `${door.address}${name}@${digest}` })
    expect(run.summary).toContain('pushed by another run of this commit')
  })

  test('build other content, and tags may move: the run whose image is not under the tag reports it', async () => {
    const sha = await changing()
    const [losing, winning] = doors
    const [write, look, overwrite] = [new Gate(), new Gate(), new Gate()]
    let written = false
    losing.hold = request => {
      if (writes(request)) {
        written = true
        return write.wait()
      }
      return written && reads(request) ? look.wait() : undefined
    }
    winning.hold = request => (writes(request) ? overwrite.wait() : undefined)
    const [loser, winner] = [stage.build(sha, inputsOf(losing, 'loser')), stage.build(sha, inputsOf(winning, 'winner'))]
    await Promise.all([write.reached, overwrite.reached])
    write.open()
    await look.reached
    overwrite.open()
    const { outputs } = await winner
    expect(outputs).toMatchObject({ outcome: 'success', digest: await digestOf(`${image}:${sha}`) })
    look.open()
    const run = await loser
    expect(run.outputs).toMatchObject({ outcome: 'error', reason: 'tag-moved', image: '' })
    expect(headline(run)).toContain(`it holds ${outputs.digest}, not sha256:`)
    expect(await digestOf(`${image}:${sha}`)).toBe(outputs.digest)
  })

  test('one after the other: the second finds the image before it pushes', async () => {
    const sha = await changing()
    const [door] = doors
    // The later one has looked, and builds, while the sooner one is done with everything.
    const gate = new Gate()
    let looks = 0
    door.hold = request => (reads(request) && ++looks === 2 ? gate.wait() : undefined)
    const later = stage.build(sha, inputsOf(door, 'later'))
    await gate.reached
    const sooner = await stage.build(sha, { inputs: { 'build-args': 'RUN=sooner' } })
    gate.open()
    const run = await later
    expect(run.outputs).toMatchObject({ outcome: 'success', skipped: 'false', digest: sooner.outputs.digest })
    expect(run.summary).toContain('pushed by another run of this commit')
    expect(door.requests.filter(line => line.startsWith('PUT'))).toEqual([])
  })
  test("take the parent's image over, and tags are immutable: both are green", async () => {
    const { outputs: parent } = await stage.build(await stage.commit())
    const sha = await stage.commit({ 'deploy/app.yaml': 'replicas: 2\n' })
    const inputs = { 'not-in-image': 'deploy/' }
    const [door] = doors
    const gate = new Gate()
    door.hold = request => (writes(request) ? gate.wait() : undefined)
    door.intervene = immutable
    const later = stage.build(sha, { inputs: { ...inputs, image: `${door.address}${name}` } })
    await gate.reached
    const sooner = await stage.build(sha, { inputs })
    gate.open()
    for (const { outputs } of [sooner, await later]) {
      expect(outputs).toMatchObject({ outcome: 'success', skipped: 'true', digest: parent.digest })
    }
  })
})
