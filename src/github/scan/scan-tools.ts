import type { Clock } from '../../runner/clock.ts'
import type { GraphQLDoor } from '../graphql/door.ts'

/** What every step of a scan works with. */
export interface ScanTools extends GraphQLDoor {
  readonly clock: Clock
}
