/**
 * Releases: random sets of up to 30 objects of 10 kinds, in which objects come, change and go. The deployment fails and is restored;
 * then every object is compared with what it was before, field by field, while a client calls through a Service all the time. Each
 * seed is printed; the same seed makes the same sets.
 *
 *     script/bench releases [HOW MANY] [FIRST SEED]
 *     script/bench releases rename [ROUNDS]
 *     script/bench releases cost [ROUNDS]
 *
 * `rename`: a Deployment has another name in each round, while clients call through its Service. `cost`: what record, plan and prune take of a deployment of one service and of 100 objects that all change.
 */
import { measureOnPlatform } from './on-platform.ts'

await measureOnPlatform('releases')
