import { mkdirSync, writeFileSync } from 'node:fs'
import { arch } from 'node:os'
import { dirname, join } from 'node:path'

/** The workflow run that a step is part of. */
export interface RunContext {
  /** `owner/name`. */
  readonly repository: string
  readonly runId: number
  readonly runAttempt?: number
  /** Default: the path of a deploy workflow on the default branch. */
  readonly workflowRef?: string
  readonly sha: string
  /** GitHub leaves it empty when a deployment names a SHA. */
  readonly ref?: string
  readonly actor?: string
  readonly event: { readonly name: string; readonly payload: unknown }
  /** `http://127.0.0.1:…` of the double; GitHub's own hosts are never used. */
  readonly apiUrl: string
  readonly serverUrl: string
}

/** The files through which a step and the runner talk. */
export interface RunnerFiles {
  readonly output: string
  readonly state: string
  readonly summary: string
  readonly env: string
  readonly path: string
  readonly event: string
}

export interface Places {
  /** The runner's own folder; new for each step. */
  readonly folder: string
  readonly workspace: string
  /** Default: inside `folder`, so nothing is cached from one step to the next. */
  readonly toolCache?: string
  /** Put before the runner's own PATH. */
  readonly path?: readonly string[]
}

/** Makes the folders and files of a step, and the environment a hosted Linux runner gives it: nothing else leaks in. */
export function prepareStep(run: RunContext, places: Places): { env: Record<string, string>; files: RunnerFiles } {
  const { folder, workspace } = places
  const commands = join(folder, 'file-commands')
  const [temp, home, toolCache] = [
    join(folder, 'temp'),
    join(folder, 'home'),
    places.toolCache ?? join(folder, 'tools'),
  ]
  for (const each of [commands, temp, home, toolCache]) mkdirSync(each, { recursive: true })
  const files: RunnerFiles = {
    output: join(commands, 'output'),
    state: join(commands, 'state'),
    summary: join(commands, 'summary'),
    env: join(commands, 'env'),
    path: join(commands, 'path'),
    event: join(folder, 'event.json'),
  }
  for (const file of Object.values(files)) writeFileSync(file, '')
  writeFileSync(files.event, JSON.stringify(run.event.payload, undefined, 2))
  const [owner = '', name = ''] = run.repository.split('/')
  const workflowRef = run.workflowRef ?? `${run.repository}/.github/workflows/deploy.yml@refs/heads/main`
  const ref = run.ref ?? ''
  return {
    files,
    env: {
      CI: 'true',
      GITHUB_ACTION: '__self',
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTOR: run.actor ?? 'octocat',
      GITHUB_API_URL: run.apiUrl,
      GITHUB_BASE_REF: '',
      GITHUB_ENV: files.env,
      GITHUB_EVENT_NAME: run.event.name,
      GITHUB_EVENT_PATH: files.event,
      GITHUB_GRAPHQL_URL: `${run.apiUrl}/graphql`,
      GITHUB_HEAD_REF: '',
      GITHUB_JOB: 'deploy',
      GITHUB_OUTPUT: files.output,
      GITHUB_PATH: files.path,
      GITHUB_REF: ref,
      GITHUB_REF_NAME: ref.replace(/^refs\/(heads|tags)\//, ''),
      GITHUB_REF_PROTECTED: 'false',
      GITHUB_REF_TYPE: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
      GITHUB_REPOSITORY: run.repository,
      GITHUB_REPOSITORY_OWNER: owner,
      GITHUB_RETENTION_DAYS: '90',
      GITHUB_RUN_ATTEMPT: String(run.runAttempt ?? 1),
      GITHUB_RUN_ID: String(run.runId),
      GITHUB_RUN_NUMBER: '1',
      GITHUB_SERVER_URL: run.serverUrl,
      GITHUB_SHA: run.sha,
      GITHUB_STATE: files.state,
      GITHUB_STEP_SUMMARY: files.summary,
      GITHUB_TRIGGERING_ACTOR: run.actor ?? 'octocat',
      GITHUB_WORKFLOW: name,
      GITHUB_WORKFLOW_REF: workflowRef,
      GITHUB_WORKFLOW_SHA: run.sha,
      GITHUB_WORKSPACE: workspace,
      HOME: home,
      LANG: 'C.UTF-8',
      PATH: [...(places.path ?? []), dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
      RUNNER_ARCH: arch() === 'arm64' ? 'ARM64' : 'X64',
      RUNNER_ENVIRONMENT: 'github-hosted',
      RUNNER_NAME: 'test runner',
      RUNNER_OS: process.platform === 'darwin' ? 'macOS' : 'Linux',
      RUNNER_TEMP: temp,
      RUNNER_TOOL_CACHE: toolCache,
      RUNNER_WORKSPACE: dirname(workspace),
    },
  }
}
