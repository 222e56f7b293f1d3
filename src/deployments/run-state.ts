import type { Ending } from '../domain/deployment/ending.ts'
import { cut } from '../text/one-line.ts'

/**
 * What `pre` and `main` keep for `post`, in the runner's state: texts in a file of the runner's, so that they are there
 * also when the process that wrote them was killed.
 *
 * - `deployment`: id of the deployment that this run has claimed
 * - `begun`: `main` has begun with it
 * - `touched`: a write may have reached the cluster
 * - `applied`: how many objects of how many were applied at least: `21/83`
 * - `restoring`: the last good release that is being applied again, as texts name it
 * - `end`: how it ended (`Ending` as JSON), from before the last status was tried to be written
 * - `ended`: the last status has been written: `true`, or `unsure` where that of a step may still come after it
 * - `crashed`: the message of what was thrown and not caught, without secrets
 * - `marker`: by which the programs that it has started are found
 * - `folder`: where the kubeconfig is
 * - `part`: what this run does to a deployment that is held, and at which stage: `promote-1`
 * - `held`: the status that says that it is held; it stays so until something is changed
 * - `slack`: the Slack message as it stands (`SavedMessage` as JSON)
 */
export type StateKey =
  | 'deployment'
  | 'begun'
  | 'touched'
  | 'applied'
  | 'restoring'
  | 'end'
  | 'ended'
  | 'crashed'
  | 'marker'
  | 'folder'
  | 'part'
  | 'held'
  | 'slack'

/** The state that the steps of one job share. */
export interface RunState {
  /** An empty text where nothing was saved. */
  read(key: StateKey): string
  save(key: StateKey, value: string): void
}

/**
 * Keeps that this run has claimed a deployment. `part`, `held`: it was held, and this run goes on with it. `left`: another one has
 * changed something since, so that it cannot be as held as before.
 */
export function keepClaim(
  state: RunState,
  deploymentId: number,
  { part, held, left }: { readonly part?: string; readonly held?: string; readonly left?: string },
): void {
  state.save('deployment', String(deploymentId))
  if (part !== undefined) state.save('part', part)
  if (held !== undefined && left === undefined) state.save('held', held)
}

/** The deployment is left alone: `post` has nothing to end. */
export function forgetDeployment(state: RunState): void {
  for (const key of ['deployment', 'slack'] as const) if (state.read(key) !== '') state.save(key, '')
}

/** Characters of an ending's text, which is one line and mostly shorter than 200. */
const TEXT_LIMIT = 1000

/** An ending as it is saved: what was found is in the log by then. `ending`: without secrets. */
export function serializeEnding({ outcome, reason, text, after }: Ending): string {
  return JSON.stringify({
    ...{ outcome, reason, text: cut(text, TEXT_LIMIT), findings: [] },
    ...(after === undefined ? {} : { after }),
  } satisfies Ending)
}

/** Reads it again; undefined for an empty text. */
export function parseEnding(saved: string): Ending | undefined {
  return saved === '' ? undefined : (JSON.parse(saved) as Ending)
}
