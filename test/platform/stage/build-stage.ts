import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileContent } from '../../../packages/github-double/src/git/commit-stream.ts'
import { createRepository, type Repository } from '../../../packages/github-double/src/git/repository.ts'
import type { RunContext } from '../action/environment.ts'
import { type ActionRun, type RunningAction, startAction } from '../action/run-action.ts'

/** The smallest service with an image: a static busybox that can do whatever a line says. */
const BUILD_FILES: Readonly<Record<string, FileContent>> = {
  'README.md': '# hello\n',
  Dockerfile:
    'FROM scratch\nCOPY busybox /busybox\nCOPY message /message\nENTRYPOINT ["/busybox", "cat", "/message"]\n',
  '.dockerignore': '*\n!busybox\n!message\n',
  '.gitignore': 'busybox\n',
  message: 'hello\n',
  'deploy/app.yaml': 'replicas: 1\n',
}

export interface BuildOptions {
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** Folders put before the runner's PATH. */
  readonly path?: readonly string[]
  /** Default: a push. */
  readonly event?: RunContext['event']
  readonly actor?: string
  /** GITHUB_SHA, when it is not the commit itself. */
  readonly runSha?: string
  readonly ref?: string
  /** How much history is fetched. Default: 2. */
  readonly depth?: number
  /** What is checked out, when it is not the commit itself. */
  readonly checkout?: string
  /** Changes to the checkout before the action starts. */
  readonly beforehand?: (workspace: string) => Promise<void>
}

/** One service repository whose commits are built. Nothing is shared with another stage. */
export class BuildStage {
  readonly repository: Repository
  /** Where everything of this stage lies; taken away at the end. */
  readonly folder: string
  readonly #defaults: BuildOptions
  #steps = 0

  private constructor(repository: Repository, folder: string, defaults: BuildOptions) {
    this.repository = repository
    this.folder = folder
    this.#defaults = defaults
  }

  /** `defaults` are the options of every build here. */
  static async open(defaults: BuildOptions = {}): Promise<BuildStage> {
    const folder = await mkdtemp(join(tmpdir(), 'build-stage-'))
    return new BuildStage(await createRepository(join(folder, 'hello.git')), folder, defaults)
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
  }

  /** The service's files, some of them changed (`null` takes one away), as a commit on the default branch. */
  async commit(changes: Readonly<Record<string, FileContent>> = {}, message = 'A change'): Promise<string> {
    const first = (await this.repository.head()) === undefined
    return this.repository.commit({ files: first ? { ...BUILD_FILES, ...changes } : changes, message })
  }

  /** Starts the action for a commit as a workflow would. */
  async start(sha: string, given: BuildOptions = {}): Promise<RunningAction & { readonly temp: string }> {
    const options = { ...this.#defaults, ...given }
    this.#steps += 1
    const folder = join(this.folder, `step-${this.#steps}`)
    const workspace = join(folder, 'work', 'hello')
    await this.repository.checkout(options.checkout ?? sha, workspace, options.depth ?? 2)
    for (const prepare of [this.#defaults.beforehand, given.beforehand]) await prepare?.(workspace)
    const running = startAction({
      action: 'actions/build',
      inputs: { ...this.#defaults.inputs, ...given.inputs },
      env: { ...this.#defaults.env, ...given.env },
      run: {
        repository: 'acme/hello',
        runId: this.#steps,
        sha: options.runSha ?? sha,
        ref: options.ref ?? 'refs/heads/main',
        event: options.event ?? { name: 'push', payload: { after: sha } },
        apiUrl: 'http://127.0.0.1:1',
        serverUrl: 'https://github.com',
        ...(options.actor === undefined ? {} : { actor: options.actor }),
      },
      places: { folder, workspace, path: options.path ?? [] },
    })
    return Object.assign(running, { temp: join(folder, 'temp') })
  }

  async build(sha: string, options: BuildOptions = {}): Promise<ActionRun> {
    return (await this.start(sha, options)).ended
  }
}
