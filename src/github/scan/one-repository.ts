import type { HeadFacts, RepositoryFacts } from '../../domain/history/facts.ts'
import { type Finding, UserError } from '../../errors.ts'
import { askParts } from '../graphql/parts.ts'
import { readPushTimes } from './activity.ts'
import { readDeployments } from './deployments.ts'
import { readDetails } from './details.ts'
import { readLines } from './first-parent-line.ts'
import { HEADS, headPart } from './heads.ts'
import type { RepositoryReading, RepositoryScanRequest } from './repository-reading.ts'
import { opened } from './scan.ts'
import type { ScanTools } from './scan-tools.ts'
import { readServicePaths } from './service-paths.ts'
import { readWaitingRuns } from './waiting-runs.ts'

/** What of a repository is read one after the other, and can be missing while the rest is there. */
export type ReadPart = 'deployments' | 'approvals' | 'commits' | 'paths' | 'checks' | 'times'

/** A part that could not be read. */
export interface UnreadPart {
  readonly part: ReadPart
  readonly finding: Finding
}

/** One repository as it was read: what is missing stands in `unread`, and is then missing in the facts as well. */
export interface ReadRepository {
  readonly facts: RepositoryFacts
  readonly unread: readonly UnreadPart[]
}

/** Which repository is read, and what is asked about it. */
export interface OneRepositoryRequest {
  /** `owner/name`. */
  readonly repository: string
  /** Where it was read already. */
  readonly head?: HeadFacts | undefined
  /** By its head and its policy. Throws a `UserError` for a policy that cannot be read. */
  readonly questionOf: (head: HeadFacts & { readonly policyText: string }) => RepositoryScanRequest
}

/**
 * Reads one repository for a person who waits for it: whatever can be read of it, while a scan of many leaves out the whole of
 * one that has a problem. Throws a `UserError` where not even its head and its policy can be read.
 */
export async function readOneRepository(tools: ScanTools, request: OneRepositoryRequest): Promise<ReadRepository> {
  const draft = await openRepository(tools, request)
  if (!('question' in draft)) return { facts: draft, unread: [] }
  const unread: UnreadPart[] = []
  const drafts = [draft]
  const read = async <T>(part: ReadPart, reading: Promise<T>): Promise<T> => {
    const value = await reading
    const { problem } = draft
    if (problem !== undefined) unread.push({ part, finding: problem.finding })
    draft.problem = undefined
    return value
  }
  await read('deployments', readDeployments(tools, drafts))
  // A list of which a part is missing must not be taken for the whole.
  if (unread.length > 0) draft.environments.clear()
  await read('approvals', readWaitingRuns(tools, drafts))
  await read('commits', readLines(tools, drafts))
  await read('paths', readServicePaths(tools, drafts))
  const suiteTimes = await read('checks', readDetails(tools, drafts))
  await read('times', readPushTimes(tools, drafts, suiteTimes))
  return { facts: factsOf(draft), unread }
}

/** The head of a repository and the policy there: one query, of one point. Throws a `UserError` where they cannot be read. */
export async function readRepositoryHead(tools: ScanTools, repository: string): Promise<HeadFacts> {
  const part = headPart(repository)
  const answer = (await askParts(tools, HEADS, [part])).get(part)
  if (answer?.kind === 'read') return answer.value
  throw refusal(answer?.finding)
}

/**
 * Reads the head and the policy of a repository, and what is to be asked about it. Of one that is closed nothing is asked:
 * then these are its facts. Throws a `UserError` where they cannot be read.
 */
export async function openRepository(
  tools: ScanTools,
  { repository, head, questionOf }: OneRepositoryRequest,
): Promise<RepositoryReading | RepositoryFacts> {
  const draft = opened(repository, head ?? (await readRepositoryHead(tools, repository)), { questionOf })
  if ('question' in draft) return draft
  if (draft.kind === 'read') return draft.facts
  throw refusal(draft.finding)
}

function factsOf({ head, environments, line, unmatched }: RepositoryReading): RepositoryFacts {
  return { head, environments, line, unmatched }
}

function refusal(finding: Finding | undefined): UserError {
  return new UserError(finding?.reason ?? 'github-unreachable', finding?.text ?? 'GitHub did not answer')
}
