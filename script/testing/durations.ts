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

/** The slowest first, so that none of them is left alone at the end; what is not known yet before all. */
export function slowestFirst<T>(files: readonly T[], durationOf: (file: T) => number | undefined): readonly T[] {
  const duration = (file: T): number => durationOf(file) ?? Number.POSITIVE_INFINITY
  return files.toSorted((a, b) => (duration(a) === duration(b) ? 0 : duration(b) - duration(a)))
}
