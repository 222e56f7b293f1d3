import { UserError } from '../../errors.ts'
import { exitText } from '../../process/exit-text.ts'
import type { ProcessGroup, StartGroup } from '../../process/group.ts'
import { endOfGroup } from '../../process/wait.ts'
import type { Task, TaskName } from './task.ts'

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
          const text = `${name} failed in ${place}\`${line}\`: ${exitText(end)}`
          throw new UserError(`${name}-failed`, text, { outcome: 'failed' })
        }
      } finally {
        for (const group of groups) group.kill()
      }
    },
  }
}
