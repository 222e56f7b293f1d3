/**
 * Time to red: how long each fault of a rollout takes from the moment when the API server shows it to a watcher of its own
 * until a deployment status names it and until the deployment ends, on a real cluster, and what kubectl says of the same set.
 * Writes docs/time-to-red.md. From src/, not dist/.
 *
 *     script/bench time-to-red [ROUNDS] [CASE...]
 *
 * With names of cases only these are measured, and nothing is written.
 */
import { measureOnPlatform } from './on-platform.ts'

await measureOnPlatform('time-to-red')
