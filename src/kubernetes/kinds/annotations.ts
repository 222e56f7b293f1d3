import { groupOf, type KubeObject } from '../api/objects.ts'

/** What a template may say about how an object of it is rolled out. */
const RUN = 'commit-train.dev/run'

/** When a Job is run: before the workloads are applied, or after they are complete. */
export type Run = 'before' | 'after'

/** When a Job wants to be run; undefined for one that runs beside the workloads. */
export function runOf(object: KubeObject): Run | undefined {
  const run = object.metadata.annotations?.[RUN]
  return run === 'before' || run === 'after' ? run : undefined
}

/** What is wrong with our annotations on an object, one sentence each. */
export function annotationProblems(object: KubeObject): readonly string[] {
  const run: unknown = object.metadata.annotations?.[RUN]
  if (run === undefined) return []
  if (object.kind !== 'Job' || groupOf(object.apiVersion) !== 'batch') {
    return [`the annotation ${RUN} is for Jobs: only a Job has an end that can be waited for`]
  }
  if (run === 'before' || run === 'after') return []
  return [`the annotation ${RUN} is ${JSON.stringify(run)}; it may be before or after`]
}
