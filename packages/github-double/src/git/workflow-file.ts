import { parse } from 'yaml'
import { Unmodelled } from '../problem.ts'
import { entryAt, readBlob } from './contents.ts'

/** An input of `workflow_dispatch`, as the workflow file declares it. */
export interface WorkflowInput {
  readonly required: boolean
  readonly default: string | undefined
  /** The allowed values of a `choice`. */
  readonly options: readonly string[] | undefined
}
export type WorkflowInputs = Readonly<Record<string, WorkflowInput>>

/** What a workflow file of a commit takes when it is started by hand. */
export async function dispatchInputs(
  bare: string,
  commit: string,
  path: string,
): Promise<WorkflowInputs | 'no file' | 'no trigger'> {
  const file = await readWorkflowFile(bare, commit, path)
  if (file === undefined) return 'no file'
  const triggers = field(file, 'on')
  const plain = [triggers].flat().includes('workflow_dispatch')
  const trigger = field(triggers, 'workflow_dispatch')
  if (!plain && trigger === undefined) return 'no trigger'
  const declared = Object.entries(field(trigger, 'inputs') ?? {})
  return Object.fromEntries(declared.map(([name, input]) => [name, inputOf(input)]))
}

/** The `name` of a workflow file of a commit; without one GitHub shows the path. */
export async function workflowName(bare: string, commit: string, path: string): Promise<string> {
  const name = field(await readWorkflowFile(bare, commit, path), 'name')
  return typeof name === 'string' && name.trim() !== '' ? name : path
}

/** What the `run-name` of a workflow file becomes for an event; undefined where the file has none. */
export async function runName(
  bare: string,
  commit: string,
  path: string,
  payload: unknown,
): Promise<string | undefined> {
  const name = field(await readWorkflowFile(bare, commit, path), 'run-name')
  if (typeof name !== 'string' || name.trim() === '') return undefined
  return name.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => namedValue(expression, payload))
}

/** Of the expressions only those that name one value of the event, or an input. */
function namedValue(expression: string, payload: unknown): string {
  const [, scope = '', path = ''] = /^(github\.event|inputs)((?:\.[\w-]+)+)$/.exec(expression) ?? []
  if (scope === '') throw new Unmodelled(`the expression ${expression} in a run-name`)
  const start = scope === 'inputs' ? field(payload, 'inputs') : payload
  const value = path.split('.').slice(1).reduce(field, start)
  return value === undefined || value === null ? '' : String(value)
}

async function readWorkflowFile(bare: string, commit: string, path: string): Promise<unknown> {
  const entry = await entryAt(bare, commit, path)
  if (entry?.type !== 'blob') return undefined
  return parse((await readBlob(bare, entry.sha)).toString()) ?? {}
}

function inputOf(input: unknown): WorkflowInput {
  const fallback = field(input, 'default')
  const options = field(input, 'options')
  return {
    required: field(input, 'required') === true,
    default: fallback === undefined || fallback === null ? undefined : String(fallback),
    options: Array.isArray(options) ? options.map(String) : undefined,
  }
}

/** A field of a value that may be no object at all. */
function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}
