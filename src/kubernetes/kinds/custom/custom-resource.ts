import { mappingAt } from '../../api/objects.ts'
import { apiText } from '../../api/text.ts'
import type { Symptom } from '../../diagnosis/cause.ts'
import { pathRulesOf } from '../annotations.ts'
import type { FollowedKind, RolloutProgress, RolloutTarget } from '../followed-kind.ts'
import { asNews } from '../news.ts'
import {
  type Convention,
  type CustomCondition,
  type CustomResource,
  conditionsOf,
  conventionOf,
} from './conventions.ts'
import { fulfils } from './json-path.ts'

/** What an object says about itself. */
interface Verdict {
  readonly state: 'complete' | 'unobserved' | 'working' | 'unjudged'
  readonly text: string
  /** Why it is not complete. */
  readonly symptom?: Symptom
}

/**
 * A custom resource: its annotations say when it is complete, or its kind is known by name, or it keeps the conventions
 * of kstatus. One that has no such conditions is complete with a remark.
 */
export function customResourceKind(named: {
  readonly apiVersion: string
  readonly group: string
  readonly kind: string
  readonly plural: string
}): FollowedKind<CustomResource> {
  const { apiVersion, group, kind, plural } = named
  const convention = conventionOf(group, kind)
  const verdictOf = (target: RolloutTarget, object: CustomResource): Verdict => verdict(target, object, convention)
  return {
    kind,
    group,
    resource: { apiVersion, plural },
    eventReasons: [],
    progressOf: (target, object) => progressOf(target, verdictOf(target, object)),
    symptoms: (target, { workload }) => {
      if (workload === undefined) return []
      const { symptom } = verdictOf(target, workload)
      return symptom === undefined ? [] : [dated(symptom, workload, target)]
    },
  }
}

function progressOf({ generation, unchanged }: RolloutTarget, { state, text }: Verdict): RolloutProgress {
  // Said once, when it is new: nothing changes about it at the next deployment.
  const remark = state === 'unjudged' && generation === 1 && !unchanged ? { remark: NOT_FOLLOWED } : {}
  return { observed: state !== 'unobserved', complete: state === 'complete' || state === 'unjudged', text, ...remark }
}

/** A status that names the changed generation is about the change, where its date does not say otherwise. */
function dated(symptom: Symptom, object: CustomResource, target: RolloutTarget): Symptom {
  const isCounted = typeof mappingAt(object, 'status')?.observedGeneration === 'number'
  const isEarlier = Date.parse(symptom.since ?? '') < target.at
  const isOfChange = isCounted && !target.unchanged && !isEarlier
  return isOfChange ? symptom : asNews(symptom, object, target)
}

const NOT_FOLLOWED: NonNullable<RolloutProgress['remark']> = {
  reason: 'custom-resource-not-followed',
  text: 'applied, but not followed: the status has no condition Ready or Available; the annotation commit-train.dev/complete-when can say what to wait for',
}

function verdict(target: RolloutTarget, object: CustomResource, convention: Convention | undefined): Verdict {
  const { generation = 0 } = object.metadata
  if (generation < target.generation) return UNOBSERVED
  const observed = Number(mappingAt(object, 'status')?.observedGeneration ?? generation)
  // Some write a text, and not of a number.
  if (observed < generation) return UNOBSERVED
  const rules = pathRulesOf(object.metadata)
  if (rules !== undefined) return byRules(object, rules)
  const conditions = convention?.conditions?.(object) ?? conditionsOf(object)
  return byConditions(target, object, conditions, convention)
}

const UNOBSERVED: Verdict = {
  state: 'unobserved',
  text: 'waiting for its operator',
  symptom: { code: 'resource-not-ready', text: 'its operator has not seen this change; check that it runs' },
}

function byRules(object: CustomResource, rules: NonNullable<ReturnType<typeof pathRulesOf>>): Verdict {
  const failed = rules.failed.find(rule => fulfils(object, rule))
  if (failed !== undefined) return failure({ code: 'resource-failed', text: failed.text })
  const missing = rules.complete.find(rule => !fulfils(object, rule))
  return missing === undefined ? done('complete') : waits(`not yet ${missing.text}`)
}

function byConditions(
  target: RolloutTarget,
  object: CustomResource,
  conditions: readonly CustomCondition[],
  convention: Convention | undefined,
): Verdict {
  const { generation = 0 } = object.metadata
  if (convention?.isPaused?.(object) === true) return done('paused')
  const ended = convention?.failure?.(object, target)
  if (ended !== undefined) return failure(ended)
  const wanted = convention?.complete ?? ['Ready', 'Available'].filter(type => has(conditions, type)).slice(0, 1)
  const relevant = conditions.filter(({ type }) =>
    [...wanted, ...ALWAYS, ...(convention?.working ?? [])].includes(type),
  )
  if (relevant.some(({ observedGeneration = generation }) => observedGeneration < generation)) return UNOBSERVED
  if (convention?.isObserved?.(object) === false) return UNOBSERVED
  const stalled = relevant.find(isTrue('Stalled'))
  if (stalled !== undefined) return failure({ ...symptomOf(stalled), code: 'resource-failed' })
  const working = relevant.find(condition =>
    ['Reconciling', ...(convention?.working ?? [])].some(type => isTrue(type)(condition)),
  )
  if (working !== undefined) return waits(textOf(working), symptomOf(working))
  if (wanted.length === 0) return { state: 'unjudged', text: 'no condition says how it is' }
  if (!wanted.every(type => has(relevant, type))) return UNOBSERVED
  const short = relevant.find(({ type, status }) => wanted.includes(type) && status !== 'True')
  if (short === undefined) return done(wanted.join(', '))
  const verdict = convention?.falseIsVerdict === true && short.status === 'False'
  return waits(textOf(short), { ...symptomOf(short), ...(verdict ? { fatality: 'grace' } : {}) })
}

const ALWAYS = ['Stalled', 'Reconciling']

const has = (conditions: readonly CustomCondition[], type: string): boolean =>
  conditions.some(condition => condition.type === type)
const isTrue =
  (wanted: string) =>
  ({ type, status }: CustomCondition): boolean =>
    type === wanted && status === 'True'

function done(text: string): Verdict {
  return { state: 'complete', text }
}

function failure(symptom: Symptom): Verdict {
  return { state: 'working', text: 'failed', symptom }
}

function waits(text: string, symptom: Symptom = { code: 'resource-not-ready', text }): Verdict {
  return { state: 'working', text, symptom }
}

function symptomOf(condition: CustomCondition): Symptom {
  const { reason = '', message = '', lastTransitionTime } = condition
  const said = [reason, apiText(message)].filter(text => text !== '').join(': ')
  const text = said === '' ? textOf(condition) : `${textOf(condition)}: ${said}`
  return { code: 'resource-not-ready', text, since: lastTransitionTime }
}

function textOf({ type, status }: CustomCondition): string {
  return `${type} is ${status}`
}
