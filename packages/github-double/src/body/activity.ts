import { nodeId } from '../ids.ts'
import type { Schema } from '../schema.ts'
import type { Activity } from '../state/activity.ts'
import type { Place } from './links.ts'
import { userBody } from './user.ts'

export function activityBody(place: Place, activity: Activity): Schema['activity'] {
  const { id, before, after, ref, timestamp, type, actor } = activity
  return {
    id,
    node_id: nodeId('PSH', id),
    before,
    after,
    ref,
    timestamp,
    activity_type: type,
    actor: userBody(place, actor),
  }
}
