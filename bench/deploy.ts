/**
 * Deploy: how long sets of objects take, dry run included, beside kubectl on the same cluster, in turn. Writes
 * docs/deploy-times.md when all parts are measured. From src/, not dist/. Measures, never judges.
 *
 *     script/bench deploy [PART...]
 *
 * Parts: `service`, `objects-100`, `objects-1000`, `deployments-500`. `part=N` sets the number of rounds.
 */
import { measureOnPlatform } from './on-platform.ts'

await measureOnPlatform('deploy')
