import type { Instant } from '../../time/instant.ts'
import type { Waiting, WaitingCommit } from './waiting.ts'

/** Whom a reply reminds, and of which commits of a service. */
export interface Reminders {
  /** The authors of these are mentioned again. */
  readonly again: readonly WaitingCommit[]
  /** Of these another person hears. */
  readonly escalated: readonly WaitingCommit[]
}

/** What the metadata remembers of the reminders of a service. Times in seconds since the epoch. */
export interface ReminderMemory {
  /** When its authors were last reminded, or first notified; left out where the policy wants no reminders. */
  readonly reminded?: number
  /** The greatest time since which a commit waits that was escalated; left out where the policy wants none. */
  readonly escalated?: number
}

/**
 * Who is to be reminded, and what is to be remembered of it. Never in silence, and never together with new commits: the next
 * scan does it then. `shown`: what the message shows and has
 * notified. `mentioned`: commits whose people are mentioned now.
 */
export function remindersDue(
  { reminders, silence }: Waiting,
  { shown, mentioned }: { readonly shown: readonly WaitingCommit[]; readonly mentioned: readonly WaitingCommit[] },
  before: ReminderMemory | undefined,
  now: Instant,
): { readonly due: Reminders; readonly memory: ReminderMemory } {
  const { every, escalate } = reminders
  const seconds = Math.floor(now / 1000)
  const mayRemind = before !== undefined && silence === undefined
  // Those that have waited for a whole interval: who was first mentioned yesterday is not mentioned again today.
  const old = every === undefined || !mayRemind ? [] : shown.filter(one => now - sinceOf(one) >= every)
  const isDue = every !== undefined && old.length > 0 && seconds - (before?.reminded ?? seconds) >= every / 1000
  const last = before?.escalated ?? 0
  const late =
    escalate === undefined || !mayRemind
      ? []
      : shown.filter(one => now - sinceOf(one) >= escalate.after && Math.floor(sinceOf(one) / 1000) > last)
  // Who is mentioned now for a commit that has waited so long is not reminded of it by the next run.
  const isMentioned = every !== undefined && mentioned.some(one => now - sinceOf(one) >= every)
  const memory = {
    ...(every === undefined ? {} : { reminded: isDue || isMentioned ? seconds : (before?.reminded ?? seconds) }),
    ...(escalate === undefined
      ? {}
      : { escalated: Math.max(last, ...late.map(one => Math.floor(sinceOf(one) / 1000))) }),
  }
  return { due: { again: isDue ? old : [], escalated: late }, memory }
}

function sinceOf({ since }: WaitingCommit): Instant {
  return since?.at ?? Number.POSITIVE_INFINITY
}
