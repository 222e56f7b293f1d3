import { parse } from 'yaml'

/** `read` or `write` by the name of the permission. */
export type Granted = Readonly<Record<string, 'read' | 'write'>>

/** A job of a workflow file, as far as starting it needs to know. */
export interface WorkflowJob {
  readonly id: string
  /** What its check run is called. */
  readonly name: string
  /** The reusable workflow it calls. */
  readonly uses: string | undefined
  /** Undefined where neither the job nor the workflow says anything: GitHub's default for the repository. */
  readonly permissions: Granted | undefined
}

/** A workflow file that was read. */
export interface WorkflowFile {
  /** Path in the repository. */
  readonly path: string
  readonly name: string
  /** Names of the events it runs on. */
  readonly events: readonly string[]
  /** The branches it keeps to on some of them, by the event's name. */
  readonly branches: Readonly<Record<string, readonly string[]>>
  readonly jobs: readonly WorkflowJob[]
}

type Fields = Readonly<Record<string, unknown>>

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

/** Reads the text of a workflow file. */
export function readWorkflow(path: string, text: string): WorkflowFile {
  const file = fields(parse(text))
  const on = file.on
  const events = typeof on === 'string' ? [on] : Array.isArray(on) ? on.map(String) : Object.keys(fields(on))
  return {
    path,
    name: typeof file.name === 'string' ? file.name : path,
    events,
    branches: branchesIn(fields(on)),
    jobs: Object.entries(fields(file.jobs)).map(([id, value]) => {
      const job = fields(value)
      return {
        id,
        name: typeof job.name === 'string' ? job.name : id,
        uses: typeof job.uses === 'string' ? job.uses : undefined,
        permissions: permissionsOf(job.permissions) ?? permissionsOf(file.permissions),
      }
    }),
  }
}

/** Whether an event starts it; `branch` is the pushed one, or the one a pull request is for. */
export function startsOn({ events, branches }: WorkflowFile, event: string, branch: string | undefined): boolean {
  const only = branches[event]
  return events.includes(event) && (only === undefined || (branch !== undefined && only.includes(branch)))
}

function branchesIn(on: Fields): Record<string, readonly string[]> {
  const found: Record<string, readonly string[]> = {}
  for (const event of ['push', 'pull_request']) {
    const { branches, ...others } = fields(on[event])
    const names = branches === undefined ? undefined : [branches].flat().map(String)
    const other = Object.keys(others)[0] ?? names?.find(name => /[^\w./-]/.test(name))
    if (other !== undefined) throw new Error(`on.${event}: ${other} is not modelled`)
    if (names !== undefined) found[event] = names
  }
  return found
}

function permissionsOf(value: unknown): Granted | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'string') throw new Error(`permissions: ${value}: name each permission`)
  const entries = Object.entries(fields(value)).filter(([, level]) => level !== 'none')
  return Object.fromEntries(entries) as Granted
}

/**
 * What the token of a called job may do. Throws where it asks for more than the calling job grants: GitHub does not even
 * start such a run.
 */
export function calledPermissions(caller: WorkflowJob, called: WorkflowJob): Granted {
  if (caller.permissions === undefined) throw new Error(`job ${caller.id} says nothing about permissions`)
  const granted = caller.permissions
  for (const [name, level] of Object.entries(called.permissions ?? {})) {
    if (granted[name] === 'write' || granted[name] === level) continue
    throw new Error(
      `the called job ${called.id} asks for ${name}: ${level}, the calling job grants ${granted[name] ?? 'nothing'}`,
    )
  }
  return called.permissions ?? granted
}
