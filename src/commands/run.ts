import type { Answer } from './answer/answer.ts'
import type { Ask } from './ask.ts'
import type { Command } from './command.ts'
import type { CommandPorts } from './ports.ts'
import { goOn } from './verbs/continue.ts'
import { deployCommit } from './verbs/deploy.ts'
import { doctor } from './verbs/doctor.ts'
import { history } from './verbs/history.ts'
import { lock } from './verbs/lock.ts'
import { rollback } from './verbs/rollback.ts'
import { status } from './verbs/status.ts'
import { unlock } from './verbs/unlock.ts'

/** Carries a command out and answers as data. Throws a `UserError` where it comes to nothing. */
export function runCommand(ask: Ask, ports: CommandPorts): Promise<Answer> {
  if (is(ask, 'lock')) return lock(ask, ports)
  if (is(ask, 'unlock')) return unlock(ask, ports)
  if (is(ask, 'history')) return history(ask, ports)
  if (is(ask, 'deploy')) return deployCommit(ask, ports)
  if (is(ask, 'rollback')) return rollback(ask, ports)
  if (is(ask, 'doctor')) return doctor(ask, ports)
  if (is(ask, 'promote') || is(ask, 'abort')) return goOn(ask, ports)
  if (is(ask, 'status')) return status(ask, ports)
  return Promise.reject(new Error(`no verb ${ask.command.verb}`))
}

function is<Verb extends Command['verb']>(ask: Ask, verb: Verb): ask is Ask<Extract<Command, { verb: Verb }>> {
  return ask.command.verb === verb
}
