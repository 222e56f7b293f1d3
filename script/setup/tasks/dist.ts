import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { runCommand } from '../command.ts'
import type { Task } from '../graph.ts'
import { withLock } from '../lock.ts'
import { keyOf } from '../places.ts'
import type { Setup } from '../setup.ts'

/** What `dist/` is made from, beside `src/`. */
const BESIDE_SRC = [
  'package-lock.json',
  'script/build',
  'script/build.ts',
  'script/entries.ts',
  'script/node',
  'tsconfig.json',
]

/** What a change of can change `dist/`. */
export const SHIPPED: readonly string[] = ['src', ...BESIDE_SRC]

/** A name for what `dist/` is made from: the same source gives the same key. */
export function distKey(root: string): string {
  const sources = readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)))
  const texts = [...sources, ...BESIDE_SRC].map(file => [file, readFileSync(path.join(root, file), 'utf8')] as const)
  return keyOf(Object.fromEntries(texts))
}

/** The build of the source as it is now. */
export function distPath(setup: Setup): string {
  return path.join(setup.parts.path('dist', distKey(setup.root)), 'dist')
}

/** Small, and several checkouts use one cache: what the tests of one of them run must not go because others build. */
const KEPT = 20

/**
 * A build of the source in the cache: what the tests run, so that a committed `dist/` of another source hides nothing.
 * It has a lock of its own: it is also made outside of the set-up, which may take minutes.
 */
export function dist(setup: Setup): Task {
  const isThere = async () => setup.parts.has('dist', distKey(setup.root))
  const build = async () => {
    if (await isThere()) return
    const fill = async (output: string) => {
      const argv = [path.join(setup.root, 'script/build'), path.join(output, 'dist')]
      await runCommand({ what: 'script/build', argv, cwd: setup.root, log: setup.log('dist') }, setup.signal)
    }
    await setup.parts.build('dist', distKey(setup.root), fill, KEPT)
  }
  return {
    name: 'dist',
    title: 'dist: build of this source',
    needs: ['node-modules'],
    cost: 1,
    how: 'built',
    done: isThere,
    run: () => withLock(path.join(setup.cache, 'dist.lock'), setup.say, setup.signal, build),
  }
}
