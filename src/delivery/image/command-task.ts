import { constants } from 'node:os'
import { UserError } from '../../errors.ts'
import type { GroupEnd, ProcessGroup, StartGroup } from '../../process/group.ts'
import { endOfGroup, type Task, type TaskName } from './task.ts'

/** Where the user's commands run. */
export interface CommandPlace {
  readonly start: StartGroup
  readonly cwd: string
  /** Of this run alone. */
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
}

/** GitHub's own way to run a `run:` step with `shell: bash`. */
const bashArguments = ['--noprofile', '--norc', '-eo', 'pipefail', '-c']

/**
 * The user's lines in order, each by a shell of its own, up to the first that fails. What a line leaves running in the
 * background serves the lines after it, and ends with the task.
 */
export function commandTask(name: TaskName, lines: readonly string[], { start, cwd, folder, env }: CommandPlace): Task {
  return {
    name,
    work: async (output, signal) => {
      const groups: ProcessGroup[] = []
      try {
        for (const [index, line] of lines.entries()) {
          output.add(`$ ${line}`)
          const group = start('bash', [...bashArguments, line], {
            cwd,
            env,
            pipeFolder: folder,
            onLine: text => output.add(text),
          })
          groups.push(group)
          const end = await endOfGroup(group, signal)
          if (end.exitCode === 0) continue
          const place = lines.length > 1 ? `line ${index + 1}, ` : ''
          const text = `${name} failed in ${place}\`${line}\`: ${wordsFor(end)}`
          throw new UserError(`${name}-failed`, text, { outcome: 'failed' })
        }
      } finally {
        for (const group of groups) group.kill()
      }
    },
  }
}

/** How a program ended, in words. A shell tells of a signal by 128 and its number. */
export function wordsFor({ exitCode, signal }: GroupEnd): string {
  const name = signal ?? Object.entries(constants.signals).find(([, number]) => exitCode === 128 + number)?.[0]
  if (name === 'SIGKILL') return 'killed by SIGKILL (is the memory used up?)'
  if (name !== undefined) return `ended by ${name}`
  if (exitCode === 127) return 'a command was not found (exit code 127)'
  if (exitCode === 126) return 'a command is not executable (exit code 126)'
  return `exit code ${exitCode}`
}
