import { UserError } from '../../../errors.ts'
import type { StartScript } from '../../../process/bash.ts'
import { exitText } from '../../../process/exit-text.ts'
import { endOfGroup } from '../../../process/wait.ts'
import type { ReasonCode } from '../../../reasons/registry.ts'
import { excerpt } from '../../../text/excerpt.ts'
import type { BuildCommand } from '../plan/command-parts.ts'
import type { BuildTask } from './task.ts'

const FAILED = { lint: 'lint-failed', test: 'test-failed' } as const satisfies Record<BuildCommand['kind'], ReasonCode>
/** Of a line that is named in an error, in characters. */
const LONGEST_LINE = 200

/** Runs a script of the user's to its end. What it leaves running, in the background or outside of its group, ends with it. */
export function commandTask({ kind, name, script }: BuildCommand, startScript: StartScript): BuildTask {
  return {
    name,
    work: async (output, signal) => {
      for (const line of script.split('\n')) output.echo(`$ ${line}`)
      const run = await startScript(script, text => output.add(text))
      try {
        const end = await endOfGroup(run, signal)
        if (end.exitCode === 0) return
        const place = placeText(script, run.failedLine())
        throw new UserError(FAILED[kind], `${name} failed${place}: ${exitText(end)}`)
      } finally {
        await run.clear()
      }
    },
  }
}

/** ` in line 3, \`make check\``; nothing where it is not known. */
function placeText(script: string, number: number | undefined): string {
  const lines = script.split('\n')
  const line = lines.length === 1 ? script : lines[(number ?? 0) - 1]
  if (line === undefined) return ''
  return ` in ${lines.length === 1 ? '' : `line ${number}, `}\`${excerpt(line.trim(), LONGEST_LINE)}\``
}
