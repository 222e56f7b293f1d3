import type { LockAnswer } from '../../../../src/domain/history/lock.ts'
import { judgeKey } from '../../../../src/domain/stale/judge.ts'
import { quietClock } from '../../../../src/domain/stale/quiet-hours.ts'
import type { Unread, Waiting } from '../../../../src/domain/stale/waiting.ts'
import { type Policy, parsePolicy } from '../../../../src/policy/policy.ts'
import type { Instant } from '../../../../src/time/instant.ts'
import type { EnvironmentName, ServiceRow } from '../../../timetable/rows.ts'
import { SERVICES, scanning } from '../../../timetable/services.ts'
import { factsAt, newest } from './timetable-world.ts'

const { zone, hours, days, dates, users } = scanning
const quietOf = quietClock(
  parsePolicy(JSON.stringify({ environments: { any: {} }, slack: { users, quiet: { zone, hours, days, dates } } }), {
    repository: 'scanning',
  }).slack.quiet,
)

/** The policy that a row of the timetable's services describes, read from its file. */
function policyOf({ service, watched, minimum, ignorePaths }: ServiceRow): Policy {
  const file = {
    stale: { ...(minimum === undefined ? {} : { minimum }), ...(ignorePaths ? { 'ignore-paths': ignorePaths } : {}) },
    environments: Object.fromEntries(
      (['staging', 'canary', 'production'] as const).map(name => {
        const rules = watched.find(one => one.environment === name)
        const said = { slack: { channel: rules?.channel }, stale: { after: rules?.after } }
        return [name, rules === undefined ? { stale: 'off' } : said]
      }),
    ),
  }
  return parsePolicy(JSON.stringify(file), { repository: service })
}

const policies = new Map(SERVICES.map(row => [row.service, policyOf(row)]))

/** What a scan at an instant says of one key of the timetable. */
export function scanKey(row: ServiceRow, environment: EnvironmentName, now: Instant): Waiting | Unread {
  const key = { repository: `acme/${row.service}`, service: row.service, environment }
  if (newest(row, now, ['unreadable', 'readable'])?.kind === 'unreadable') {
    return { kind: 'unread', key, finding: { reason: 'history-unreadable', text: 'GitHub answers 502' } }
  }
  const policy = policies.get(row.service)
  if (policy === undefined) throw new Error(`${row.service} has no policy`)
  return judgeKey({ key, facts: factsAt(row, now), policy, lock: lockAt(row, now), quiet: quietOf(now) }, now)
}

function lockAt(row: ServiceRow, now: Instant): LockAnswer {
  const turned = newest(row, now, ['lock', 'unlock', 'lock-unreadable', 'lock-readable'])
  if (turned?.kind === 'lock-unreadable') return { kind: 'unreadable', why: 'no answer' }
  const lock = { owner: turned?.by ?? '', reason: 'looking into it', expiresAt: undefined }
  return { kind: 'read', lock: turned?.kind === 'lock' ? lock : undefined }
}
