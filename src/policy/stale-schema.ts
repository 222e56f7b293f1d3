import { DURATION, DURATION_WORDS } from './duration.ts'
import type { Schema } from './json-schema.ts'
import { PATH_PATTERN, PATH_PATTERN_WORDS } from './path-patterns.ts'

export const STALE_DEFAULTS = { after: '4h', minimum: 1, skipMarker: '[skip deploy]' } as const

/** For the whole file, and again for one environment. */
export const STALE_SCHEMA: Schema = {
  description: 'When a merged commit that is not deployed is reported as stale. `off`: never.',
  type: ['object', 'null', 'boolean', 'string'],
  pattern: '^(?:on|off)$',
  $comment: 'on, off, or a map of keys',
  additionalProperties: false,
  properties: {
    after: {
      description: 'How long after its merge: 30m, 4h, 2d. Elapsed time, not working hours.',
      type: 'string',
      pattern: DURATION,
      $comment: DURATION_WORDS,
      default: STALE_DEFAULTS.after,
    },
    minimum: {
      description: 'Fewer waiting commits than this are not reported.',
      type: 'integer',
      minimum: 1,
      default: STALE_DEFAULTS.minimum,
    },
    'ignore-paths': {
      description: 'A commit that changes only these paths is not reported: `docs/**`, `*.md`.',
      type: 'array',
      items: { type: 'string', pattern: PATH_PATTERN, $comment: PATH_PATTERN_WORDS },
      uniqueItems: true,
    },
    remind: {
      description: 'Whether people are mentioned again while their commits stay stale: `weekly`, or `off` (default).',
      type: 'string',
      enum: ['weekly', 'off'],
      default: 'off',
    },
    escalate: {
      description: 'Whom to mention as well, once, when a commit waits longer; `off` (default): no one.',
      type: ['object', 'string'],
      pattern: '^off$',
      $comment: 'off, or a map with after and to',
      additionalProperties: false,
      required: ['after', 'to'],
      properties: {
        after: {
          description: 'How long after its merge: 5d.',
          type: 'string',
          pattern: DURATION,
          $comment: DURATION_WORDS,
        },
        to: {
          description: 'A Slack member ID.',
          type: 'string',
          pattern: '^[UW][A-Z0-9]{8,}$',
          $comment: "a member's ID, such as U0123ABCD, from the member's profile in Slack; a name will not do",
        },
      },
    },
    'skip-marker': {
      description: 'A commit with this in its message is not reported; upper and lower case are the same.',
      type: 'string',
      pattern: '^(?=.*\\S)[^\\x00-\\x1f\\x7f]+$',
      $comment: 'one line of text',
      default: STALE_DEFAULTS.skipMarker,
    },
  },
}
