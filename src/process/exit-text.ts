import { constants } from 'node:os'
import type { GroupEnd } from './group.ts'

/** How a program ended, for people. A shell reports a signal as 128 and its number. */
export function exitText({ exitCode, signal }: GroupEnd): string {
  const name = signal ?? Object.entries(constants.signals).find(([, number]) => exitCode === 128 + number)?.[0]
  if (name === 'SIGKILL') return 'killed by SIGKILL (out of memory?)'
  if (name !== undefined) return `ended by ${name}`
  if (exitCode === 127) return 'a command was not found (exit code 127)'
  if (exitCode === 126) return 'a command is not executable (exit code 126)'
  return `exit code ${exitCode}`
}
