import { randomUUID } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { buildArguments, needsDirectPush, type ResultFiles } from '../../docker/build-arguments.ts'
import type { ImageBuildPlan } from '../../docker/build-plan.ts'
import type { Builder } from '../../docker/builder.ts'
import { checkLimits } from '../../docker/builder-limits.ts'
import type { Docker } from '../../docker/docker.ts'
import { logIn } from '../../docker/login.ts'
import { cacheProblem, dockerProblem } from '../../docker/problem.ts'
import type { ImageRepository } from '../../domain/image-reference.ts'
import { UserError } from '../../errors.ts'
import { exitText } from '../../process/exit-text.ts'
import { untilAborted } from '../../process/wait.ts'
import type { RegistryLogin } from '../../registry/docker-config.ts'
import type { Task } from './task.ts'
import type { TaskOutput } from './task-output.ts'

/** What the image is built from, and with what. */
export interface ImageWork {
  readonly plan: ImageBuildPlan
  readonly testImage: readonly (readonly string[])[]
  readonly docker: Docker
  /** Asked for already. */
  readonly builder: Promise<Builder>
  readonly repository: ImageRepository
  /** Given when docker has to be logged in by the inputs. */
  readonly login: RegistryLogin | undefined
  readonly workspace: string
  /** Of this run alone: docker's configuration and results. */
  readonly folder: string
  readonly warn: (line: string) => void
}

/** An image that was built and tested, ready to be pushed. */
export interface BuiltImage {
  readonly builder: Builder
  /** Logged in. */
  readonly docker: Docker
  /** As the engine knows it; absent when it is only in the builder's cache. */
  readonly id: string | undefined
}

/** Builds the image and runs "test-image" in it. `done` is told what is ready to be pushed. */
export function imageTask(work: ImageWork, done: (image: BuiltImage) => void): Task {
  return {
    name: 'image',
    work: async (output, signal) => {
      await checkFiles(work)
      const builder = await untilAborted(work.builder, signal)
      output.add(`Builder: ${builder.name}`)
      checkLimits(builder, work.plan)
      const docker = await loggedIn(work, signal)
      const id = await build({ ...work, docker }, builder, output, signal)
      for (const command of work.testImage) await runInside(docker, id ?? '', command, output, signal)
      done({ builder, docker, id })
    },
  }
}

/** The environment in which the builder does what was chosen, whatever the client's default is. */
export function builderEnvironment({ kind }: Pick<Builder, 'kind'>): Record<string, string> {
  // Empty is unset: since 23.0 the client then takes the classic builder when there is no buildx.
  return kind === 'buildx' ? {} : { DOCKER_BUILDKIT: kind === 'buildkit' ? '1' : '' }
}

export function resultFiles(folder: string): ResultFiles {
  return { imageId: join(folder, 'image-id'), metadata: join(folder, 'metadata.json') }
}

async function checkFiles({ plan, workspace }: ImageWork): Promise<void> {
  const [context, dockerfile] = await Promise.all(
    [plan.context, plan.dockerfile].map(path => stat(join(workspace, path)).catch(() => undefined)),
  )
  if (!context?.isDirectory()) {
    throw new UserError(
      'no-context',
      `There is no folder ${plan.context}; set the input "context" to one of the repository`,
      {
        outcome: 'failed',
      },
    )
  }
  if (!dockerfile?.isFile()) {
    throw new UserError('no-dockerfile', `There is no file ${plan.dockerfile}; add it, or set the input "dockerfile"`, {
      outcome: 'failed',
    })
  }
}

async function loggedIn({ docker, login, repository, folder }: ImageWork, signal: AbortSignal): Promise<Docker> {
  if (login === undefined) return docker
  return logIn({ folder: join(folder, 'docker'), registry: repository.registry, login, docker, signal })
}

async function build(
  { plan, testImage, docker, folder, warn }: ImageWork,
  builder: Builder,
  output: TaskOutput,
  signal: AbortSignal,
): Promise<string | undefined> {
  const files = resultFiles(folder)
  // Nothing can be run in what is in the cache alone; an image of several platforms has no "test-image".
  const inEngine = !needsDirectPush(plan) || testImage.length > 0
  const args = buildArguments(plan, builder, inEngine ? 'engine' : 'cache', files)
  const onLine = (line: string): void => output.add(line)
  const { exitCode, lines } = await docker.with(builderEnvironment(builder)).run(args, { signal, onLine })
  if (exitCode !== 0) throw dockerProblem('The image could not be built', 'build-failed', lines)
  const cache = plan.cache === 'none' ? undefined : cacheProblem(lines)
  if (cache !== undefined) warn(`The cache could not be written; the image is not affected: ${cache}`)
  return inEngine ? (await readFile(files.imageId, 'utf8')).trim() : undefined
}

/** The container is taken away in any case: the engine keeps it running when only its client is stopped. */
async function runInside(
  docker: Docker,
  image: string,
  command: readonly string[],
  output: TaskOutput,
  signal: AbortSignal,
): Promise<void> {
  const [program = '', ...args] = command
  const name = `commit-train-${randomUUID()}`
  output.add(`$ docker run ${image.slice(0, 19)} ${command.join(' ')}`)
  const onLine = (line: string): void => output.add(line)
  const remove = (): Promise<unknown> => removed(docker, name)
  signal.addEventListener('abort', remove, { once: true })
  try {
    const run = ['run', '--rm', '--name', name, '--entrypoint', program, image, ...args]
    const { exitCode, lines } = await docker.run(run, { signal, onLine })
    if (exitCode === 0) return
    const what = `test-image failed in \`${command.join(' ')}\``
    // 125: docker itself failed, nothing was run.
    if (exitCode === 125) throw dockerProblem(what, 'test-image-failed', lines)
    throw new UserError('test-image-failed', `${what}: ${exitText({ exitCode, signal: undefined })}`, {
      outcome: 'failed',
    })
  } finally {
    signal.removeEventListener('abort', remove)
    // Once more: the first time it may not have been made yet.
    if (signal.aborted) await remove()
  }
}

const removalMs = 3000

async function removed(docker: Docker, container: string): Promise<void> {
  const args = ['rm', '--force', '--volumes', container]
  await docker.run(args, { signal: AbortSignal.timeout(removalMs) }).catch(() => undefined)
}
