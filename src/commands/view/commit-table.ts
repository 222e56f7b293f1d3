import type { ChecksStatus, CommitStatus } from '../answer/status.ts'
import { ageText, listed, shaPiece } from './parts.ts'
import type { Block, Line } from './view.ts'

/** A line for each commit: what it is, how its checks are, and where it is live. */
export function commitTable(
  commits: readonly CommitStatus[],
  { at, services }: { readonly at: number; readonly services: readonly string[] },
): Block {
  return {
    kind: 'table',
    columns: ['commit', 'title', 'by', 'age', 'checks', 'live in'],
    rows: commits.map(commit => [
      [shaPiece(commit.sha)],
      [titleOf(commit)],
      [{ login: commit.author, notify: false }],
      [`${ageText(commit.merged, at)}${commit.atLeast && commit.merged !== null ? ' or more' : ''}`],
      commit.checks.flatMap((checks, index) => [
        ...(index === 0 ? [] : ['; ']),
        ...checksLine(checks, commit.checks.length > 1),
      ]),
      [liveText(commit, services)],
    ]),
  }
}

/** The number is what people find the discussion by; a squash has it in its title. */
function titleOf({ title, pullRequest }: CommitStatus): string {
  return pullRequest === null || title.endsWith(`(#${pullRequest})`) ? title : `${title} (#${pullRequest})`
}

function checksLine({ state, failed, running, text, environments }: ChecksStatus, isOneOfSeveral: boolean): Line {
  const where = isOneOfSeveral ? ` (${environments.join(', ')})` : ''
  switch (state) {
    case 'passed':
      return [{ mark: 'good' }, `passed${where}`]
    case 'failed': {
      const also = running.length === 0 ? '' : `, and ${listed(running, 2)} not ended`
      return [{ mark: 'bad' }, `${listed(failed, 2)}${also}${where}`]
    }
    case 'running':
      return [{ mark: 'running' }, `${listed(running, 2)}${where}`]
    case 'none':
      return [{ mark: 'warning' }, `no checks${where}`]
    case 'missing':
    case 'unread':
      return [{ mark: 'warning' }, `${text}${where}`]
  }
}

/** Where it is exactly this commit; a service is named where not all of them are there. */
function liveText({ live }: CommitStatus, services: readonly string[]): string {
  const places = [...Map.groupBy(live, ({ environment }) => environment)]
  return places
    .map(([environment, of]) => {
      const names = of.map(({ service }) => service)
      return names.length === services.length ? environment : `${environment} (${listed(names)})`
    })
    .join(', ')
}
