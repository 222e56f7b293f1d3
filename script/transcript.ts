/**
 * `script/node script/transcript.ts` writes docs/transcript.md: one story through both doors, on a real cluster, as people read
 * it.
 */
import { runOnPlatform } from '../bench/on-platform.ts'

await runOnPlatform(['script/transcript/write.ts'], 'transcript')
