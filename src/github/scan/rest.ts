import { UserError } from '../../errors.ts'
import type { ReasonCode } from '../../reasons/registry.ts'
import type { Octokit } from '../client.ts'
import type { RepositoryReading } from './repository-reading.ts'
import type { ScanTools } from './scan-tools.ts'

/** Reasons that concern every repository alike: nothing more is worth asking. */
const FOR_ALL: readonly ReasonCode[] = ['github-token-invalid']

/**
 * Sends one REST request for a repository, if the budget has it. Undefined when it was not sent or failed: the repository
 * then has a problem, the others go on.
 */
export async function requestForRepository<T>(
  { github, budget }: ScanTools,
  draft: RepositoryReading,
  work: (octokit: Octokit) => Promise<T>,
): Promise<T | undefined> {
  const { repository } = draft.head
  if (!budget.takeRequest()) {
    if (budget.stopped !== undefined) draft.problem ??= { kind: 'left-out', finding: budget.stopped }
    return undefined
  }
  try {
    return await work(await github.octokit())
  } catch (thrown) {
    if (!(thrown instanceof UserError) || FOR_ALL.includes(thrown.reason)) throw thrown
    const finding = { reason: thrown.reason, text: `${repository}: ${thrown.message}`, where: repository }
    const limited = thrown.reason === 'github-rate-limited'
    if (limited) budget.stop({ reason: thrown.reason, text: thrown.message })
    draft.problem ??= { kind: limited ? 'left-out' : 'failed', finding }
    return undefined
  }
}
