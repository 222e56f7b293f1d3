import type { Ending } from '../domain/deployment/ending.ts'
import { cut } from '../text/one-line.ts'

/**
 * What `pre` and `main` tell `post`, by the runner's state: texts, kept in a file of the runner's, so that they are there
 * also when the process that wrote them was killed.
 *
 * - `deployment`: id of the deployment that this run has taken
 * - `begun`: `main` has begun with it
 * - `touched`: a write may have reached the cluster
 * - `end`: how it ended (`Ending` as JSON), from before the last status was tried to be written
 * - `ended`: the last status has been written
 * - `slack`: what Slack has been told so far and has to be told yet (`ToldStory` as JSON)
 */
export type Fact = 'deployment' | 'begun' | 'touched' | 'end' | 'ended' | 'slack'

/** Characters of an ending's text, which is one line and mostly shorter than 200. */
const KEPT = 1000

/** An ending as it is kept: what was found is in the log by then. `ending`: without secrets. */
export function keptEnding({ outcome, reason, text }: Ending): string {
  return JSON.stringify({ outcome, reason, text: cut(text, KEPT), findings: [] } satisfies Ending)
}

/** Reads it again; undefined for an empty text. */
export function readEnding(kept: string): Ending | undefined {
  return kept === '' ? undefined : (JSON.parse(kept) as Ending)
}
