import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ActLog, type JobLog, type OnLine } from './act-log.ts'
import type { References } from './action-tree.ts'

/** One run of one workflow file. */
export interface ActRequest {
  /** A new folder of this run alone. */
  readonly folder: string
  /** The workflow's file name and text, without what act does not know. */
  readonly workflow: { readonly file: string; readonly text: string }
  readonly event: { readonly name: string; readonly payload: unknown }
  /** `GITHUB_…` as the run has them, and whatever the stand-ins need. */
  readonly env: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
  readonly actor: string
  readonly references: References
  /** Folders put before the runner's PATH. */
  readonly path: readonly string[]
  /** Called with each line of a job's log page as it appears. */
  readonly onLine: OnLine | undefined
  /** Aborted when the run is cancelled: act is stopped as by Ctrl-C. */
  readonly signal: AbortSignal | undefined
}

/** A node process that was started for a step. */
export interface StartedEntry {
  /** Name of the process that started it. */
  readonly parent: string
  /** Its arguments. */
  readonly entry: string
}

export interface ActRun extends JobLog {
  readonly exitCode: number | null
  readonly entries: readonly StartedEntry[]
  /** File with everything act wrote, but for the lines that say what is to be masked: those hold the values. */
  readonly logFile: string
  /** What is in it: nothing is masked there, so that a secret the action prints is seen. */
  readonly raw: string
}

/** Runs act to its end, on this machine itself, with nothing of our own environment. */
export async function runAct(request: ActRequest): Promise<ActRun> {
  const { folder } = request
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content, { mode: 0o600 })
    return join(folder, name)
  }
  for (const name of ['home', 'work', 'bin']) mkdirSync(join(folder, name), { recursive: true })
  const witness = file('entries', '')
  putWitness(join(folder, 'bin', 'node'), witness)
  const argv = [
    request.event.name,
    ...['--directory', join(folder, 'work')],
    ...['--workflows', file(request.workflow.file, request.workflow.text)],
    ...['--eventpath', file('event.json', JSON.stringify(request.event.payload))],
    // Files, since arguments are for everybody to see. JSON is YAML, and act reads those by their ending.
    ...['--secret-file', file('secrets.yml', JSON.stringify(request.secrets))],
    ...['--env-file', file('env.yml', JSON.stringify(request.env))],
    ...['--actor', request.actor],
    ...['--platform', 'ubuntu-latest=-self-hosted'],
    ...['--action-cache-path', join(folder, 'cache')],
    ...Object.entries(request.references).flatMap(([name, to]) => ['--local-repository', `${name}=${to}`]),
    '--no-cache-server',
    // Tests look for secrets in what the actions print; whoever shows lines masks them, as GitHub does.
    '--insecure-secrets',
    '--json',
  ]
  const PATH = [join(folder, 'bin'), ...request.path, '/usr/local/bin', '/usr/bin', '/bin'].join(':')
  const home = join(folder, 'home')
  const child = spawn('act', argv, {
    cwd: folder,
    // act hands its own environment on to the steps.
    env: { PATH, HOME: home, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home, LANG: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log = new ActLog(Object.values(request.secrets), request.onLine)
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', line => log.add(line))
  const cancel = (): void => void child.kill('SIGINT')
  request.signal?.addEventListener('abort', cancel, { once: true })
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  }).finally(() => request.signal?.removeEventListener('abort', cancel))
  const raw = log.raw.join('\n')
  return { exitCode, ...log.read(), entries: readEntries(witness), logFile: file('act.log', `${raw}\n`), raw }
}

/**
 * Who starts an action is in no log: a node in front of the real one notes its parent and its arguments and becomes the
 * real one. act asks node where it is and then goes there directly, so that this one answers with its own place.
 */
function putWitness(program: string, notes: string): void {
  const lines = [
    // Not sh: dash takes away every variable whose name it could not use itself, such as INPUT_SECRET-ENV.
    '#!/bin/bash',
    `if [ "$*" = '--no-warnings -e console.log(process.execPath)' ]; then echo '${program}'; exit; fi`,
    `printf '%s %s\\n' "$(cat /proc/$PPID/comm)" "$*" >>'${notes}'`,
    `exec '${process.execPath}' "$@"`,
  ]
  writeFileSync(program, `${lines.join('\n')}\n`)
  chmodSync(program, 0o755)
}

function readEntries(file: string): StartedEntry[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map(line => ({ parent: line.slice(0, line.indexOf(' ')), entry: line.slice(line.indexOf(' ') + 1) }))
}
