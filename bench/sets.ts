/**
 * Sets of the shapes that public projects have, each deployed into an empty namespace, and taken over from `kubectl apply` and
 * from what Helm 3 and 4 leave: then a value changes and fields leave. The table has how each ended; ends with 1 when one ended otherwise than it
 * has to.
 *
 *     script/bench sets [SET...]
 */
import { measureOnPlatform } from './on-platform.ts'

await measureOnPlatform('sets', ['helm'])
