import { clockOf, type StaleRendering } from '../../../../src/delivery/stale/text/rendering.ts'
import type { CommitFacts, RepositoryFacts } from '../../../../src/domain/history/facts.ts'
import type { Lock } from '../../../../src/domain/history/lock.ts'
import { judgeKey } from '../../../../src/domain/stale/judge.ts'
import { type KeyState, messageChange, type ServiceLine } from '../../../../src/domain/stale/message-change.ts'
import type { NotifiedService } from '../../../../src/domain/stale/notified.ts'
import type { Waiting } from '../../../../src/domain/stale/waiting.ts'
import { parsePolicy } from '../../../../src/policy/policy.ts'
import { commit, deployment, HOUR, NOON, repository } from '../../domain/history/facts.ts'

export { HOUR, NOON } from '../../domain/history/facts.ts'

/** The scans of these tests are made at 17:00 UTC, five hours after the commits of `facts.ts` were merged. */
export const NOW = NOON + 5 * HOUR

const USERS = new Map([
  ['ada', 'U0ADA0001'],
  ['ben', 'U0BEN0001'],
])

export const rendering: StaleRendering = {
  now: NOW,
  serverUrl: 'https://github.com',
  runUrl: 'https://github.com/acme/train/actions/runs/7',
  users: USERS,
  absent: new Set(),
  zone: 'UTC',
  clock: clockOf('UTC', NOW),
}

export const sha = (name: string): string => Buffer.from(name).toString('hex').padEnd(40, '0')

/** A commit of a readable name, merged at noon. */
export function merged(name: string, some: Partial<CommitFacts> = {}): CommitFacts {
  return { ...commit(sha(name)), title: name, message: name, ...some }
}

export interface ServiceFacts {
  readonly service?: string
  readonly owner?: string
  /** Head first, the live one among them. */
  readonly line?: readonly CommitFacts[]
  readonly production?: Parameters<typeof repository>[1][string]
  readonly others?: Parameters<typeof repository>[1]
  readonly lock?: Lock
  readonly stale?: string
  /** Of production, as the policy has them. */
  readonly rules?: string
  readonly end?: 'root' | 'too-far-back'
  readonly leftAt?: Readonly<Record<string, string>>
}

/** A service of which `live` is live in production and what is newer waits. */
export function waiting(of: ServiceFacts = {}, now = NOW): Waiting {
  const { service = 'web', owner = 'acme', lock, stale = '{ after: 4h }', rules = '' } = of
  const line = of.line ?? [merged('fix'), merged('live')]
  const read = repository(line, { production: of.production ?? [deployment(sha('live'), -100)], ...of.others })
  const facts: RepositoryFacts = {
    ...read,
    head: { ...read.head, repository: `${owner}/${service}` },
    line: { commits: line, end: of.end ?? 'root', leftAt: new Map(Object.entries(of.leftAt ?? {})) },
  }
  const file = `{ environments: { staging: , canary: , production: ${rules} }, stale: ${stale} }`
  const policy = parsePolicy(file, { repository: service })
  const key = { repository: `${owner}/${service}`, service, environment: 'production' }
  const judged = judgeKey({ key, facts, policy, lock: { kind: 'read', lock }, quiet: undefined }, now)
  if (judged.kind !== 'judged') throw new Error('not judged')
  return judged
}

/** The lines of a message that has notified `before`. */
export function linesOf(
  keyStates: readonly KeyState[],
  before?: readonly NotifiedService[],
  now = NOW,
): readonly ServiceLine[] {
  const effect = messageChange(before, keyStates, now)
  return effect.kind === 'post' || effect.kind === 'edit' ? effect.lines : []
}

/** So many services, each with one stale commit of an author of its own. */
export function manyServices(
  count: number,
  name = 'service-with-a-long-name',
  owner = 'acme-corporation',
): readonly Waiting[] {
  return Array.from({ length: count }, (_, at) =>
    waiting({
      service: `${name}-${at}`,
      owner,
      line: [merged(`fix${at}`, { login: `person${at}` }), merged('live')],
    }),
  )
}
