import type { LockAnswer } from '../history/lock.ts'
import type { OpenDeployment } from '../history/open-deployments.ts'
import { lockWords } from '../lock/decide.ts'
import { shortSha } from '../sha.ts'
import type { QuietReason } from './quiet-hours.ts'

/** Why no notification is sent about new commits of a key; the first that applies. */
export interface Silence {
  readonly reason: 'locked' | 'deploying' | 'waiting-for-approval' | 'nothing-stale' | 'below-minimum' | 'quiet'
  /** In one line, to be read after `silent:`. Holds words of people: shown escaped. */
  readonly text: string
}

/** What silence follows from. */
export interface SilenceFacts {
  readonly lock: LockAnswer
  readonly openDeployments: readonly OpenDeployment[]
  readonly stale: number
  readonly counting: number
  readonly minimum: number
  readonly quiet: QuietReason | undefined
}

export function silenceOf(facts: SilenceFacts): Silence | undefined {
  const { lock, openDeployments, stale, counting, minimum, quiet } = facts
  const locked = lockText(lock)
  if (locked !== undefined) return { reason: 'locked', text: locked }
  for (const reason of ['deploying', 'waiting-for-approval'] as const) {
    const found = openDeployments.find(({ kind }) => kind === reason)
    if (found === undefined) continue
    const what = `deployment ${found.deployment.id} of ${shortSha(found.deployment.sha)}`
    const text = reason === 'deploying' ? `${what} is in progress` : `${what} waits for approval`
    return { reason, text }
  }
  if (stale === 0) return { reason: 'nothing-stale', text: 'nothing is stale' }
  if (counting < minimum) {
    const text = `${counting} ${counting === 1 ? 'commit waits' : 'commits wait'}, fewer than ${minimum}`
    return { reason: 'below-minimum', text }
  }
  return quiet === undefined ? undefined : { reason: 'quiet', text: quiet }
}

function lockText(answer: LockAnswer): string | undefined {
  if (answer.kind === 'unreadable') return `its lock cannot be read, which counts as locked: ${answer.why}`
  const { lock } = answer
  if (lock === undefined) return undefined
  return lockWords(lock)
}
