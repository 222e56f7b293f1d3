import { parseDuration } from '../time/duration.ts'
import type { Schema } from './json-schema.ts'

/** How new pods take over from old ones. */
export interface StrategyPolicy {
  /** Seconds for which a pod goes on serving after its end has begun; 0: as its template says. */
  readonly drainSeconds: number
}

/** `strategy:` as the file has it, for the whole file or one environment. */
export type RawStrategy = { readonly drain?: string } | null | undefined

export const STRATEGY_SCHEMA: Schema = {
  description: 'How new pods take over from old ones.',
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    drain: {
      description:
        'How long a pod that a Service of the templates selects goes on serving after its end has begun, until no request is sent to it any more. Containers with a `preStop` hook of their own keep it. `0s`: not at all.',
      type: 'string',
      pattern: '^(?:[1-9]?[0-9]|[12][0-9]{2}|300)s$',
      $comment: 'whole seconds from 0s to 300s, such as 5s',
      default: '0s',
    },
  },
}

/** Each key said for an environment replaces the file's. */
export function strategyPolicy(raw: RawStrategy, file: RawStrategy): StrategyPolicy {
  const { drain = '0s' } = { ...file, ...raw }
  return { drainSeconds: (parseDuration(drain, ['s']) ?? 0) / 1000 }
}
