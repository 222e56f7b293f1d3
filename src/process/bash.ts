import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProcessGroup, StartGroup } from './group.ts'
import { killMarked, TASK_VARIABLE } from './leftovers.ts'
import { openPipe } from './real-pipe.ts'

/** A script of the user's that runs. */
export interface ScriptRun extends ProcessGroup {
  /** The line on which it ended by a command that failed, counted from 1; `undefined` where bash does not say. */
  failedLine(): number | undefined
  /** Ends what it has left running, in its process group or outside of it, and removes its files. */
  clear(): Promise<void>
}

/** Starts a script of the user's. */
export type StartScript = (script: string, onLine: (text: string) => void) => Promise<ScriptRun>

/** Where the user's scripts run. */
export interface BashOptions {
  readonly start: StartGroup
  readonly cwd: string
  /** For the scripts and their pipes; of this run alone. */
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
}

/** The arguments with which GitHub runs the script of a `run:` step with `shell: bash`. */
const BASH_ARGUMENTS = ['--noprofile', '--norc', '-eo', 'pipefail']

/** Runs each script by a bash of its own, out of a file as GitHub does, so that bash names lines in its messages. */
export function bashScripts({ start, cwd, folder, env }: BashOptions): StartScript {
  return async (script, onLine) => {
    // Not at once: scripts are started side by side, and each of these takes a program.
    const pipe = await openPipe(folder)
    const task = randomUUID()
    const [file, failure] = [join(folder, `${task}.sh`), join(folder, `${task}.line`)]
    writeFileSync(file, `${noteLine(failure)}${script}\n`, { mode: 0o600, flag: 'wx' })
    const group = start('bash', [...BASH_ARGUMENTS, file], {
      ...{ cwd, onLine, pipe },
      env: { ...env, [TASK_VARIABLE]: task },
    })
    return {
      ...group,
      failedLine: () => lineIn(failure),
      clear: async () => {
        group.kill()
        await killMarked(task, TASK_VARIABLE)
        for (const path of [file, failure]) rmSync(path, { force: true })
      },
    }
  }
}

/**
 * Before the script, on its first line, so that lines are counted as the user sees them: where a failing command ends the
 * script, bash writes the number of its line. What the script does is not changed; its own ERR trap replaces this one.
 */
function noteLine(file: string): string {
  const quoted = file.replaceAll(/["$\\`]/g, '\\$&').replaceAll("'", String.raw`'\''`)
  return `trap 'case $- in *e*) echo "$LINENO" >"${quoted}" ;; esac' ERR; `
}

function lineIn(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined
  } catch {
    return undefined // It ended in another way: `exit 3`, a signal, inside of a function.
  }
}
