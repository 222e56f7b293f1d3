import type { Ask } from '../ask.ts'
import type { DeployCommand, RollbackCommand } from '../command.ts'

/** A command that deploys, as a door has handed it over. */
export type DeployAsk = Ask<DeployCommand | RollbackCommand>
