import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileContent } from '../../../packages/github-double/src/git/commit-stream.ts'
import { git } from '../../../packages/github-double/src/git/git.ts'
import { createRepository, type Repository } from '../../../packages/github-double/src/git/repository.ts'
import { type GitHubDouble, startGitHub } from '../../../packages/github-double/src/github.ts'
import type { TestPlatform } from '../vitest/use-platform.ts'
import { goRunner } from '../workflows/go-runner.ts'
import { buildWorkflow } from '../workflows/service-workflows.ts'
import { type EndedRun, Workflows } from '../workflows/workflows.ts'
import { exampleFiles } from './example-files.ts'
import { only } from './workflow-stage.ts'

/** Of people, and of Dependabot. */
const TOKENS = {
  ghp_maria: { name: 'maria', kind: 'user' },
  ghp_mallory: { name: 'mallory', kind: 'user' },
  ghs_dependabot: { name: 'dependabot', kind: 'app' },
} as const

let count = 0

/**
 * The example service, whose pushes and pull requests are built by its own workflow through act, with the real engine and the
 * registry that wants a login. Nothing is shared with another stage.
 */
export class ExampleStage {
  readonly github: GitHubDouble
  readonly repository: Repository
  /** Image repository of this stage alone. */
  readonly image: string
  readonly #workflows: Workflows
  readonly #folder: string
  readonly #platform: TestPlatform

