import { oneLine } from '../../text/one-line.ts'

/** As GitHub writes the message of a merge commit; behind it stands the title of the pull request, unless that is switched off. */
const MERGE = /^Merge pull request #(\d+) from (\S+)$/

/** The title of a commit: its first line; of the merge of a pull request the pull request's title, where the message has it. */
export function titleOf(message: string): string {
  const [first = '', ...rest] = message.split('\n')
  if (!MERGE.test(first.trim())) return oneLine(first)
  return oneLine(rest.find(line => line.trim() !== '') ?? first)
}

/** Whether a title says no more than that a pull request was merged. */
export function isMergeTitle(title: string): boolean {
  return MERGE.test(title)
}

/** The pull request that a merge commit merged, and the branch it came from without its owner. */
export function mergedBranch(message: string): { readonly number: number; readonly branch: string } | undefined {
  const [, number, from = ''] = MERGE.exec(message.split('\n', 1)[0]?.trim() ?? '') ?? []
  return number === undefined ? undefined : { number: Number(number), branch: from.slice(from.indexOf('/') + 1) }
}
