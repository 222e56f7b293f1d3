import type { Clock } from '../../time/clock.ts'
import type { GraphQLConnection } from '../graphql/client.ts'

/** What every step of a scan works with. */
export interface ScanTools extends GraphQLConnection {
  readonly clock: Clock
}
