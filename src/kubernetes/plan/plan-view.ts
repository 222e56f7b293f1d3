import { nameOf } from '../api/objects.ts'
import type { Plan, PlannedObject } from '../apply/plan.ts'
import type { ObjectAddress } from '../release/record.ts'
import { changeLines, type PlanLine } from './change-lines.ts'
import { objectChanges } from './noise.ts'

/** What becomes of an object; `unclear`: it is applied, and what changes by that could not be seen. */
export type PlannedAction = 'create' | 'change' | 'recreate' | 'unclear' | 'unchanged' | 'remove'

/** One object of which there is something to say. */
export interface PlanEntry {
  /** `Deployment/web` */
  readonly object: string
  /** Absent for objects of the whole cluster. */
  readonly namespace?: string
  readonly action: PlannedAction
  readonly lines: readonly PlanLine[]
  /** How many lines are left out. */
  readonly more: number
}

/** What a release changes in the cluster, before it does: plain data without secrets. */
export interface PlanView {
  /** In the order of the set; what is removed comes last. What does not change is only counted. */
  readonly entries: readonly PlanEntry[]
  /** How many objects are left out of the entries. */
  readonly more: number
  readonly counts: Readonly<Record<PlannedAction, number>>
  /** How many objects become ours that another tool had put up. */
  readonly adopted: number
}

/** What of a plan is shown at most. */
const MOST_ENTRIES = 100
const MOST_LINES = 400
const LINES_PER_OBJECT = 40

/** The plan as it is shown. `redact` hides the secrets that are known; `removed`: what left the templates. */
export function planView(
  { objects }: Pick<Plan, 'objects'>,
  removed: readonly ObjectAddress[],
  redact: (text: string) => string,
): PlanView {
  const all = [
    ...objects.map(planned => entryOf(planned, redact)),
    ...removed.map(
      ({ kind, name, namespace }): WholeEntry => ({
        object: nameOf({ kind, metadata: { name } }),
        ...(namespace === undefined ? {} : { namespace }),
        ...{ action: 'remove', lines: [], isAdopted: false },
      }),
    ),
  ]
  const named = all.filter(({ action, lines }) => action !== 'unchanged' || lines.length > 0)
  const counts: Record<PlannedAction, number> = {
    create: 0,
    change: 0,
    recreate: 0,
    unclear: 0,
    unchanged: 0,
    remove: 0,
  }
  for (const { action } of all) counts[action] += 1
  let left = MOST_LINES
  // What is removed is always among them.
  const others = named.filter(({ action }) => action !== 'remove')
  const last = named.filter(({ action }) => action === 'remove')
  const chosen = [...others.slice(0, Math.max(0, MOST_ENTRIES - last.length)), ...last.slice(0, MOST_ENTRIES)]
  const entries = chosen.map(({ isAdopted: _, lines, ...entry }): PlanEntry => {
    const shown = lines.slice(0, Math.min(LINES_PER_OBJECT, left))
    left -= shown.length
    return { ...entry, lines: shown, more: lines.length - shown.length }
  })
  return {
    ...{ entries, counts, more: named.length - entries.length },
    adopted: all.filter(({ isAdopted }) => isAdopted).length,
  }
}

interface WholeEntry extends Omit<PlanEntry, 'more'> {
  readonly isAdopted: boolean
}

function entryOf(planned: PlannedObject, redact: (text: string) => string): WholeEntry {
  const { manifest, namespace, adoption } = planned
  const { action, lines } = changesOf(planned, redact)
  const from = adoption?.byHand === false ? adoption.from : []
  const about = from.length === 0 ? [] : [note(`taken over from ${from.join(', ')}`)]
  const byHand = adoption?.byHand === true && adoption.from.length > 0
  if (byHand || planned.force === true) about.push(note('what was changed by hand is overwritten'))
  if (planned.stage === 'switched') about.push(note('once the new pods are ready'))
  return {
    object: nameOf(manifest.object),
    ...(namespace === undefined ? {} : { namespace }),
    ...{ action, lines: [...about, ...lines], isAdopted: from.length > 0 },
  }
}

function changesOf(
  { manifest, live, answer, unchanged, recreated, removedFields = [] }: PlannedObject,
  redact: (text: string) => string,
): { readonly action: PlannedAction; readonly lines: readonly PlanLine[] } {
  if (unchanged !== undefined) return { action: 'unchanged', lines: [] }
  if (recreated === true) return { action: 'recreate', lines: [] }
  if (live === undefined) {
    if (answer?.created !== false) return { action: 'create', lines: [] }
    return unclear('it exists, and the credentials may not read it')
  }
  const gone = removedFields.map((field): PlanLine => ({ sign: '-', text: redact(field) }))
  if (answer === undefined) {
    if (removedFields.length === 0) return unclear('there was no dry run of it')
    return { action: 'change', lines: [...gone, note('other fields may change: it is valid only without those')] }
  }
  const { fields, notes } = objectChanges(live, answer.object)
  const lines = [...fields.flatMap(field => changeLines(manifest.object, field, redact)), ...gone, ...notes.map(note)]
  return { action: lines.length === 0 ? 'unchanged' : 'change', lines }
}

function unclear(why: string): { readonly action: PlannedAction; readonly lines: readonly PlanLine[] } {
  return { action: 'unclear', lines: [note(`what changes is not known: ${why}`)] }
}

function note(text: string): PlanLine {
  return { sign: ' ', text }
}
