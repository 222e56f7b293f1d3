/**
 * Build: how long a commit waits for its answer. The example's own lint, test and image on a real engine and registry,
 * without the image cache; all ways are taken in turn, so that they meet the same machine. Measures, never judges.
 *
 *     script/bench build [ROUNDS]
 */
import { measureOnPlatform } from './on-platform.ts'

await measureOnPlatform('build')
