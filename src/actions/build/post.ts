import { removeLeftovers } from '../../runner/leftovers.ts'
import type { BegunStep } from '../../runner/step-begin.ts'
import { runStep } from '../../runner/step-process.ts'

/** Runs when the job ends, also when the step was killed: no login and no process of the build stays behind. */
export function buildPost(begun: BegunStep): Promise<void> {
  return runStep(removeLeftovers, begun)
}
