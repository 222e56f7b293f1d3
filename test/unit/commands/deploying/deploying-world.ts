import type { Permissions } from '../../../../packages/github-double/src/state/permission.ts'
import type { DeployPlan } from '../../../../src/commands/answer/deploy.ts'
import type { Ask } from '../../../../src/commands/ask.ts'
import type { Command } from '../../../../src/commands/command.ts'
import type { CommandPorts } from '../../../../src/commands/ports.ts'
import { runCommand } from '../../../../src/commands/run.ts'
import { type CommandWorld, startWorld } from '../command-world.ts'

const EVENT_FILE = '.github/workflows/deploy.yml'
const DISPATCH_FILE = '.github/workflows/deploy-by-dispatch.yml'
const EVENT = `on: deployment
jobs: { deploy: { uses: commit-train/commit-train/.github/workflows/deploy.yml@v1 } }
`
const DISPATCH = `on:
  workflow_dispatch:
    inputs:
      deployment-id: { required: true }
      commit: { required: true }
      environment: { required: true }
`

/** Who has the token that makes the records. */
export type TokenOf = 'workflow' | 'app' | 'ada'

interface RunOptions {
  readonly token?: TokenOf
  readonly login?: string
  readonly proof?: 'comment' | 'run' | 'token'
  readonly intent?: string
  readonly isFollowed?: boolean
  /** Of a workflow's token. */
  readonly permissions?: Permissions
  /** What becomes of each record that is made: how its run ends. */
  readonly ends?: readonly { readonly state: string; readonly description: string }[]
  /** In the place of those that the token has. */
  readonly ports?: Partial<CommandPorts>
}

/** A repository where a run carries out whatever is asked for. */
export async function startDeploying(
  policy?: string,
  workflows: readonly ('event' | 'dispatch')[] = ['event'],
): Promise<DeployingWorld> {
  const world = await startWorld(policy)
  const { github, repository } = world
  for (const login of ['ada', 'bo']) github.setRole(login, 'write')
  const files = {
    ...(workflows.includes('event') ? { [EVENT_FILE]: EVENT } : {}),
    ...(workflows.includes('dispatch') ? { [DISPATCH_FILE]: DISPATCH } : {}),
  }
  const start = async () => {
    if (Object.keys(files).length > 0) await repository.commit({ message: 'Workflows', files })
  }
  const plans: DeployPlan[] = []
  const steps: string[] = []
  const records = () => github.events.filter(({ name }) => name === 'deployment')
  const deploying: DeployingWorld = Object.assign(world, {
    onPause: undefined,
    plans,
    steps,
    start,
    records,
    dispatches: () => github.events.filter(({ name }) => name === 'workflow_dispatch').map(({ payload }) => payload),
    run: async (command: Command, options: RunOptions = {}) => {
      const { token = 'app', login = 'ada', proof = 'comment', intent = 'comment:7', isFollowed = true } = options
      const kinds = {
        workflow: { name: 'door', kind: 'workflow', permissions: options.permissions ?? PERMISSIONS },
        app: { name: 'acme-door', kind: 'app' },
        ada: { name: 'ada', kind: 'user', login: 'ada' },
      } as const
      const ports = world.ports(kinds[token])
      const ends = options.ends ?? [{ state: 'success', description: 'Deployed in 14 s' }]
      const { clock } = ports
      const ask: Ask = { ...world.ask(command, login), actor: { login, proof }, door: 'comment', intent }
      return runCommand(ask, {
        ...{ ...ports, isFollowed },
        clock: {
          now: clock.now,
          async sleep(ms, signal) {
            await clock.sleep(ms, signal)
            await deploying.onPause?.()
            await endOpen(world, ends)
          },
        },
        onPlan: async plan => {
          plans.push(plan)
          steps.push(`plan, ${records().length} records`)
        },
        onStep: text => steps.push(text),
        ...options.ports,
      })
    },
  })
  return deploying
}

const PERMISSIONS: Permissions = {
  ...{ actions: 'write', checks: 'read', contents: 'write', deployments: 'write', statuses: 'read' },
  pull_requests: 'read',
}

export interface DeployingWorld extends CommandWorld {
  readonly plans: DeployPlan[]
  /** What was shown while it went on. */
  readonly steps: string[]
  /** Commits the workflows. */
  start(): Promise<void>
  /** The events of the records that were made. */
  records(): readonly { readonly payload: unknown }[]
  dispatches(): readonly unknown[]
  /** What happens while one waits, before the run ends. */
  onPause: (() => Promise<void>) | undefined
  run(command: Command, options?: RunOptions): ReturnType<typeof runCommand>
}

/** A run writes what it says about each deployment that has nothing yet; of a withdrawn one nothing. */
export async function endOpen({ github }: CommandWorld, ends: RunOptions['ends'] = []): Promise<void> {
  github.addToken('ghs_run', { name: 'run' })
  const call = async (path: string, body?: object): Promise<unknown> => {
    const response = await github.fetch(`${github.url}/repos/acme/hello${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: 'Bearer ghs_run', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return response.json()
  }
  for (const { id } of (await call('/deployments?per_page=100')) as readonly { id: number }[]) {
    const written = (await call(`/deployments/${id}/statuses?per_page=100`)) as readonly unknown[]
    if (written.length > 0) continue
    for (const { state, description } of ends) {
      const log_url = `${github.serverUrl}/acme/hello/actions/runs/${id}/attempts/1`
      await call(`/deployments/${id}/statuses`, { state, description, log_url, auto_inactive: false })
    }
  }
}
