import { parse } from 'yaml'
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
  const entry = await entryAt(bare, commit, path)
  if (entry?.type !== 'blob') return 'no file'
  const triggers = field(parse((await readBlob(bare, entry.sha)).toString()), 'on')
  const plain = [triggers].flat().includes('workflow_dispatch')
  const trigger = field(triggers, 'workflow_dispatch')
  if (!plain && trigger === undefined) return 'no trigger'
  const declared = Object.entries(field(trigger, 'inputs') ?? {})
  return Object.fromEntries(declared.map(([name, input]) => [name, inputOf(input)]))
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
