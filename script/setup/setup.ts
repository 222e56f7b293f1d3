import path from 'node:path'
import { Parts } from './parts.ts'
import type { Say } from './progress.ts'

/** What every task of the set-up works with. */
export interface Setup {
  /** The repository. */
  readonly root: string
  /** The folder of caches. */
  readonly cache: string
  readonly parts: Parts
  readonly env: Readonly<Record<string, string | undefined>>
  readonly say: Say
  /** Aborted when the script is stopped, or when another task has failed. */
  readonly signal: AbortSignal
  /** The log file of a step. */
  log(step: string): string
}

/** The set-up of one repository, with everything it makes under one folder of caches. */
export function setupOf(options: Pick<Setup, 'root' | 'cache' | 'env' | 'say' | 'signal'>): Setup {
  return {
    ...options,
    parts: new Parts(path.join(options.cache, 'parts')),
    log: step => path.join(options.cache, 'logs', 'set-up', `${step}.log`),
  }
}
