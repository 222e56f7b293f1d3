import { groupOf, type KubeObject, type ObjectMeta } from '../api/objects.ts'
import { isBuiltIn } from './built-in-groups.ts'
import { type PathRule, parsePathRule } from './custom/json-path.ts'
import { followedKindOf } from './followed-kinds.ts'
import { HELD_ANNOTATION } from './held.ts'

/** What a template may say about how an object of it is rolled out. */
export const RUN_ANNOTATION = 'commit-train.dev/run'
const COMPLETE_WHEN = 'commit-train.dev/complete-when'
const FAILED_WHEN = 'commit-train.dev/failed-when'
export const IMMUTABLE_ANNOTATION = 'commit-train.dev/on-immutable'
export const PRUNE_ANNOTATION = 'commit-train.dev/prune'
const FOLLOW_ANNOTATION = 'commit-train.dev/follow'

/** When a Job is run: before the workloads are applied, or after they are complete. */
type Run = 'before' | 'after'

/** When a Job, or one run of a CronJob, is wanted; undefined for a Job that runs beside the workloads. */
export function runOf(object: KubeObject): Run | undefined {
  const run = object.metadata.annotations?.[RUN_ANNOTATION]
  return run === 'before' || run === 'after' ? run : undefined
}

/** Whether an object says that nothing of it is to be followed. */
export function isUnfollowed({ metadata }: Pick<KubeObject, 'metadata'>): boolean {
  return metadata.annotations?.[FOLLOW_ANNOTATION] === 'none'
}

/** Whether an object's annotation lets it be deleted and created again where a field of it cannot be changed. */
export function isRecreatable({ metadata }: KubeObject): boolean {
  return metadata.annotations?.[IMMUTABLE_ANNOTATION] === 'recreate'
}

/** Whether an object says that it stays when it has left the templates. */
export function isPruneProtected({ metadata }: KubeObject): boolean {
  return metadata.annotations?.[PRUNE_ANNOTATION] === 'keep'
}

/** Whether an object says that it may be removed although that could take more with it. */
export function isPruneWanted({ metadata }: KubeObject): boolean {
  return metadata.annotations?.[PRUNE_ANNOTATION] === 'delete'
}

/** The rules of an object's annotations; undefined if it has none. One rule a line. */
export function pathRulesOf({
  annotations = {},
}: ObjectMeta): { readonly complete: readonly PathRule[]; readonly failed: readonly PathRule[] } | undefined {
  const complete = annotations[COMPLETE_WHEN]
  if (complete === undefined) return undefined
  const rules = (text = ''): readonly PathRule[] => linesOf(text).flatMap(line => parsePathRule(line) ?? [])
  return { complete: rules(complete), failed: rules(annotations[FAILED_WHEN]) }
}

/** What is wrong with our annotations on an object, one sentence each. */
export function annotationProblems(object: KubeObject): readonly string[] {
  const annotations: Readonly<Record<string, unknown>> = object.metadata.annotations ?? {}
  const problems: string[] = []
  const isJob = /^(Cron)?Job$/.test(object.kind) && groupOf(object.apiVersion) === 'batch'
  const { [RUN_ANNOTATION]: run, [FOLLOW_ANNOTATION]: follow } = annotations
  if (run !== undefined && !isJob) {
    problems.push(
      `the annotation ${RUN_ANNOTATION} is for Jobs and CronJobs: only a Job has an end that can be waited for`,
    )
  } else if (run !== undefined && run !== 'before' && run !== 'after') {
    problems.push(`the annotation ${RUN_ANNOTATION} is ${JSON.stringify(run)}; it may be before or after`)
  }
  if (follow !== undefined && follow !== 'none') {
    problems.push(`the annotation ${FOLLOW_ANNOTATION} is ${JSON.stringify(follow)}; it may be none`)
  } else if (follow !== undefined && followedKindOf(object)?.newPods !== undefined) {
    problems.push(
      `the annotation ${FOLLOW_ANNOTATION} is not for a ${object.kind}: what its pods do is always followed`,
    )
  }
  if (annotations[IMMUTABLE_ANNOTATION] !== undefined && !isRecreatable(object)) {
    const value = JSON.stringify(annotations[IMMUTABLE_ANNOTATION])
    problems.push(`the annotation ${IMMUTABLE_ANNOTATION} is ${value}; it may be recreate`)
  }
  if (annotations[PRUNE_ANNOTATION] !== undefined && !isPruneProtected(object) && !isPruneWanted(object)) {
    const value = JSON.stringify(annotations[PRUNE_ANNOTATION])
    problems.push(`the annotation ${PRUNE_ANNOTATION} is ${value}; it may be keep or delete`)
  }
  if (annotations[HELD_ANNOTATION] !== undefined) {
    problems.push(`the annotation ${HELD_ANNOTATION} is for commit-train alone; remove it`)
  }
  return [...problems, ...[COMPLETE_WHEN, FAILED_WHEN].flatMap(name => ruleProblems(object, name, annotations[name]))]
}

function ruleProblems(object: KubeObject, name: string, text: unknown): readonly string[] {
  if (text === undefined) return []
  if (isBuiltIn(groupOf(object.apiVersion))) {
    return [`the annotation ${name} is for custom resources; a ${object.kind} has rules of its own`]
  }
  const lines = typeof text === 'string' ? linesOf(text) : []
  if (lines.length === 0) return [`the annotation ${name} has no rule; one looks like {.status.phase}=Running`]
  return lines
    .filter(line => parsePathRule(line) === undefined)
    .map(
      line => `the annotation ${name} has the rule ${line}, which is no path; one looks like {.status.phase}=Running`,
    )
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
}
