import { cacheFolder, root } from './places.ts'
import type { Say } from './progress.ts'
import { setupOf } from './setup.ts'
import { dist, distPath } from './tasks/dist.ts'

/**
 * The folder of a build of the source as it is now, made when it is not in the cache. Unlike the set-up it leaves
 * node_modules alone, so that it can be asked for by what runs from there.
 */
export async function builtDist(say: Say, signal = new AbortController().signal): Promise<string> {
  const setup = setupOf({ root, cache: cacheFolder(process.env), env: process.env, say, signal })
  const task = dist(setup)
  if (!(await task.done())) await task.run()
  return distPath(setup)
}
