import type { RepositoryFacts } from '../../domain/history/facts.ts'
import type { Finding } from '../../errors.ts'
import type { UnreadPart } from '../../github/scan/one-repository.ts'
import type { Proof, Role } from '../../policy/deploy-rules.ts'
import type { Policy } from '../../policy/policy.ts'
import type { Instant } from '../../time/instant.ts'
import type { KeptLocks } from './kept-locks.ts'

/** One repository as it stands: what was read for a command, before anything is judged. */
export interface Stand {
  /** `owner/name`, as GitHub spells it. */
  readonly repository: string
  readonly policy: Policy
  /** The services that the command is about. */
  readonly services: readonly string[]
  /** What is missing here stands in `unread`. */
  readonly facts: RepositoryFacts
  readonly locks: KeptLocks
  readonly asker: Asker
  readonly unread: readonly UnreadPart[]
  /** When it was read, by GitHub's clock where that is known. */
  readonly now: Instant
}

/** Who asks, for the rules of the environments. */
export interface Asker {
  readonly login: string
  /** How the record that they ask for will say who asked. */
  readonly proof?: Proof | undefined
  /** Undefined where no rule asks for one, where it could not be read, or where they have none. */
  readonly role: Role | undefined
  /** Why the role is not known, where a rule asks for one. */
  readonly unread: Finding | undefined
}
