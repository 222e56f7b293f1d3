import type { StaleResult } from '../../../src/delivery/stale/report/result.ts'
import { runNotifyStale } from '../../../src/delivery/stale/run.ts'
import type { LockReader } from '../../../src/domain/history/lock.ts'
import { connectGitHub } from '../../../src/github/client.ts'
import { connectSlack } from '../../../src/slack/client.ts'
import type { Clock } from '../../../src/time/clock.ts'
import type { RepositoryRow, Scan } from '../../fortnight/rows.ts'
import { OWNER, SCANNING, SLACK_TOKEN, type World } from '../../fortnight/world.ts'
import { RecordingLogger } from '../recording-logger.ts'

/** One scan of the fortnight, with whatever goes wrong in it, by the very code that runs in a job. */
export async function scanFortnight(
  world: World,
  rows: readonly RepositoryRow[],
  { trouble }: Scan,
  number: number,
): Promise<{ readonly result: StaleResult; readonly log: RecordingLogger }> {
  const { github, slack } = world
  const token = `ghs_scan_${number}`
  const seen = rows.map(({ name }) => name).filter(name => !trouble.hidden.includes(name))
  // A token of its own: what another scan has used up is none of its business.
  github.addToken(token, {
    ...{ name: token, kind: 'app' },
    repositories: [SCANNING, ...seen].map(name => `${OWNER}/${name}`),
  })
  const clock: Clock = {
    now: () => world.now,
    sleep(ms, signal) {
      signal?.throwIfAborted()
      world.now += ms
      return Promise.resolve()
    },
  }
  const log = new RecordingLogger()
  const repository = { owner: OWNER, repo: SCANNING }
  const inputs = {
    ...{ environments: undefined, dryRun: false, budget: trouble.budget ?? 500 },
    scope: { kind: 'named', repositories: rows.map(({ name }) => `${OWNER}/${name}`) },
  } as const
  const context = {
    ...{ repository: `${OWNER}/${SCANNING}`, serverUrl: github.serverUrl, runNumber: number },
    runUrl: `${github.serverUrl}/${OWNER}/${SCANNING}/actions/runs/${number}`,
    scan: `${OWNER}/${SCANNING}/stale.yml/scan`,
  }
  const result = await runNotifyStale(inputs, context, {
    ...{ log, clock },
    github: connectGitHub({ token, apiUrl: github.url, repository, log, clock, fetch: github.fetch }),
    slack: connectSlack({ token: SLACK_TOKEN, apiUrl: slack.url, log, clock, fetch }),
    locks: locksOf(world),
  })
  return { result, log }
}

function locksOf(world: World): LockReader {
  return {
    async lockOf({ key: { repository, service, environment } }) {
      const state = world.lockOf(repository.split('/')[1] ?? '', service, environment)
      if (state === 'unreadable') throw new Error('the store of locks does not answer')
      return state === 'free' ? undefined : { owner: 'dev-03', reason: 'looking into it', expiresAt: undefined }
    },
  }
}
