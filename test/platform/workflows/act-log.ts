import { type LogLine, LogPage } from '../action/log-page.ts'

export type JobResult = 'success' | 'failure' | 'skipped' | 'cancelled'

/** A line of act's own log. */
export interface ActLine {
  /** `deploy`, or `deploy/deploy` in a called workflow. */
  readonly job: string
  readonly text: string
}

/** What a run's jobs left. */
export interface JobLog {
  readonly lines: readonly ActLine[]
  /** By the job's name as in `ActLine`; a job that act does not speak of never started. */
  readonly results: Readonly<Record<string, JobResult>>
  /** What steps with an id gave, the last one with a name wins. */
  readonly outputs: Readonly<Record<string, string>>
  /** The Markdown of the job summaries, one after the other. */
  readonly summary: string
}

/** Called with a line of a job's log page, masked, as soon as it is written. */
export type OnLine = (line: LogLine, job: string) => void

type Entry = Readonly<Record<string, unknown>>

/** act's log, read while it grows: one JSON object a line. */
export class ActLog {
  /** What act wrote, but for the lines that say what is to be masked. */
  readonly raw: string[] = []
  readonly #secrets: readonly string[]
  readonly #onLine: OnLine | undefined
  /** Jobs go on side by side, each with its own groups. */
  readonly #pages = new Map<string, LogPage>()
  readonly #lines: ActLine[] = []
  readonly #results: Record<string, JobResult> = {}
  readonly #outputs: Record<string, string> = {}
  /** The last one of each job. */
  readonly #summaries = new Map<string, string>()
  #summary = ''

  /** `secrets`: what GitHub masks by itself. */
  constructor(secrets: readonly string[] = [], onLine?: OnLine) {
    this.#secrets = secrets
    this.#onLine = onLine
  }

  add(text: string): void {
    const entry = parsed(text)
    const { msg, jobResult: result, command } = entry
    const job = typeof entry.job === 'string' ? nameOf(entry.job) : ''
    const shown = this.#show(entry, job)
    if (shown !== undefined) this.#onLine?.(shown, job)
    // After the page, which has to know what is masked.
    if (command === 'add-mask') return
    this.raw.push(text)
    if (typeof msg === 'string') this.#lines.push({ job, text: msg.trimEnd() })
    if (result === 'success' || result === 'failure' || result === 'skipped') this.#results[job] = result
    if (command === 'set-output' && typeof entry.name === 'string') this.#outputs[entry.name] = String(entry.arg ?? '')
    if (command === 'summary' && typeof entry.content === 'string') this.#summarize(job, entry.content)
  }

  read(): JobLog {
    return { lines: this.#lines, results: this.#results, outputs: this.#outputs, summary: this.#summary }
  }

  /** act reads the summary of a step inside a composite once more when the composite ends. */
  #summarize(job: string, content: string): void {
    if (this.#summaries.get(job) === content) return
    this.#summaries.set(job, content)
    this.#summary += content
  }

  /** What a step printed, as its log page shows it: act keeps the lines it took for commands as they came. */
  #show({ raw, raw_output, msg }: Entry, job: string): LogLine | undefined {
    const printed = typeof raw === 'string' ? raw : raw_output === true && typeof msg === 'string' ? msg : undefined
    if (printed === undefined) return undefined
    const page = this.#pages.get(job) ?? new LogPage(this.#secrets)
    this.#pages.set(job, page)
    return page.add(printed.trimEnd())
  }
}

/** act names a job `<workflow>/<job>`, and adds called ones behind it. */
function nameOf(job: string): string {
  return job
    .split('/')
    .slice(1)
    .join('/')
    .replaceAll(/\s+(?=\/|$)/g, '')
}

function parsed(text: string): Entry {
  try {
    return JSON.parse(text) as Entry
  } catch {
    return { msg: text }
  }
}
