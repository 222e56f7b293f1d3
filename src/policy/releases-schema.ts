import type { Schema } from './json-schema.ts'

export const PRUNE_DEFAULTS = { maxCount: 10, maxShare: 50 } as const

export const RELEASE_STORE_SCHEMA: Schema = {
  description:
    'Where what was deployed is kept: in `secrets` of the cluster, or nowhere; then nothing is removed that left the templates, and nothing is restored.',
  type: 'string',
  enum: ['secrets', 'none'],
  default: 'secrets',
}

export const ON_FAILURE_SCHEMA: Schema = {
  description:
    'What a deployment does that fails: it applies the last good release again, or leaves what it has applied.',
  type: 'string',
  enum: ['restore', 'keep'],
  default: 'restore',
}

export const PRUNE_SCHEMA: Schema = {
  description: 'How much a deployment may remove of what has left the templates. `off`: nothing.',
  type: ['object', 'null', 'boolean', 'string'],
  pattern: '^(?:on|off)$',
  $comment: 'on, off, or a map of keys',
  additionalProperties: false,
  properties: {
    'max-count': {
      description: 'A deployment that would remove more objects is refused.',
      type: 'integer',
      minimum: 1,
      default: PRUNE_DEFAULTS.maxCount,
    },
    'max-share': {
      description:
        'A deployment that would remove more than 3 objects and more than this share of the objects of earlier releases, in percent, is refused.',
      type: 'integer',
      minimum: 1,
      default: PRUNE_DEFAULTS.maxShare,
    },
  },
}
