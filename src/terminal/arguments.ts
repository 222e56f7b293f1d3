import type { WrittenOptions } from '../commands/grammar/options.ts'
import { type DoorOptions, readOptions } from '../commands/grammar/options.ts'

/** The words after the program's name. */
export interface Arguments {
  readonly words: readonly string[]
  readonly options: WrittenOptions
  /** `owner/name`. */
  readonly repo: string | undefined
  /** Whether a deployment is followed to its end. */
  readonly watch: boolean
  /** Whether `doctor` looks at a cluster, too. */
  readonly cluster: boolean
  readonly json: boolean
  /** Whether this process carries the deployment out. */
  readonly isLocal: boolean
  readonly help: boolean
  /** What a deployment from here is rendered and applied with, by the names of the action's inputs. */
  readonly local: Readonly<Record<string, string>>
}

/** What stands for inputs of the action where the command does its work. */
const LOCAL_OPTIONS = {
  kubeconfig: {
    type: 'string',
    value: 'FILE',
    does: 'default: KUBECONFIG, else ~/.kube/config (plan, --local, --cluster)',
  },
  context: {
    type: 'string',
    value: 'NAME',
    does: 'context of the kubeconfig; default: the current one (plan, --local, --cluster)',
  },
  namespace: {
    type: 'string',
    value: 'NAME',
    does: 'for objects without one (plan, --local), and that --cluster looks at',
  },
  image: {
    type: 'string',
    value: 'REPOSITORY',
    does: 'without a tag; default: as the deploy workflow says (render, plan, --local)',
  },
  templates: { type: 'string', value: 'FOLDER', does: 'default: as the deploy workflow says (render, plan, --local)' },
  values: { type: 'string', value: 'FILE,FILE', does: 'default: as the deploy workflow says (render, plan, --local)' },
  'secret-env': {
    type: 'string',
    value: 'NAME,NAME',
    does: 'default: as the deploy workflow says (render, plan, --local)',
  },
} as const satisfies DoorOptions

/** What only a terminal does. */
export const TERMINAL_VERBS = {
  render: { usage: 'render [service] <environment> [sha]', does: 'what a deployment would apply, secrets hidden' },
  plan: { usage: 'plan [service] <environment> [sha]', does: 'what it would change in the cluster' },
} as const

/** What only a terminal has. */
export const TERMINAL_OPTIONS = {
  repo: { type: 'string', short: 'R', value: 'owner/name', does: 'the repository; default: that of the clone around' },
  watch: { type: 'boolean', short: 'w', does: 'follows a deployment to its end (deploy, rollback)' },
  local: { type: 'boolean', does: 'carries a deployment out from here, without a workflow run (deploy, rollback)' },
  cluster: { type: 'boolean', does: 'looks at the cluster of the kubeconfig, too (doctor)' },
  json: { type: 'boolean', does: 'the answer as data' },
  help: { type: 'boolean', short: 'h', does: 'this' },
  ...LOCAL_OPTIONS,
} as const satisfies DoorOptions

/** Throws a `UserError` (`command-invalid`) for an option that does not exist. */
export function readArguments(args: readonly string[]): Arguments {
  const { words, options, own } = readOptions(args, TERMINAL_OPTIONS)
  const repo = typeof own.repo === 'string' ? own.repo : undefined
  const local = Object.entries(own).flatMap(([name, value]) =>
    Object.hasOwn(LOCAL_OPTIONS, name) && typeof value === 'string' ? [[name, value] as const] : [],
  )
  const flags = {
    watch: own.watch === true,
    cluster: own.cluster === true,
    json: own.json === true,
    help: own.help === true,
    isLocal: own.local === true,
  }
  return { words, options, repo, ...flags, local: Object.fromEntries(local) }
}
