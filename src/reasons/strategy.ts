import type { ReasonTable } from './reason.ts'

/** How new pods take over from old ones: `strategy:` of the policy. */
export const STRATEGY_REASONS = {
  'strategy-impossible': {
    outcome: 'refused',
    meaning: 'The cluster or the templates do not allow what `strategy:` of the policy asks for. Nothing was changed.',
    advice: 'The text says what is missing. See `docs/strategies.md`.',
  },
  'drain-unused': {
    outcome: 'warning',
    meaning:
      '`strategy.drain` of the policy changes nothing: no Service of the templates selects the pods of a workload.',
    advice: 'Correct the selector of the Service, or remove `drain`.',
  },
} as const satisfies ReasonTable
