import type { Finding } from '../../errors.ts'
import type { ReasonCode } from '../../reasons/registry.ts'
import type { KeptObject } from './prune.ts'
import { placed } from './prune-limits.ts'
import type { ObjectAddress } from './record.ts'
import type { Removal } from './removal.ts'

/** What left the templates and stays: one line for each reason, however many objects it is about. */
export function keptFindings(kept: readonly KeptObject[]): readonly Finding[] {
  return byReason(kept, 'object-kept', count => `left the templates and ${count === 1 ? 'stays' : 'stay'}`)
}

/** What another has by now, and is not restored: one line for each reason. */
export function notRestoredFindings(kept: readonly KeptObject[]): readonly Finding[] {
  return byReason(kept, 'object-not-restored', () => 'not restored')
}

function byReason(
  kept: readonly KeptObject[],
  reason: ReasonCode,
  what: (count: number) => string,
): readonly Finding[] {
  return [...Map.groupBy(kept, ({ why }) => why)].map(([why, about]) => ({
    reason,
    text: `${listed(about.map(({ address }) => address))}: ${what(about.length)}, because ${why}`,
  }))
}

/** What the cluster did not let go; what a permission is missing for is one line. */
export function refusedFindings(refused: readonly Extract<Removal, { kind: 'refused' }>[]): readonly Finding[] {
  const forbidden = refused.filter(({ why }) => why === undefined).map(({ address }) => address)
  const kinds = [...new Set(forbidden.map(({ kind }) => kind))].join(', ')
  const text = `${listed(forbidden)}: left the templates, but could not be removed (HTTP 403); the Role needs delete on ${kinds}`
  const others = refused.flatMap(({ address, why }): readonly Finding[] => {
    if (why === undefined) return []
    return [
      { reason: 'prune-failed', text: `${placed(address)}: left the templates, but could not be removed (${why})` },
    ]
  })
  return [...(forbidden.length === 0 ? [] : [{ reason: 'prune-failed', text } as const]), ...others]
}

/** So many objects are named in one line. */
const MOST_NAMED = 5

function listed(addresses: readonly ObjectAddress[]): string {
  const more = addresses.length - MOST_NAMED
  const names = addresses.slice(0, more > 1 ? MOST_NAMED : undefined).map(placed)
  return `${names.join(', ')}${more > 1 ? ` and ${more} more` : ''}`
}
