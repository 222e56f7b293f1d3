import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createRepository } from '../platform/git/repository.ts'
import { type GitHubDouble, startGitHub } from '../platform/github/github.ts'
import { environment } from './delivery.ts'
import { createDeployer } from './deployer.ts'
import { GitHubReader } from './github-reader.ts'
import { gomplateVersion } from './gomplate.ts'
import { type Integrated, integrate } from './integration.ts'
import { type Letter, writeStory } from './story.ts'
import type { World } from './world.ts'

/** What the demo needs of the platform. */
export interface DemoPlatform {
  /** Path of the cluster owner's kubeconfig. */
  readonly kubeconfig: string
  /** Folder of kubectl and gomplate. */
  readonly bin: string
  /** `127.0.0.1:5000` */
  readonly registry: string
  /** `unix:///…` */
  readonly dockerHost: string
  /** The API server's audit log, one JSON object a line. */
  readonly auditLog: string
  /** Folder of log files that are kept when the demo fails. */
  readonly logs: string
}

const repositoryName = 'acme/hello-service'
const namespace = `hello-${environment}`
/** Values of this run alone; the names say whose they are. */
const tokens = { run: 'ghs_run_of_the_demo', requester: 'ghp_maria_of_the_demo', reader: 'ghp_ulrich_of_the_demo' }
const greetingToken = 'open-sesame-4711'

/** Makes the world of the scenes: a GitHub, the service's repository with its story, an account that may deploy. */
export async function createWorld(
  platform: DemoPlatform,
  folder: string,
): Promise<{ world: World; github: GitHubDouble }> {
  mkdirSync(folder, { recursive: true })
  const repository = await createRepository(join(folder, 'repository.git'))
  const [owner = '', name = ''] = repositoryName.split('/')
  const [commits, version, deployer, github] = await Promise.all([
    writeStory(repository),
    gomplateVersion(platform.bin),
    createDeployer(join(platform.bin, 'kubectl'), platform.kubeconfig, namespace),
    startGitHub({
      repositories: [{ owner, name, bare: repository.bare }],
      tokens: {
        [tokens.run]: { name: 'run', kind: 'workflow' },
        [tokens.requester]: { name: 'maria', kind: 'user' },
        [tokens.reader]: { name: 'ulrich', kind: 'user' },
      },
    }),
  ])
  const image = `${platform.registry}/${repositoryName}`
  const integration = { repository, github, folder, image, dockerHost: platform.dockerHost }
  const integrated = {} as Record<Letter, Promise<Integrated>>
  // One after the other, as the deploys of earlier commits go on: two cores are soon busy.
  let before: Promise<unknown> = Promise.resolve()
  for (const [letter, commit] of Object.entries(commits) as [Letter, World['commits'][Letter]][]) {
    const result = before.then(() => integrate(commit, integration))
    // Whoever needs the commit sees the error; until then it must not end the process.
    result.catch(() => undefined)
    integrated[letter] = result
    before = result
  }
  const world: World = {
    commits,
    integrated,
    namespace,
    admin: platform.kubeconfig,
    audit: { file: platform.auditLog, user: deployer.user },
    places: {
      github,
      repository,
      repositoryName,
      folder,
      image,
      kubeconfig: deployer.kubeconfig,
      bin: platform.bin,
      logs: platform.logs,
      gomplateVersion: version,
      greetingToken,
      runToken: tokens.run,
      requester: new GitHubReader(github.url, repositoryName, tokens.requester),
      reader: new GitHubReader(github.url, repositoryName, tokens.reader),
    },
  }
  return { world, github }
}
