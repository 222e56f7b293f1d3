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
