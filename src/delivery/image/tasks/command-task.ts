import { UserError } from '../../../errors.ts'
import type { StartLine } from '../../../process/bash.ts'
import { exitText } from '../../../process/exit-text.ts'
import type { ProcessGroup } from '../../../process/group.ts'
import { endOfGroup } from '../../../process/wait.ts'
import type { ReasonCode } from '../../../reasons/registry.ts'
import type { BuildTask, BuildTaskName } from './task.ts'

type CommandTaskName = Exclude<BuildTaskName, 'image'>

const FAILED = { lint: 'lint-failed', test: 'test-failed' } as const satisfies Record<CommandTaskName, ReasonCode>

/**
 * The user's lines in order, each by a shell of its own, up to the first that fails. What a line leaves running in the
 * background serves the lines after it, and ends with the task.
 */
export function commandTask(name: CommandTaskName, lines: readonly string[], startLine: StartLine): BuildTask {
  return {
    name,
    work: async (output, signal) => {
      const groups: ProcessGroup[] = []
      try {
        for (const [index, line] of lines.entries()) {
          output.add(`$ ${line}`)
          const group = startLine(line, text => output.add(text))
          groups.push(group)
          const end = await endOfGroup(group, signal)
          if (end.exitCode === 0) continue
          const place = lines.length > 1 ? `line ${index + 1}, ` : ''
          const text = `${name} failed in ${place}\`${line}\`: ${exitText(end)}`
          throw new UserError(FAILED[name], text)
        }
      } finally {
        for (const group of groups) group.kill()
      }
    },
  }
}
