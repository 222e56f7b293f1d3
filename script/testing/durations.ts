import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cacheFolder } from '../setup/places.ts'

/** How long test files took, in milliseconds, by their path in the repository. Kept beside the clones, so that a fresh one knows it. */
export type Durations = Readonly<Record<string, number>>

const fileIn = (cache: string): string => path.join(cache, 'test-durations.json')

/** Empty where nothing is known. */
export function readDurations(cache = cacheFolder(process.env)): Durations {
  try {
    return JSON.parse(readFileSync(fileIn(cache), 'utf8')) as Durations
  } catch {
    // An order is all that is lost.
    return {}
  }
}

/** Adds what a run has seen. Whole at any time: other runs read it. */
export function keepDurations(seen: Durations, cache = cacheFolder(process.env)): void {
  mkdirSync(cache, { recursive: true })
  const partial = `${fileIn(cache)}.${process.pid}`
  writeFileSync(partial, JSON.stringify({ ...readDurations(cache), ...seen }))
  renameSync(partial, fileIn(cache))
}

/**
 * The slowest file of all first, so that it is not left alone at the end, then level by level in the order in which they come,
 * the slowest of each first; what is not known yet before all.
 */
export function inOrder<T>(
  files: readonly T[],
  levelOf: (file: T) => string,
  durationOf: (file: T) => number | undefined,
): T[] {
  const duration = (file: T): number => durationOf(file) ?? Number.POSITIVE_INFINITY
  const slowestFirst = (some: readonly T[]) =>
    some.toSorted((a, b) => (duration(a) === duration(b) ? 0 : duration(b) - duration(a)))
  const [slowest] = slowestFirst(files.filter(file => durationOf(file) !== undefined))
  const levels = [...Map.groupBy(files, levelOf).values()].flatMap(slowestFirst)
  return slowest === undefined ? levels : [slowest, ...levels.filter(file => file !== slowest)]
}
