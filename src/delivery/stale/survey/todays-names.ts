import { askParts } from '../../../github/graphql/parts.ts'
import { HEADS, headPart } from '../../../github/scan/heads.ts'
import type { ScanTools } from '../../../github/scan/scan-tools.ts'

/** What repositories are called now. One that is gone is in neither. */
export interface TodaysNames {
  /** By their old names, `owner/name` each. */
  readonly names: ReadonlyMap<string, string>
  /** Those that could not be looked up. */
  readonly unread: readonly string[]
}

/** GitHub follows the old name of a renamed repository. */
export async function readTodaysNames(tools: ScanTools, repositories: readonly string[]): Promise<TodaysNames> {
  const parts = repositories.map(headPart)
  const answers = await askParts(tools, HEADS, parts)
  const names = new Map<string, string>()
  const unread: string[] = []
  for (const part of parts) {
    const answer = answers.get(part)
    if (answer?.kind === 'read') names.set(part.repository, answer.value.repository)
    else if (answer?.finding.reason !== 'github-not-found') unread.push(part.repository)
  }
  return { names, unread }
}
