import type { CommitFacts, RepositoryFacts } from '../../../../src/domain/history/facts.ts'
import { judgeKey } from '../../../../src/domain/stale/judge.ts'
import type { Waiting } from '../../../../src/domain/stale/waiting.ts'
import { parsePolicy } from '../../../../src/policy/policy.ts'
import { commit, HOUR, NOON } from '../history/facts.ts'
import { oneCheck } from '../history/one-check.ts'

const POLICY = parsePolicy(
  `
environments: { staging: , production: }
checks: { required: [] }
stale: { ignore-paths: [docs/**] }
`,
  { repository: 'shop' },
)
export const KEY = { repository: 'acme/shop', service: 'shop', environment: 'production' }
const FREE = { kind: 'read', lock: undefined } as const

export function judged(facts: RepositoryFacts, hours = 5, policy = POLICY, key = KEY) {
  return judgeKey({ key, facts, policy, lock: FREE, quiet: undefined }, NOON + hours * HOUR)
}

export function waiting(...question: Parameters<typeof judged>): Waiting {
  const answer = judged(...question)
  if (answer.kind === 'unread') throw new Error(answer.finding.text)
  return answer
}

/** `b waiting stale, a ignored`, newest first. */
export function notified({ commits }: Waiting): string {
  return commits.map(one => `${one.commit.sha} ${one.kind}${one.stale ? ' stale' : ''}`).join(', ')
}

export const red = (sha: string, some: Partial<CommitFacts> = {}) =>
  commit(sha, { checks: oneCheck(sha, 'failure'), ...some })
