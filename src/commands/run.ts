import type { Answer } from './answer.ts'
import type { Command } from './command.ts'
import { lock } from './lock.ts'
import type { CommandPorts } from './ports.ts'
import { status } from './status.ts'
import { unlock } from './unlock.ts'

/** Carries a command out and answers as data. Throws a `UserError` where it comes to nothing. */
export function runCommand(command: Command, ports: CommandPorts): Promise<Answer> {
  if (command.verb === 'lock') return lock(command, ports)
  return command.verb === 'unlock' ? unlock(command, ports) : status(ports)
}
