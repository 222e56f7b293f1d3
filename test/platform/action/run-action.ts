import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseCommandFile } from './command-files.ts'
import { type Places, prepareStep, type RunContext, type RunnerFiles } from './environment.ts'
import { inputVariables } from './inputs.ts'
import { type Annotation, type LogLine, LogPage } from './log-page.ts'
import { type Entry, readMetadata } from './metadata.ts'

/** One step that uses an action. */
export interface ActionStep {
  /** Folder of `action.yml`, such as `actions/deploy`. */
  readonly action: string
  /** Default: `main`. */
  readonly entry?: Entry
  /** What earlier entries of the same step kept: their runs' `state`. */
  readonly state?: Readonly<Record<string, string>>
  /** `with:`. */
  readonly inputs: Readonly<Record<string, string>>
  /** `env:` of the step. */
  readonly env?: Readonly<Record<string, string>>
  readonly run: RunContext
  readonly places: Places
  /** What `github.token` is. */
  readonly token?: string
  /** Values GitHub masks by itself, since they are its secrets. Leave empty to see what the action masks. */
  readonly secrets?: readonly string[]
  /** What its time limits are multiplied with; default: 1. */
  readonly patience?: number
  /** Called with each line of the log page as it appears. */
  readonly onLine?: (line: LogLine) => void
}

/** A step that has ended. */
export interface ActionRun {
  /** Undefined when a signal ended the process. */
  readonly exitCode: number | undefined
  readonly signal: NodeJS.Signals | undefined
  /** Every line the process wrote to either stream, as it came and unmasked. */
  readonly raw: string
  readonly log: readonly LogLine[]
  readonly annotations: readonly Annotation[]
  readonly outputs: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
  /** The Markdown of the job summary. */
  readonly summary: string
  /** Milliseconds from the start of the process to its end. */
  readonly durationMs: number
}

/** A step that is running. */
export interface RunningAction {
  readonly ended: Promise<ActionRun>
  /** Resolves with the first line of the log page, past or to come, that holds `text`; rejects when the step ends first. */
  line(text: string): Promise<LogLine>
  /** Sends one signal. */
  signal(name: NodeJS.Signals): void
  /** Cancels as the runner does: INT, 7.5 s later TERM, 2.5 s later KILL. */
  cancel(): Promise<ActionRun>
}

const CANCEL_STEPS: readonly [NodeJS.Signals, number][] = [
  ['SIGINT', 7500],
  ['SIGTERM', 2500],
  ['SIGKILL', 0],
]

/** Node's options for it; none on an idle machine. */
function patient(by: number): readonly string[] {
  return by !== 1 ? [`--import=${new URL(`patient-timers.ts?by=${by}`, import.meta.url)}`] : []
}

/** Starts a step as GitHub's runner does: the entry of `action.yml`, on node 24, with a runner's environment alone. */
export function startAction(step: ActionStep): RunningAction {
  const metadata = readMetadata(step.action)
  const { env, files } = prepareStep(step.run, step.places)
  const inputs = inputVariables(metadata, step.inputs, {
    'github.token': step.token ?? '',
    'github.repository': step.run.repository,
    'github.workspace': step.places.workspace,
  })
  const startedAt = performance.now()
  const file = metadata.entries[step.entry ?? 'main']
  if (file === undefined) throw new Error(`${step.action} has no ${step.entry}`)
  const state = Object.fromEntries(Object.entries(step.state ?? {}).map(([name, value]) => [`STATE_${name}`, value]))
  const child = spawn(process.execPath, [...patient(step.patience ?? 1), file], {
    cwd: step.places.workspace,
    env: { ...env, ...step.env, ...inputs, ...state },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const page = new LogPage(step.secrets)
  const raw: string[] = []
  const watchers = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', text => {
      raw.push(text)
      const line = page.add(text)
      if (line === undefined) return
      step.onLine?.(line)
      for (const watcher of watchers) watcher()
    })
  }
  const ended = endOf(child).then(({ exitCode, signal }) => ({
    exitCode,
    signal,
    raw: raw.join('\n'),
    log: page.lines,
    annotations: page.annotations,
    ...read(files),
    durationMs: performance.now() - startedAt,
  }))
  // Whoever never looks at `ended` must not bring the test process down.
  ended.catch(() => undefined)
  return {
    ended,
    signal: name => void child.kill(name),
    cancel: () => cancel(child, ended),
    line: text =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = page.lines.find(line => line.text.includes(text))
          if (found === undefined) return
          watchers.delete(look)
          resolve(found)
        }
        watchers.add(look)
        look()
        const late = (): void => reject(new Error(`The step ended without the line "${text}":\n${shown(page.lines)}`))
        ended.then(late, late)
      }),
  }
}

/** Runs a step to its end. A failing step is a result, not an exception. */
export function runAction(step: ActionStep): Promise<ActionRun> {
  return startAction(step).ended
}

/** The log page as plain text: groups unfolded and indented, debug lines left out. */
export function shown(lines: readonly LogLine[]): string {
  return lines
    .filter(line => line.kind !== 'debug')
    .map(({ kind, text, group }) => {
      const level = kind === 'text' || kind === 'group' ? '' : `${kind[0]?.toUpperCase()}${kind.slice(1)}: `
      return `${group === undefined ? '' : '  '}${kind === 'group' ? '▾ ' : ''}${level}${text}`
    })
    .join('\n')
}

function endOf(child: ChildProcess): Promise<Pick<ActionRun, 'exitCode' | 'signal'>> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    // `close` and not `exit`: only then both streams have been read to their end.
    child.once('close', (code, signal) => resolve({ exitCode: code ?? undefined, signal: signal ?? undefined }))
  })
}

function read(files: RunnerFiles): Pick<ActionRun, 'outputs' | 'state' | 'summary'> {
  return {
    outputs: parseCommandFile(readFileSync(files.output, 'utf8')),
    state: parseCommandFile(readFileSync(files.state, 'utf8')),
    summary: readFileSync(files.summary, 'utf8'),
  }
}

async function cancel(child: ChildProcess, ended: Promise<ActionRun>): Promise<ActionRun> {
  for (const [signal, graceMs] of CANCEL_STEPS) {
    child.kill(signal)
    let timer: NodeJS.Timeout | undefined
    const grace = new Promise<void>(resolve => {
      timer = setTimeout(resolve, graceMs)
    })
    await Promise.race([ended, grace])
    clearTimeout(timer)
    if (child.exitCode !== null || child.signalCode !== null) break
  }
  return ended
}
