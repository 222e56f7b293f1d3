import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type ActionRun, shown } from '../action/run-action.ts'
import { program } from '../process/program.ts'
import type { TestPlatform } from '../vitest/use-platform.ts'
import { type BuildOptions, BuildStage } from './build-stage.ts'

let count = 0

/** A stage whose commits are built by the real engine and go to a repository of the real registry that is new. */
export async function openLiveBuild(
  platform: TestPlatform,
  registry: string = platform.registry,
  more: BuildOptions = {},
): Promise<{ stage: BuildStage; image: string }> {
  count += 1
  const image = `${registry}/acme/build-${process.pid}-${count}`
  const stage = await BuildStage.open({
    ...more,
    inputs: { image, ...more.inputs },
    env: { DOCKER_HOST: platform.dockerHost ?? '', ...more.env },
    beforehand: workspace => copyFile('/bin/busybox', join(workspace, 'busybox')),
  })
  return { stage, image }
}

const crane = (...args: string[]) => program(['crane', ...args, '--insecure'])

export async function digestOf(reference: string): Promise<string> {
  return (await crane('digest', reference)).trim()
}

export async function tagsOf(name: string): Promise<string[]> {
  return (await crane('ls', name)).trim().split('\n').sort()
}

export async function configOf(reference: string): Promise<{ config: { Labels: Record<string, string> } }> {
  return JSON.parse(await crane('config', reference))
}

/** The one line a person sees first; the whole log when there is none. */
export function headline(run: ActionRun): string {
  return run.annotations.find(({ level }) => level === 'error')?.message ?? shown(run.log)
}

/** The registry has nothing of this repository: asked without our own code. */
export async function expectNothingPushed(image: string): Promise<void> {
  const [registry, ...path] = image.split('/')
  const answer = await fetch(`http://${registry}/v2/${path.join('/')}/tags/list`)
  const { tags } = (await answer.json()) as { tags?: string[] | null }
  expect(tags ?? []).toEqual([])
}
