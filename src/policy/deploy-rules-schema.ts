import { DURATION, DURATION_WORDS } from './duration.ts'
import type { Schema } from './json-schema.ts'

const ONE_LINE = '^(?=.*\\S)[^\\x00-\\x1f\\x7f]+$'

/** The roles of a repository, from the least to the most. */
export const ROLES = ['read', 'triage', 'write', 'maintain', 'admin'] as const

export const ORDER_SCHEMA: Schema = {
  description: 'Another environment that must run the commit, or a newer one, before.',
  type: 'object',
  additionalProperties: false,
  required: ['after'],
  properties: {
    after: { description: 'That environment.', type: 'string', pattern: ONE_LINE, $comment: 'a name of this file' },
    'good-for': {
      description: 'For how long it must run there. Default: it must have been deployed there.',
      type: 'string',
      pattern: DURATION,
      $comment: DURATION_WORDS,
    },
  },
}

export const FREEZE_SCHEMA: Schema = {
  description: 'Times in which nothing is deployed.',
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['from', 'for', 'zone'],
    properties: {
      from: {
        description:
          'When it begins, in local time: minute, hour, day of the month, month, weekday, such as 0 17 * * fri.',
        type: 'string',
        pattern: ONE_LINE,
        $comment: 'the five fields of cron, such as 0 17 * * fri',
      },
      for: {
        description: 'How long it lasts; at most 31d.',
        type: 'string',
        pattern: DURATION,
        $comment: DURATION_WORDS,
      },
      zone: {
        description: 'Time zone by its IANA name: Europe/Berlin.',
        type: 'string',
        pattern: '^[A-Za-z][A-Za-z0-9_+/-]*$',
        $comment: 'the IANA name of a time zone, such as Europe/Berlin',
      },
      reason: { description: 'What people read.', type: 'string', pattern: ONE_LINE, $comment: 'one line of text' },
    },
  },
}

export const DEPLOYERS_SCHEMA: Schema = {
  description: 'Who may ask for a deployment. Default: everybody who can create one.',
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    role: {
      description: 'People with this role in the repository, or a higher one.',
      type: 'string',
      enum: ROLES,
    },
    logins: {
      description: 'People and Apps by their logins, whatever their role.',
      type: 'array',
      items: { type: 'string', pattern: ONE_LINE, $comment: 'a login' },
      uniqueItems: true,
    },
  },
}

/**
 * How it can be known who asks: by a token of the person's own (a terminal, the API), a run that the person started, a comment, or
 * not at all: an App asked for itself, or one that is no door for another.
 */
export const PROOFS = ['token', 'run', 'comment', 'app'] as const

export const PROOF_SCHEMA: Schema = {
  description:
    "By which ways a deployment may be asked for: `token` (of the person's own: a terminal, the API), `run` (started by the person), `comment`, `app` (an App for itself). Default: all.",
  type: 'array',
  minItems: 1,
  items: { type: 'string', enum: PROOFS },
  uniqueItems: true,
}

export const FORCE_SCHEMA: Schema = {
  ...DEPLOYERS_SCHEMA,
  description:
    'Who may deploy, with a reason, what checks, the order or a freeze refuse. Default: no one. A lock, the commit and the image are never ignored.',
}

export const LOCK_AFTER_ROLLBACK_SCHEMA: Schema = {
  description:
    'Whether a rollback by command locks its service in the environment: for a time such as `4h`, `on` (until it is unlocked), or `off`.',
  type: ['string', 'boolean'],
  pattern: `^(?:on|off|${DURATION.slice(1, -1)})$`,
  $comment: 'on, off, or a whole number with m, h or d, such as 4h',
  default: 'off',
}
