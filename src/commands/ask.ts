import type { Role } from '../policy/deploy-rules.ts'
import type { Command } from './command.ts'

/**
 * Who asks, and how the door knows it: the author of a comment in an event that GitHub delivered, the person who started a
 * run, or the login of the token that the command itself uses.
 */
export interface Actor {
  /** GitHub login. */
  readonly login: string
  readonly proof: 'comment' | 'run' | 'token'
  /** In the repository, where the door has read it already. */
  readonly role?: Role | undefined
}

/** Through which door a command came: its answers name the words that this door understands. */
export type Door = 'comment' | 'run' | 'terminal'

/** One command as a door hands it to the core. */
export interface Ask<One extends Command = Command> {
  readonly command: One
  readonly actor: Actor
  readonly door: Door
  /** The same for the same request, however often it is delivered: the id of a comment, of a run, or a random one. */
  readonly intent: string
  /** Page of the request itself; empty where there is none. */
  readonly link: string
}
