import { randomUUID } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../errors.ts'
import type { RegistryLogin } from '../registry/docker-config.ts'
import { type BuildOutput, buildArguments, type DockerResultFiles } from './build-arguments.ts'
import type { ImageBuildPlan } from './build-plan.ts'
import type { Builder } from './builder.ts'
import type { DockerCli } from './cli.ts'
import type { BuildProduct, EngineCall, ImageEngine } from './engine.ts'
import { findBuilder } from './find-builder.ts'
import { logIn } from './login.ts'
import { cacheProblem, dockerProblem } from './problem.ts'

/** How long the removal of a container may take, in milliseconds. */
const REMOVAL_MS = 3000
/** Exit code of `docker run` where docker itself failed: nothing was run. */
const DOCKER_FAILED = 125

/** The engine that the docker command reaches. */
export class DockerEngine implements ImageEngine {
  #docker: DockerCli
  readonly #folder: string
  readonly #files: DockerResultFiles
  #isLoggedIn = false

  /** `folder` is of this run alone: docker's configuration and results are written there. */
  constructor(docker: DockerCli, folder: string) {
    this.#docker = docker
    this.#folder = folder
    this.#files = { imageId: join(folder, 'image-id'), metadata: join(folder, 'metadata.json') }
  }

  findBuilder(signal: AbortSignal): Promise<Builder> {
    return findBuilder(this.#docker, signal)
  }

  async logIn(registry: string, login: RegistryLogin, signal: AbortSignal): Promise<void> {
    if (this.#isLoggedIn) return
    const folder = join(this.#folder, 'docker')
    await mkdir(folder, { mode: 0o700 })
    this.#docker = await logIn({ folder, registry, login, docker: this.#docker, signal })
    this.#isLoggedIn = true
  }

  async build(plan: ImageBuildPlan, builder: Builder, output: BuildOutput, call: EngineCall): Promise<BuildProduct> {
    const args = buildArguments(plan, builder, output, this.#files)
    const { exitCode, lines } = await this.#docker.with(builderEnvironment(builder)).run(args, call)
    if (exitCode !== 0) throw dockerProblem('The image could not be built', 'build-failed', lines)
    return {
      id: output === 'engine' ? (await readFile(this.#files.imageId, 'utf8')).trim() : undefined,
      cacheProblem: plan.cache === 'none' ? undefined : cacheProblem(lines),
    }
  }

  /** The container is removed in any case: the engine keeps it running when only its client is stopped. */
  async runInside(id: string, command: readonly string[], call: EngineCall): Promise<number | undefined> {
    const [program = '', ...args] = command
    const name = `commit-train-${randomUUID()}`
    const remove = (): Promise<unknown> => this.#remove(name)
    call.signal.addEventListener('abort', remove, { once: true })
    try {
      const run = ['run', '--rm', '--name', name, '--entrypoint', program, id, ...args]
      const { exitCode, lines } = await this.#docker.run(run, call)
      if (exitCode !== DOCKER_FAILED) return exitCode
      throw dockerProblem(`test-image failed in \`${command.join(' ')}\``, 'test-image-failed', lines)
    } finally {
      call.signal.removeEventListener('abort', remove)
      // Once more: the container may not have existed yet the first time.
      if (call.signal.aborted) await remove()
    }
  }

  async pushTag(plan: ImageBuildPlan, id: string | undefined, call: EngineCall): Promise<string | undefined> {
    const reference = `${plan.repository}:${plan.tag}`
    const run = async (...args: string[]): Promise<string> => {
      const { exitCode, lines, stdout } = await this.#docker.run(args, call)
      if (exitCode === 0) return stdout
      throw dockerProblem('The image could not be pushed', 'push-failed', lines)
    }
    // By its id: on a shared engine another run of this commit may have moved the tag to its own image meanwhile.
    await run('tag', id ?? reference, reference)
    return /digest: (sha256:[0-9a-f]{64})/.exec(await run('push', reference))?.[1]
  }

  async pushByDigest(plan: ImageBuildPlan, builder: Builder, call: EngineCall): Promise<string> {
    const args = buildArguments(plan, builder, 'registry', this.#files)
    const { exitCode, lines } = await this.#docker.with(builderEnvironment(builder)).run(args, call)
    if (exitCode !== 0) throw dockerProblem('The image could not be pushed', 'push-failed', lines)
    const metadata = JSON.parse(await readFile(this.#files.metadata, 'utf8')) as Readonly<Record<string, unknown>>
    const digest = metadata['containerimage.digest']
    if (typeof digest === 'string') return digest
    throw new UserError('push-failed', 'The image could not be pushed: docker does not print its digest')
  }

  /** buildx copies what it is; without it an image goes through the engine, and whether it stayed the same is seen later. */
  async copy(source: string, target: string, call: EngineCall): Promise<void> {
    const { signal } = call
    const run = async (...args: string[]): Promise<void> => {
      const { exitCode, lines } = await this.#docker.run(args, call)
      if (exitCode !== 0) throw dockerProblem(`The image could not be copied to ${target}`, 'push-failed', lines)
    }
    if ((await this.#docker.run(['buildx', 'version'], { signal })).exitCode === 0) {
      return run('buildx', 'imagetools', 'create', '--prefer-index=false', '--tag', target, source)
    }
    await run('pull', '--quiet', source)
    await run('tag', source, target)
    await run('push', target)
  }

  async #remove(container: string): Promise<void> {
    const args = ['rm', '--force', '--volumes', container]
    await this.#docker.run(args, { signal: AbortSignal.timeout(REMOVAL_MS) }).catch(() => undefined)
  }
}

/** The environment in which the builder does what was chosen, whatever the client's default is. */
function builderEnvironment({ kind }: Builder): Record<string, string> {
  // Empty is unset: since 23.0 the client then takes the classic builder when there is no buildx.
  return kind === 'buildx' ? {} : { DOCKER_BUILDKIT: kind === 'buildkit' ? '1' : '' }
}
