import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BuildStage } from '../platform/stage/build-stage.ts'
import { digestOf, openLiveBuild } from '../platform/stage/live-build.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

const platform = usePlatform()
let stage: BuildStage
let image: string
beforeEach(async () => {
  ;({ stage, image } = await openLiveBuild(platform))
})
afterEach(() => stage.close())

describe('an image that is there', () => {
  test('is not built again', async () => {
    const sha = await stage.commit()
    const first = await stage.build(sha)
    const second = await stage.build(sha, { inputs: { tags: 'main', test: 'exit 1' } })
    expect(second.exitCode).toBe(0)
    expect(second.outputs).toMatchObject({ outcome: 'success', skipped: 'true', image: first.outputs.image })
    expect(second.log.map(({ group }) => group)).not.toContain('image')
    expect(JSON.parse(second.outputs.tags ?? '')).toEqual([`${image}:${sha}`, `${image}:main`])
    expect(await digestOf(`${image}:main`)).toBe(first.outputs.digest)
  })

  test("of the first parent is the commit's, when nothing that is in it changed", async () => {
    const parent = await stage.build(await stage.commit())
    const sha = await stage.commit({ 'deploy/app.yaml': 'replicas: 2\n', 'docs/a.md': '' })
    const inputs = { 'not-in-image': 'deploy/\n*.md', test: 'exit 1' }
    const run = await stage.build(sha, { inputs, env: { DOCKER_HOST: 'unix:///run/nobody.sock' } })
    expect(run.outputs).toMatchObject({ outcome: 'success', skipped: 'true', digest: parent.outputs.digest, tag: sha })
    expect(await digestOf(`${image}:${sha}`)).toBe(parent.outputs.digest)
  })

  test.each([
    ['something else changed too', { 'deploy/app.yaml': 'x', message: 'new\n' }, 2],
    ['the history is not there', { 'deploy/app.yaml': 'x' }, 1],
  ])('of the first parent is not enough when %s', async (_what, files, depth) => {
    const parent = await stage.build(await stage.commit())
    const sha = await stage.commit({ 'Dockerfile.other': '', ...files })
    const run = await stage.build(sha, { inputs: { 'not-in-image': 'deploy\nDockerfile.other' }, depth })
    expect(run.outputs).toMatchObject({ outcome: 'success', skipped: 'false' })
    expect(run.outputs.digest).not.toBe(parent.outputs.digest)
    expect(await digestOf(`${image}:${sha}`)).toBe(run.outputs.digest)
  })

  test('of the first parent is built when that has none', async () => {
    await stage.commit()
    const sha = await stage.commit({ 'deploy/app.yaml': 'x' })
    const run = await stage.build(sha, { inputs: { 'not-in-image': 'deploy/' } })
    expect(run.outputs).toMatchObject({ outcome: 'success', skipped: 'false' })
  })
})
