import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BuildEffects } from '../../../../src/delivery/image/effects.ts'
import { commandsOf } from '../../../../src/delivery/image/plan/command-parts.ts'
import type { BuildContext } from '../../../../src/delivery/image/plan/context.ts'
import type { BuildEvent } from '../../../../src/delivery/image/plan/event.ts'
import { parseTagRule, type TagRule } from '../../../../src/delivery/image/plan/extra-tags.ts'
import type { BuildSettings } from '../../../../src/delivery/image/plan/settings.ts'
import type { BuildResult } from '../../../../src/delivery/image/report/build-report.ts'
import { runBuild } from '../../../../src/delivery/image/run.ts'
import type { Builder } from '../../../../src/docker/builder.ts'
import type { ImageEngine } from '../../../../src/docker/engine.ts'
import type { CheckedOutCommit } from '../../../../src/git/commit.ts'
import type { Unfetched } from '../../../../src/git/unfetched.ts'
import type { ScriptRun } from '../../../../src/process/bash.ts'
import type { GroupEnd } from '../../../../src/process/group.ts'
import type { ImageManifest } from '../../../../src/registry/client.ts'
import { Masks } from '../../../../src/secrets/masks.ts'
import { HeldClock } from '../../held-clock.ts'
import { RecordingLogger } from '../../recording-logger.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { configOf, FakeRegistry, imageNamed, indexWith, repository } from './fake-registry.ts'

export const sha = 'a'.repeat(40)
export const PARENT = 'b'.repeat(40)

const BUILDX: Builder = { kind: 'buildx', name: 'docker buildx 0.37', platform: 'linux/amd64', exports: true }

export const defaults: BuildSettings = {
  repository,
  copies: [],
  lint: commandsOf('lint', 'lint'),
  test: commandsOf('test', 'test'),
  testImage: [],
  failFast: true,
  push: 'auto',
  registry: { username: '', password: '' },
  context: '.',
  dockerfile: undefined,
  target: undefined,
  platforms: [],
  buildArgs: new Map(),
  secrets: [],
  labels: new Map(),
  tags: [],
  ref: undefined,
  isRebuild: false,
  tagSuffix: '',
  join: [],
  cache: 'none',
  provenance: 'none',
  noCache: false,
  pull: false,
  buildContexts: new Map(),
  ssh: [],
  sbom: undefined,
  network: undefined,
  notInImage: [],
  service: undefined,
}

/** A push of a commit to the default branch. */
export const pushOf = (commit: string): BuildEvent => ({
  name: 'push',
  sha: commit,
  ...{ branch: 'main', defaultBranch: 'main', pullNumber: undefined, tagName: undefined, outsider: undefined },
})

/** The rules of these lines of the input "tags". */
export const tagsNamed = (...lines: readonly string[]): readonly TagRule[] => lines.map(parseTagRule)

