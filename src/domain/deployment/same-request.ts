import { canonicalName } from '../../text/canonical-name.ts'
import { isListed } from '../deployment-origin.ts'
import { readPayload } from './payload.ts'
import type { DeploymentRecord } from './record.ts'

/** What of a record says what was asked for, by whom. */
type AskedFor = Pick<DeploymentRecord, 'id' | 'task' | 'environment' | 'creator' | 'payload'>

/**
 * The oldest record that the same door made for the same request, if that is another one: a request may arrive twice, and a
 * record may be there although GitHub's answer said nothing. GitHub's ids ascend, so that of all of them one alone has none
 * before it: that one is carried out. Of whichever commit: of a request without a SHA another one may have become the newest.
 */
export function firstOfRequest<Record extends AskedFor>(
  mine: AskedFor,
  records: readonly Record[],
): Record | undefined {
  const intent = readPayload(mine.payload)?.intent
  if (intent === undefined) return undefined
  return records
    .filter(one => one.id < mine.id && isListed(one.creator, [mine.creator]) && isSameKey(one, mine))
    .filter(one => readPayload(one.payload)?.intent === intent)
    .toSorted((one, other) => one.id - other.id)[0]
}

/** Whether two records are about the same service in the same environment. */
export function isSameKey(one: Key, other: Key): boolean {
  const isSameTask = canonicalName(one.task) === canonicalName(other.task)
  return isSameTask && canonicalName(one.environment) === canonicalName(other.environment)
}

type Key = Pick<AskedFor, 'task' | 'environment'>
