import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'

/** What a process was started with, and whether others can still read it. */
export interface StepEnvironment {
  readonly env: Readonly<Record<string, string>>
  /** Why it could not be emptied; undefined where it was, or where the system has no such file. */
  readonly problem?: string
}

/** Only for this process: they are not needed by any library. */
const OWN = /^(INPUT_.*|(GITHUB|ACTIONS_RUNTIME|ACTIONS_ID_TOKEN_REQUEST)_TOKEN)$/

/**
 * Takes the environment that this process was started with, and empties it where others could read it: every process of the
 * same user, a template or a lint command as well, can read `/proc/<pid>/environ`, which shows the memory in which the system
 * put it, whatever the process has changed since. Libraries find their variables in copies. Costs about a millisecond; a
 * second start by `process.execve` would cost thirty.
 */
export function takeEnvironment(): StepEnvironment {
  const env: Record<string, string> = {}
  for (const [name, value = ''] of Object.entries(process.env)) {
    env[name] = value
    // What is set anew is in other memory.
    if (OWN.test(name)) delete process.env[name]
    else process.env[name] = value
  }
  if (process.platform !== 'linux') return { env }
  try {
    emptyInitialEnvironment()
    return { env }
  } catch (thrown) {
    return { env, problem: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}

/** Fields 50 and 51 of `/proc/self/stat`: where in the memory the environment begins and ends. */
function emptyInitialEnvironment(): void {
  const stat = readFileSync('/proc/self/stat', 'latin1')
  // The second field, a name in parentheses, may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [start, end] = [Number(fields[47]), Number(fields[48])]
  if (!Number.isSafeInteger(start) || !(start > 0 && end > start))
    throw new Error('/proc/self/stat does not say where it is')
  const memory = openSync('/proc/self/mem', 'r+')
  try {
    writeSync(memory, Buffer.alloc(end - start), 0, end - start, start)
  } finally {
    closeSync(memory)
  }
  if (/[^\0]/.test(readFileSync('/proc/self/environ', 'latin1')))
    throw new Error('/proc/self/environ is not empty afterwards')
}
