import type { Clock } from '../../time/clock.ts'
import type { GraphQLDoor } from '../graphql/client.ts'

/** What every step of a scan works with. */
export interface ScanTools extends GraphQLDoor {
  readonly clock: Clock
}