  private constructor(
    platform: TestPlatform,
    folder: string,
    repository: Repository,
    github: GitHubDouble,
    image: string,
  ) {
    this.#platform = platform
    this.#folder = folder
    this.repository = repository
    this.github = github
    this.image = image
    const { username, password } = platform.securedRegistry
    const go = goRunner()
    this.#workflows = new Workflows({
      github,
      repository,
      name: 'acme/hello-service',
      folder: join(folder, 'workflows'),
      path: [platform.bin, go.bin],
      env: { ...go.env, DOCKER_HOST: platform.dockerHost ?? '' },
      secrets: () => ({ REGISTRY_USERNAME: username, REGISTRY_PASSWORD: password }),
    })
  }

  static async open(platform: TestPlatform): Promise<ExampleStage> {
    const folder = await mkdtemp(join(tmpdir(), 'example-'))
    const repository = await createRepository(join(folder, 'hello-service.git'))
    const github = await startGitHub({
      repositories: [{ owner: 'acme', name: 'hello-service', bare: repository.bare }],
      tokens: TOKENS,
    })
    count += 1
    const image = `${platform.securedRegistry.address}/acme/example-${process.pid}-${count}`
    const stage = new ExampleStage(platform, folder, repository, github, image)
    const files = { ...(await exampleFiles()), ...stage.workflow(), ...stage.pullWorkflow() }
    await repository.commit({ message: 'Add hello-service', files })
    return stage
  }

  async close(): Promise<void> {
    await this.github.stop()
    await rm(this.#folder, { recursive: true, force: true })
    this.github.assertNoUnknownRequests()
  }

  /** The example's own workflow, for another registry than GitHub's, with further inputs. */
  workflow(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    return buildWorkflow({
      image: this.image,
      'registry-username': '${{ secrets.REGISTRY_USERNAME }}',
      'registry-password': '${{ secrets.REGISTRY_PASSWORD }}',
      ...more,
    })
  }

  /** The example's workflow for pull requests, likewise: without a login, as it is. */
  pullWorkflow(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    return buildWorkflow({ image: this.image, ...more }, 'pull-request.yml')
  }

  /** One that pushes where it can, as `build.yml` does: what a service may write itself. */
  pushingPullWorkflow(): Record<string, string> {
    return this.pullWorkflow({
      push: 'auto',
      'registry-username': '${{ secrets.REGISTRY_USERNAME }}',
      'registry-password': '${{ secrets.REGISTRY_PASSWORD }}',
    })
  }

  /** The files of another example, its images and logins for the registry of this stage, in place of the service's own. */
  async inPlace(example: string): Promise<Record<string, FileContent>> {
    const others = Object.keys(await exampleFiles()).map(path => [path, null] as const)
    const files = Object.entries(await exampleFiles(example)).map(([path, file]) => {
      if (!path.startsWith('.github/workflows/')) return [path, file] as const
      const text = textOf(file)
        .replaceAll('ghcr.io/${{ github.repository }}', this.image)
        .replaceAll('registry-username: ${{ github.actor }}', 'registry-username: ${{ secrets.REGISTRY_USERNAME }}')
        .replaceAll('registry-password: ${{ github.token }}', 'registry-password: ${{ secrets.REGISTRY_PASSWORD }}')
      return [path, text] as const
    })
    return Object.fromEntries([...others, ...files])
  }

  /** A commit that somebody pushes to the default branch, and the run that it starts. */
  async push(files: Readonly<Record<string, FileContent>>): Promise<EndedRun> {
    await this.repository.commit({ message: 'A change', files })
    return this.pushAsItIs()
  }

  /** Somebody pushes the default branch as it is. */
  async pushAsItIs(): Promise<EndedRun> {
    await this.github.push({ by: 'maria', repository: 'acme/hello-service' })
    return only(await this.#workflows.settle())
  }

  /** GitHub starts the same run once more. */
  again(run: EndedRun): Promise<EndedRun> {
    return this.#workflows.rerun(run)
  }

  /** A branch with one commit, as a pull request: of the repository, or of `by`'s fork. Answers the head and the run. */
  async pull(
    files: Readonly<Record<string, FileContent>>,
    { by, fork = false }: { readonly by: string; readonly fork?: boolean },
  ): Promise<{ readonly head: string; readonly run: EndedRun }> {
    const source = fork ? await this.#fork(by) : this.repository
    await source.branch('change')
    const head = await source.commit({ message: 'A change', branch: 'change', files })
    await this.github.openPullRequest({
      title: 'A change',
      head: fork ? `${by}:change` : 'change',
      by,
      repository: 'acme/hello-service',
    })
    return { head, run: only(await this.#workflows.settle()) }
  }

  /**
   * What the registry holds under a tag, asked without our own code; undefined when it has nothing. `below`: of a repository
   * below the stage's own.
   */
  async digestOf(tag: string, below = ''): Promise<string | undefined> {
    const response = await this.#ask(`manifests/${tag}`, below)
    if (response.status === 404) return undefined
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
    return response.headers.get('docker-content-digest') ?? undefined
  }

  /** Every tag in the registry. */
  async tags(): Promise<readonly string[]> {
    const { tags } = (await (await this.#ask('tags/list')).json()) as { tags?: readonly string[] | null }
    return (tags ?? []).toSorted()
  }

  /** The conclusions of a commit's check runs by name, as everybody can read them. */
  async checksOf(sha: string): Promise<Record<string, string | null>> {
    const response = await fetch(`${this.github.url}/repos/acme/hello-service/commits/${sha}/check-runs`, {
      headers: { authorization: 'Bearer ghp_maria' },
    })
    const { check_runs } = (await response.json()) as { check_runs: { name: string; conclusion: string | null }[] }
    return Object.fromEntries(check_runs.map(({ name, conclusion }) => [name, conclusion]))
  }

  #ask(path: string, below = ''): Promise<Response> {
    const { address, username, password } = this.#platform.securedRegistry
    const name = `${this.image.slice(address.length + 1)}${below}`
    return fetch(`http://${address}/v2/${name}/${path}`, {
      headers: {
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
        accept: 'application/vnd.docker.distribution.manifest.v2+json',
      },
    })
  }

  async #fork(owner: string): Promise<Repository> {
    const fork = await createRepository(join(this.#folder, `${owner}.git`))
    await git(fork.bare, ['fetch', '--quiet', this.repository.bare, 'refs/heads/main:refs/heads/main'])
    this.github.addRepository({ owner, name: 'hello-service', bare: fork.bare, forkOf: 'acme/hello-service' })
    return fork
  }
}

function textOf(file: FileContent): string {
  const content = file !== null && typeof file === 'object' && 'content' in file ? file.content : file
  return String(content)
}
