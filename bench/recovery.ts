/**
 * Recovery: what heals by itself or by others while a deployment follows it, on a real cluster, under both tolerances. The
 * table has how each ended; ends with 1 when one ended otherwise than it has to.
 *
 *     script/bench recovery [CASE...]
 */
import { measureOnPlatform } from './on-platform.ts'

await measureOnPlatform('recovery')
