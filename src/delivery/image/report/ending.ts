import { type BuildProblem, type BuildTaskResult, buildProblemOf } from '../tasks/task.ts'
import type { BuildEnding } from './build-report.ts'

/** How a run ends whose tasks ended like this. What makes the commit unfit comes before what broke, else in order of time. */
export function buildEndingOf(results: readonly BuildTaskResult[]): BuildEnding {
  const [first, ...others] = results
    .flatMap(({ problem, ms }) => (problem === undefined ? [] : [{ problem, ms }]))
    .toSorted((a, b) => rank(a.problem) - rank(b.problem) || a.ms - b.ms)
    .map(({ problem }) => problem)
  if (first === undefined) return { outcome: 'success' }
  return { outcome: first.outcome, problems: [first, ...others] }
}

/** How a run ends that threw. */
export function buildEndingOfThrown(thrown: unknown): BuildEnding {
  const problem = buildProblemOf(thrown, [])
  return { outcome: problem.outcome, problems: [problem] }
}

function rank({ outcome }: BuildProblem): number {
  return outcome === 'failed' ? 0 : 1
}
