import type { LoggedRequest } from '../../packages/github-double/src/http/request-log.ts'
import type { Delivered } from './delivery.ts'

/** The deployments side by side: seconds after the request at which things happened, and what a run asked of GitHub. */
export function triggersTable(
  delivered: readonly Delivered[],
  requests: readonly Pick<LoggedRequest, 'token'>[],
): { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  return {
    head: ['commit', 'trigger', 'run', 'first status', 'last status', 'requests', 'ended as'],
    rows: delivered.map(({ commit, trigger, run, statuses, askedAt, begunAt, endedAt }) => [
      commit.letter,
      trigger,
      ...[run.recordedAt, begunAt, endedAt].map(at => ((at - askedAt) / 1000).toFixed(2)),
      String(requests.filter(({ token }) => token === run.token).length),
      statuses.at(-1)?.state ?? 'none',
    ]),
  }
}
