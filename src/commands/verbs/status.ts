import { factsOfFound, factsOfLock, type LockFacts } from '../answer/lock.ts'
import type { StatusAnswer } from '../answer/status.ts'
import type { Ask } from '../ask.ts'
import type { StatusCommand } from '../command.ts'
import { isoOf } from '../facts/brief.ts'
import { commitStatuses } from '../facts/commit-status.ts'
import { environmentStands } from '../facts/environment-stand.ts'
import { environmentStatus } from '../facts/environment-status.ts'
import type { KeptLocks } from '../facts/kept-locks.ts'
import { verdictsOf } from '../facts/next-deploy.ts'
import { readStand } from '../facts/read-stand.ts'
import type { FactPorts, LockPorts } from '../ports.ts'

/** Where everything is. Writes nothing. Throws a `UserError` where not even the policy can be read. */
export async function status(
  { command, actor }: Ask<StatusCommand>,
  ports: FactPorts & Pick<LockPorts, 'repository'>,
): Promise<StatusAnswer> {
  const { service, limit } = command
  const { login, proof, role } = actor
  const stand = await readStand(ports, { service, newest: limit, login, proof, role })
  const { repository, facts, policy, services, locks, unread, now } = stand
  const stands = environmentStands(stand)
  const verdicts = verdictsOf(stand)
  return {
    ...{ schema: 1, code: 'status', repository, branch: facts.head.branch ?? '', at: isoOf(now) },
    ...{ services, several: policy.services.length > 1 },
    commits: commitStatuses(stand, stands, { verdicts, limit }) ?? null,
    environments: stands.map(at => environmentStatus(stand, at, { stands, verdicts })),
    lockedIn: ports.repository,
    locks: lockFactsOf(locks),
    unread: [
      ...unread.map(({ part, finding }) => ({ part, text: finding.text })),
      ...(locks.kind === 'unreadable' ? [{ part: 'locks', text: locks.why }] : []),
    ],
  }
}

/** All of them, those that are over and those that cannot be read among them. */
function lockFactsOf(kept: KeptLocks): readonly LockFacts[] | null {
  if (kept.kind === 'unreadable') return null
  const { locks, unreadable, at } = kept
  const strange = unreadable.flatMap(
    ({ name, why }) => factsOfFound({ kind: 'unreadable', why }, name, undefined, at) ?? [],
  )
  return [...locks.map(lock => factsOfLock(lock, at)), ...strange]
}
