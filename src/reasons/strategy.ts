import type { ReasonTable } from './reason.ts'

/** Deployments that are carried out in stages. */
export const STRATEGY = {
  held: {
    outcome: 'held',
    meaning:
      'A stage of `strategy` in the policy is reached: some pods run the commit, the others what was live, and somebody decides.',
    advice: 'Promote or abort it, as the text says. See `docs/strategies.md`.',
  },
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
