import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ActionRun } from '../platform/action/run-action.ts'
import { shown } from '../platform/action/run-action.ts'
import { program } from '../platform/process/program.ts'
import { BuildStage } from '../platform/stage/build-stage.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

const platform = usePlatform()
let stage: BuildStage
let image: string
let count = 0

beforeEach(async () => {
  count += 1
  image = `${platform.registry}/acme/build-${process.pid}-${count}`
  stage = await BuildStage.open({
    inputs: { image },
    env: { DOCKER_HOST: platform.dockerHost ?? '' },
    beforehand: workspace => copyFile('/bin/busybox', join(workspace, 'busybox')),
  })
})
afterEach(() => stage.close())

const crane = (...args: string[]) => program(['crane', ...args, '--insecure'])
const digestOf = async (reference: string) => (await crane('digest', reference)).trim()
const tagsOf = async (name: string) => (await crane('ls', name)).trim().split('\n').sort()
const configOf = async (reference: string) =>
  JSON.parse(await crane('config', reference)) as { config: { Labels: Record<string, string> } }

/** The one line a person sees first. */
const headline = (run: ActionRun) => run.annotations.find(({ level }) => level === 'error')?.message ?? shown(run.log)

/** Whether the registry has anything of this test: asked without our own code. */
async function nothingPushed(): Promise<void> {
  const [registry, ...path] = image.split('/')
  expect((await fetch(`http://${registry}/v2/${path.join('/')}/tags/list`)).status).toBe(404)
}

describe('a commit that passes', () => {
  test('has one image, named by its full SHA', async () => {
    const sha = await stage.commit()
    const run = await stage.build(sha, {
      inputs: { image: image.replace('acme', 'Acme'), lint: 'echo linted', test: 'echo tested' },
    })
    expect(headline(run) && run.annotations).toEqual([])
    expect(run.exitCode).toBe(0)
    const digest = await digestOf(`${image}:${sha}`)
    expect(run.outputs).toMatchObject({
      outcome: 'success',
      reason: '',
      commit: sha,
      tag: sha,
      digest,
      image: `${image}@${digest}`,
      tags: JSON.stringify([`${image}:${sha}`]),
      skipped: 'false',
    })
    expect(Object.keys(JSON.parse(run.outputs.durations ?? ''))).toEqual(['lint', 'test', 'image', 'push', 'total'])
    expect(await tagsOf(image)).toEqual([sha])
    expect((await configOf(`${image}:${sha}`)).config.Labels).toEqual({
      'org.opencontainers.image.revision': sha,
      'org.opencontainers.image.source': 'https://github.com/acme/hello',
      'org.opencontainers.image.created': '2026-01-05T09:00:00Z',
      'org.opencontainers.image.version': sha,
      'org.opencontainers.image.title': 'hello',
    })
    expect(run.summary).toContain(`\`${image}@${digest}\``)
    console.log(shown(run.log), run.summary)
  })
})
test('none', nothingPushed)
