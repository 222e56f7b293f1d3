import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileContent } from '../../../packages/github-double/src/git/commit-stream.ts'
import type { ActionRun } from '../action/run-action.ts'
import { pushOneFileImage } from '../containers/image.ts'
import { program } from '../process/program.ts'
import type { TestPlatform } from '../vitest/use-platform.ts'
import { type Asked, type DeployOptions, Stage } from './stage.ts'

/** What the value of the one secret is in every live test. */
export const SECRET = 'correct horse battery staple'

/** One line of the API server's audit log, as far as tests look at it. */
export interface AuditLine {
  readonly verb: string
  /** ISO 8601. */
  readonly requestReceivedTimestamp: string
  readonly user: { readonly username: string }
  readonly objectRef?: { readonly namespace?: string; readonly resource?: string; readonly name?: string }
  readonly requestURI: string
}

/** A stage whose deployments go to the real cluster, into a namespace of the test, with images in the real registry. */
export class LiveStage {
  readonly stage: Stage
  readonly platform: TestPlatform
  readonly namespace: string
  /** Image repository of this test alone. */
  readonly image: string

  private constructor(stage: Stage, platform: TestPlatform, namespace: string) {
    this.stage = stage
    this.platform = platform
    this.namespace = namespace
    this.image = `${platform.registry}/acme/${namespace}`
  }

  static async open(
    platform: TestPlatform,
    prefix: string,
    options: { readonly latency?: number; readonly now?: () => number } = {},
  ): Promise<LiveStage> {
    const [stage, namespace] = await Promise.all([Stage.open(options), platform.createNamespace(prefix)])
    return new LiveStage(stage, platform, namespace)
  }

  /** The image of every commit: Debian's static busybox, which can do whatever a test's shell line says. */
  static async pushImage(platform: TestPlatform): Promise<void> {
    await pushOneFileImage('/bin/busybox', `${platform.registry}/platform/busybox:1`)
  }

  close(): Promise<void> {
    return this.stage.close()
  }

  /** A commit that is ready to go: its check passed and, by default, its image is in the registry. */
  async commit(
    changes: Readonly<Record<string, FileContent>> = {},
    options: { image?: boolean; message?: string; conclusion?: 'failure' } = {},
  ): Promise<string> {
    const sha = await this.stage.commit(changes, options.message)
    await this.stage.check(sha, options.conclusion)
    if (options.image !== false)
      await program([
        'crane',
        'copy',
        '--insecure',
        `${this.platform.registry}/platform/busybox:1`,
        `${this.image}:${sha}`,
      ])
    return sha
  }

  /** Asks for a deployment of the commit and runs it. */
  async deploy(sha: string, options: DeployOptions = {}): Promise<{ run: ActionRun; asked: Asked }> {
    const asked = await this.stage.ask(sha)
    return { asked, run: await this.stage.deploy(asked, this.options(options)) }
  }

  /** The options of a run against the live platform. */
  options(options: DeployOptions = {}): DeployOptions {
    return {
      ...options,
      path: options.path ?? [this.platform.bin],
      env: { GREETING_TOKEN: SECRET, ...options.env },
      inputs: {
        kubeconfig: this.platform.kubeconfig,
        namespace: this.namespace,
        image: this.image,
        'secret-env': 'GREETING_TOKEN',
        'gomplate-version': '4.3.3',
        'stable-for': '1s',
        timeout: '60s',
        ...options.inputs,
      },
    }
  }

  /**
   * Writes to the test's namespace as the API server's audit log has them: creations, patches, deletions by anyone but the
   * cluster itself. Without those of the Lease that a deployment holds meanwhile, and of the records of releases.
   */
  async writes(): Promise<AuditLine[]> {
    const lines = (await readFile(this.platform.auditLog, 'utf8')).split('\n').filter(line => line.startsWith('{'))
    return lines
      .map(line => JSON.parse(line) as AuditLine)
      .filter(({ verb }) => !['get', 'list', 'watch'].includes(verb))
      .filter(({ user }) => !user.username.startsWith('system:'))
      .filter(({ objectRef }) => objectRef?.namespace === this.namespace)
      .filter(({ objectRef }) => objectRef?.resource !== 'leases')
      .filter(({ objectRef }) => !/^commit-train-.*\.v\d/.test(objectRef?.name ?? ''))
      .filter(({ requestURI }) => !requestURI.includes('dryRun=All'))
  }

  async kubectl(...args: string[]): Promise<string> {
    const all = ['--kubeconfig', this.platform.kubeconfig, '--namespace', this.namespace, ...args]
    return program(['kubectl', ...all])
  }

  /** A file of the test, such as a kubeconfig that leads nowhere. */
  async file(name: string, content: string): Promise<string> {
    const path = join(this.stage.folder, name)
    await writeFile(path, content, { mode: 0o600 })
    return path
  }
}
