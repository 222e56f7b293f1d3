import type { Stats } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { needsDirectPush } from '../../../docker/build-arguments.ts'
import type { ImageBuildPlan } from '../../../docker/build-plan.ts'
import type { Builder } from '../../../docker/builder.ts'
import { checkLimits } from '../../../docker/builder-limits.ts'
import type { EngineCall, ImageEngine } from '../../../docker/engine.ts'
import { messageOf, UserError } from '../../../errors.ts'
import { isMissing } from '../../../files/missing-file.ts'
import { exitText } from '../../../process/exit-text.ts'
import { untilAborted } from '../../../process/wait.ts'
import type { RegistryLogin } from '../../../registry/docker-config.ts'
import type { BuildTask } from './task.ts'
import type { TaskOutput } from './task-output.ts'

/** What the image is built from, and with what. */
export interface ImageWork {
  readonly plan: ImageBuildPlan
  readonly testImage: readonly (readonly string[])[]
  readonly engine: ImageEngine
  /** Being looked for already. */
  readonly builder: Promise<Builder>
  /** Given when docker has to be logged in by the inputs. */
  readonly login: { readonly registry: string; readonly login: RegistryLogin } | undefined
  readonly workspace: string
  readonly warn: (line: string) => void
}

/** An image that was built and tested, ready to be pushed. */
export interface BuiltImage {
  readonly builder: Builder
  /** As the engine knows it; absent when it is only in the builder's cache. */
  readonly id: string | undefined
}

/** Builds the image and runs "test-image" in it. `done` receives what is ready to be pushed. */
export function imageTask(work: ImageWork, done: (image: BuiltImage) => void): BuildTask {
  const { plan, engine, login } = work
  return {
    name: 'image',
    work: async (output, signal) => {
      await checkFiles(work)
      // Side by side, and each to its end: a login that still runs would write into a folder that is removed.
      const loggingIn = login === undefined ? undefined : engine.logIn(login.registry, login.login, signal)
      const finding = untilAborted(work.builder, signal)
      await Promise.allSettled([finding, loggingIn])
      const builder = await finding
      output.add(`Builder: ${builder.name}`)
      checkLimits(builder, plan)
      await loggingIn
      const call = { signal, onLine: (line: string) => output.add(line) }
      const id = await build(work, builder, call)
      for (const command of work.testImage) await testInside(engine, id ?? '', command, output, call)
      done({ builder, id })
    },
  }
}

async function checkFiles({ plan, workspace }: ImageWork): Promise<void> {
  const [context, dockerfile] = [
    found(workspace, plan.context, 'build-context-missing'),
    found(workspace, plan.dockerfile, 'dockerfile-missing'),
  ]
  // Where both are wrong, it is the context's fault.
  dockerfile.catch(() => undefined)
  if (!(await context)?.isDirectory()) {
    throw new UserError(
      'build-context-missing',
      `There is no folder ${plan.context}; set the input "context" to one of the repository`,
    )
  }
  if (!(await dockerfile)?.isFile()) {
    throw new UserError(
      'dockerfile-missing',
      `There is no file ${plan.dockerfile}; add it, or set the input "dockerfile"`,
    )
  }
}

/** Undefined where there is nothing; throws where that is not known. */
async function found(
  workspace: string,
  path: string,
  reason: 'build-context-missing' | 'dockerfile-missing',
): Promise<Stats | undefined> {
  try {
    return await stat(join(workspace, path))
  } catch (thrown) {
    if (isMissing(thrown)) return undefined
    throw new UserError(reason, `Cannot read ${path}: ${messageOf(thrown)}`, { cause: thrown })
  }
}

async function build(
  { plan, testImage, engine, warn }: ImageWork,
  builder: Builder,
  call: EngineCall,
): Promise<string | undefined> {
  // Nothing can be run in what is in the cache alone; an image of several platforms has no "test-image".
  const output = !needsDirectPush(plan) || testImage.length > 0 ? 'engine' : 'cache'
  const { id, cacheProblem } = await engine.build(plan, builder, output, call)
  if (cacheProblem !== undefined) warn(`The cache could not be written; the image is not affected: ${cacheProblem}`)
  return id
}

async function testInside(
  engine: ImageEngine,
  id: string,
  command: readonly string[],
  output: TaskOutput,
  call: EngineCall,
): Promise<void> {
  output.add(`$ docker run ${id.slice(0, 19)} ${command.join(' ')}`)
  const exitCode = await engine.runInside(id, command, call)
  if (exitCode === 0) return
  const text = `test-image failed in \`${command.join(' ')}\`: ${exitText({ exitCode, signal: undefined })}`
  throw new UserError('test-image-failed', text)
}
