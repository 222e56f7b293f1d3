import { activityBody } from '../body/activity.ts'
import type { Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { Problem } from '../problem.ts'
import type { Activity } from '../state/activity.ts'

/** How far back a `time_period` reaches, in milliseconds. */
const DAY = 86_400_000
const PERIODS: Readonly<Record<string, number>> = {
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
  quarter: 91 * DAY,
  year: 365 * DAY,
}

/** Newest first by default; in pages that cursors lead to, since more may come during a read. */
function listAll({ repository, place, query, page, store }: ApiRequest): Reply {
  const period = PERIODS[query.get('time_period') ?? '']
  const since = period === undefined ? 0 : Date.parse(store.timestamp()) - period
  const found = repository.activities.filter(
    one =>
      [one.ref, one.ref.replace('refs/heads/', '')].includes(query.get('ref') ?? one.ref) &&
      (query.get('actor') ?? one.actor.login) === one.actor.login &&
      (query.get('activity_type') ?? one.type) === one.type &&
      Date.parse(one.timestamp) >= since,
  )
  const sorted = query.get('direction') === 'asc' ? found : found.toReversed()
  const end = query.has('before') ? placeOf(sorted, query.get('before')) : undefined
  const start = end === undefined ? placeOf(sorted, query.get('after')) + 1 : Math.max(0, end - page.size)
  const shown = sorted.slice(start, end ?? start + page.size)
  const last = shown.at(-1)
  const first = shown[0]
  return {
    status: 200,
    content: { json: shown.map(one => activityBody(place, one)) },
    cursors: {
      ...(last === undefined || start + shown.length >= sorted.length ? {} : { next: { after: cursorOf(last) } }),
      ...(first === undefined || start === 0 ? {} : { prev: { before: cursorOf(first) } }),
    },
  }
}

/** Where a cursor points; before the first one without a cursor. */
function placeOf(activities: readonly Activity[], cursor: string | null): number {
  if (cursor === null) return -1
  const at = activities.findIndex(one => cursorOf(one) === cursor)
  if (at < 0) throw new Problem(422, 'The cursor is not one of this list.')
  return at
}

function cursorOf(activity: Activity): string {
  return Buffer.from(`activity:${activity.id}`).toString('base64url')
}

export const activityRoutes: readonly Route[] = [
  {
    operationId: 'repos/list-activities',
    method: 'GET',
    path: '/repos/{owner}/{repo}/activity',
    query: ['direction', 'per_page', 'before', 'after', 'ref', 'actor', 'time_period', 'activity_type'],
    handle: listAll,
  },
]