/** One build with everything around it in memory, but for the files of the workspace. */
export class BuildWorld {
  /** What happened outside of the build, in order. */
  readonly events: string[] = []
  readonly log = new RecordingLogger()
  readonly printed: string[] = []
  readonly masked: string[] = []
  /** A runner that takes what is said, in place of the two above. */
  outside: Pick<BuildEffects, 'log' | 'print' | 'masks'> | undefined
  readonly clock = new HeldClock()
  readonly registry = new FakeRegistry(event => this.#happened(event))
  readonly stop = new AbortController()
  /** How each script of "lint" and "test" ends, and each command of "test-image". Default: 0, at once. */
  readonly exitCodes: Record<string, number | Promise<number>> = {}
  builder: Builder | Error = BUILDX
  /** The name of the image that the engine builds. */
  built = 'hello'
  /** What the engine does before a call ends; what it throws is how the call fails. */
  before: Partial<Record<'build' | 'push' | 'run' | 'login', () => unknown>> = {}
  cacheProblem: string | undefined
  /** What a copy comes to be; default: the same. */
  copied: ImageManifest | 'nothing' | undefined
  /** Why the work tree cannot be read. */
  noTree: Error | undefined
  checkedOut: CheckedOutCommit = { head: sha, changed: [], committedAt: 1_767_603_600, firstParent: PARENT }
  changedPaths: readonly string[] | undefined = ['src/main.ts']
  /** Files of the commit, by their paths. */
  files: Readonly<Record<string, string>> = {}
  /** What was asked before the tree was known, and what that waits for. */
  readonly asked: string[] = []
  tree: Promise<void> = Promise.resolve()
  unfetched: Unfetched = { lfsPointers: [], submodules: [] }
  outsider: BuildContext['event']['outsider']
  readonly workspace = temporaryFolder()
  readonly #waiting: { readonly event: string; readonly resolve: () => void }[] = []

  constructor() {
    writeFileSync(join(this.workspace, 'Dockerfile'), 'FROM scratch\n')
    writeFileSync(join(this.workspace, 'node.Dockerfile'), 'FROM scratch\n')
    symlinkSync('node.Dockerfile', join(this.workspace, 'linked.Dockerfile'))
    mkdirSync(join(this.workspace, 'app'))
  }

  run(settings: Partial<BuildSettings> = {}): Promise<BuildResult> {
    const repositoryUrl = 'https://github.com/acme/hello'
    const event = { ...pushOf(sha), outsider: this.outsider }
    const context = { repository: 'acme/hello', repositoryUrl, event, workspace: this.workspace }
    return runBuild({ ...defaults, ...settings }, context, this.#effects())
  }

  /** Resolves when an event happens, or at once when it has. */
  async until(event: string): Promise<void> {
    if (this.events.includes(event)) return
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#waiting.push({ event, resolve })
    await promise
  }

  /** What was pushed or tagged. */
  get writes(): readonly string[] {
    return this.events.filter(event => /^(push|tag)/.test(event))
  }

  #happened(event: string): void {
    this.events.push(event)
    for (const waiting of this.#waiting) if (waiting.event === event) waiting.resolve()
  }

  #effects(): BuildEffects {
    const masks = new Masks({ emit: value => this.masked.push(value) })
    return {
      log: this.log,
      print: lines => this.printed.push(...lines.split('\n')),
      room: async () => undefined,
      folder: this.workspace,
      masks,
      ...this.outside,
      clock: this.clock,
      startScript: async (script, onLine) => this.#start(script, onLine),
      engine: this.#engine(),
      openRegistry: this.registry.open,
      commit: {
        read: async () => {
          await this.tree
          if (this.noTree !== undefined) throw this.noTree
          return this.checkedOut
        },
        changedPaths: async () => {
          this.asked.push('changed paths')
          return this.changedPaths
        },
        text: async path => this.files[path],
        paths: async () => Object.keys(this.files),
        unfetched: async path => {
          this.asked.push(`unfetched below ${path}`)
          return this.unfetched
        },
      },
      killLeftovers: async () => this.#happened('kill leftovers'),
      signal: this.stop.signal,
    }
  }

  #start(line: string, onLine: (text: string) => void): ScriptRun {
    this.#happened(`start ${line}`)
    onLine(`output of ${line}`)
    const { promise: ended, resolve } = Promise.withResolvers<GroupEnd>()
    Promise.resolve(this.exitCodes[line] ?? 0).then(exitCode => {
      this.#happened(`${line} ended`)
      resolve({ exitCode, signal: undefined })
    })
    return {
      ended,
      stop: async () => {
        this.#happened(`stop ${line}`)
        resolve({ exitCode: undefined, signal: 'SIGINT' })
      },
      kill: () => undefined,
      failedLine: () => undefined,
      clear: async () => undefined,
    }
  }

  #engine(): ImageEngine {
    return {
      findBuilder: async () => {
        this.asked.push('builder')
        if (this.builder instanceof Error) throw this.builder
        return this.builder
      },
      logIn: async (registry, { username }) => {
        await this.before.login?.()
        this.#happened(`log in to ${registry} as ${username}`)
      },
      build: async (_plan, _builder, output, { signal, onLine }) => {
        this.#happened(`build into the ${output}`)
        onLine('#1 building')
        await this.#during('build', signal)
        return { id: output === 'engine' ? configOf(this.built) : undefined, cacheProblem: this.cacheProblem }
      },
      runInside: async (_id, command, { signal }) => {
        this.#happened(`run ${command.join(' ')}`)
        await this.#during('run', signal)
        return this.exitCodes[command.join(' ')] ?? 0
      },
      pushTag: async ({ tag }, _id, { signal }) => {
        this.#happened(`push ${tag}`)
        await this.#during('push', signal)
        const image = imageNamed(this.built)
        this.registry.give(tag, image)
        return image.digest
      },
      copy: async (source, target) => {
        this.#happened(`copy ${source} to ${target}`)
        const [name = '', tag = ''] = target.split(/:(?=[^:]*$)/)
        const image = this.registry.content.get(source.split('@')[1] ?? '')
        const copied = this.copied ?? image
        if (copied !== undefined && copied !== 'nothing') this.registry.other(name).give(tag, copied)
      },
      pushByDigest: async (_plan, _builder, { signal }) => {
        this.#happened('push by digest')
        await this.#during('push', signal)
        const index = indexWith(this.built, 'amd64')
        for (const manifest of [index, imageNamed(this.built)]) this.registry.content.set(manifest.digest, manifest)
        return index.digest
      },
    }
  }

  /** Ends with the signal when that is aborted first, as docker does. */
  async #during(phase: 'build' | 'push' | 'run', signal: AbortSignal): Promise<void> {
    const stopped = Promise.withResolvers<never>()
    const stop = (): void => stopped.reject(signal.reason)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    stopped.promise.catch(() => this.#happened(`stop ${phase}`))
    await Promise.race([this.before[phase]?.(), stopped.promise])
  }
}

/** The reasons of a build's ending, the first one first. */
export function reasonsOf({ ending }: BuildResult): readonly string[] {
  return 'problems' in ending ? ending.problems.map(({ reason }) => reason) : []
}

/** The same with their texts. */
export function findingsOf({ ending }: BuildResult): readonly string[] {
  return 'problems' in ending ? ending.problems.map(({ reason, text }) => `${reason}: ${text}`) : []
}
