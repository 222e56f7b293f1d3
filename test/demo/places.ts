import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createRepository } from '../../packages/github-double/src/git/repository.ts'
import { type GitHubDouble, startGitHub } from '../../packages/github-double/src/github.ts'
import { goRunner } from '../platform/workflows/go-runner.ts'
import { buildWorkflow, serviceWorkflows } from '../platform/workflows/service-workflows.ts'
import { Workflows } from '../platform/workflows/workflows.ts'
import { writeCommits } from './commits.ts'
import type { DemoContext } from './context.ts'
import { ENVIRONMENT } from './delivery.ts'
import { createDeployer } from './deployer.ts'
import { gomplateVersion } from './gomplate.ts'
import { integrate } from './integration.ts'
import { GitHubReader } from './observe/github-reader.ts'

/** What the demo needs of the platform. */
export interface DemoPlatform {
  /** Path of the cluster owner's kubeconfig. */
  readonly kubeconfig: string
  /** Folder of act, node, kubectl and gomplate. */
  readonly bin: string
  /** `127.0.0.1:5000` */
  readonly registry: string
  /** `unix:///…` */
  readonly dockerHost: string
  /** The API server's audit log, one JSON object a line. */
  readonly auditLog: string
  /** Folder that outlives the demo: act's log of every run goes there. */
  readonly kept: string
}

const REPOSITORY_NAME = 'acme/hello-service'
const namespace = `hello-${ENVIRONMENT}`
/** Values of this run alone; the names say whose they are. */
const TOKENS = { bot: 'ghs_bot_of_the_demo', requester: 'ghp_maria_of_the_demo', reader: 'ghp_ulrich_of_the_demo' }
const greetingToken = 'open-sesame-4711'

/** Makes the context of the steps: a GitHub, the service's repository with its commits, an account that may deploy. */
export async function createContext(
  platform: DemoPlatform,
  folder: string,
): Promise<{ context: DemoContext; github: GitHubDouble }> {
  mkdirSync(folder, { recursive: true })
  const repository = await createRepository(join(folder, 'repository.git'))
  const [owner = '', name = ''] = REPOSITORY_NAME.split('/')
  const image = `${platform.registry}/${REPOSITORY_NAME}`
  const version = await gomplateVersion(platform.bin)
  const github = await startGitHub({
    repositories: [{ owner, name, bare: repository.bare }],
    tokens: {
      // Of a workflow that asks for deployments: nothing but what that needs.
      [TOKENS.bot]: { name: 'bot', kind: 'workflow', permissions: { deployments: 'write', actions: 'write' } },
      [TOKENS.requester]: { name: 'maria', kind: 'user' },
      [TOKENS.reader]: { name: 'ulrich', kind: 'user' },
    },
  })
  const files = {
    ...serviceWorkflows({ image, 'gomplate-version': version, 'stable-for': '3s' }),
    ...buildWorkflow({ image }),
  }
  const [deployer, commits] = await Promise.all([
    createDeployer(join(platform.bin, 'kubectl'), platform.kubeconfig, namespace),
    writeCommits(repository, files, () => github.push({ by: 'maria' })),
  ])
  const actLogs = join(platform.kept, 'act')
  const go = goRunner()
  const builds = new Workflows({
    github,
    repository,
    name: REPOSITORY_NAME,
    folder: join(folder, 'builds'),
    path: [platform.bin, go.bin],
    events: ['push'],
    env: { ...go.env, DOCKER_HOST: platform.dockerHost },
    secrets: () => ({}),
  })
  const integrated = integrate(commits, { builds, image, actLogs })
  const workflows = new Workflows({
    github,
    repository,
    name: REPOSITORY_NAME,
    folder: join(folder, 'workflows'),
    path: [platform.bin],
    events: ['deployment', 'workflow_dispatch'],
    secrets: () => ({ KUBECONFIG: deployer.kubeconfig, GREETING_TOKEN: greetingToken }),
  })
  const context: DemoContext = {
    delivered: [],
    commits,
    integrated,
    namespace,
    admin: platform.kubeconfig,
    audit: { file: platform.auditLog, user: deployer.user },
    places: {
      github,
      workflows,
      image,
      bin: platform.bin,
      gomplateVersion: version,
      greetingToken,
      actLogs,
      bot: new GitHubReader(github.url, REPOSITORY_NAME, TOKENS.bot),
      requester: new GitHubReader(github.url, REPOSITORY_NAME, TOKENS.requester),
      reader: new GitHubReader(github.url, REPOSITORY_NAME, TOKENS.reader),
    },
  }
  return { context, github }
}
