import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEPLOY_INPUTS } from '../../../../src/actions/deploy/inputs.ts'
import { giveManifest } from '../../../platform/stage/any-image.ts'
import { GitHubScene, type Requested } from '../../deployments/github-scene.ts'
import type { QuickClock } from '../../quick-clock.ts'
import { give, serve } from '../../registry/registry-double.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { type FakeRunner, fakeRunner } from '../fake-runner.ts'

/** The inputs where a workflow gives none. */
export const DEFAULTS = Object.fromEntries(
  Object.entries(DEPLOY_INPUTS).map(([name, spec]) => [name, 'default' in spec ? spec.default : '']),
)

/** The job of a requested deployment, whose steps run in this process. */
export interface Job {
  readonly scene: GitHubScene
  readonly requested: Requested
  readonly runner: FakeRunner
}

/** How a job is started, where it is not by the event of a deployment of `hello` to staging. */
interface Started {
  readonly task?: string
  readonly environment?: string
  readonly clock?: QuickClock
  /** Text of the policy; null: there is none. */
  readonly policy?: string | null
  readonly branch?: string
  readonly event?: { readonly name: string; readonly payload: object }
  readonly env?: Readonly<Record<string, string>>
}

/** The job of a requested deployment, in an empty workspace. */
export async function jobOf(inputs: Readonly<Record<string, string>> = {}, started: Started = {}): Promise<Job> {
  const { task = 'deploy', environment = 'staging', clock, policy, branch, event, env = {} } = started
  const scene = await GitHubScene.open()
  const sha = await scene.commit({
    ...(policy === undefined ? {} : { policy }),
    ...(branch === undefined ? {} : { branch }),
  })
  const requested = await scene.request(sha, { task, environment })
  const { named, context } = requested
  const file = join(temporaryFolder(), 'event.json')
  const deployment = named.by === 'event' ? named.deployment : undefined
  writeFileSync(file, JSON.stringify({ deployment, repository: { default_branch: 'main' }, ...event?.payload }))
  const variables = {
    GITHUB_REPOSITORY: 'acme/hello',
    GITHUB_API_URL: scene.github.url,
    GITHUB_SERVER_URL: scene.github.serverUrl,
    GITHUB_RUN_ID: String(context.runId),
    GITHUB_RUN_ATTEMPT: String(context.attempt),
    GITHUB_EVENT_NAME: event?.name ?? 'deployment',
    GITHUB_EVENT_PATH: file,
    GITHUB_WORKSPACE: context.workspace,
    RUNNER_TEMP: context.temp,
    PATH: process.env.PATH ?? '',
    ...env,
  }
  return { scene, requested, runner: fakeRunner({ ...DEFAULTS, token: 'ghs_workflow', ...inputs }, variables, clock) }
}

/** Inputs of a deployment that needs no cluster, since the registry has no image of its commit. */
export async function withoutImage(): Promise<Readonly<Record<string, string>>> {
  const { host } = await serve(give(404, {}, '{"errors":[{"code":"MANIFEST_UNKNOWN"}]}'))
  return { kubeconfig: 'none', image: `${host}/acme/hello` }
}

/** Inputs of a deployment whose image is there. */
export async function withImage(): Promise<Readonly<Record<string, string>>> {
  const { host } = await serve(giveManifest)
  return { kubeconfig: 'none', image: `${host}/acme/hello` }
}

/** What the Deployments page shows, oldest first. */
export const statusesOf = ({ scene, requested }: Job): Promise<readonly string[]> => scene.statusLines(requested)
