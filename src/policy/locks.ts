import type { Schema } from './json-schema.ts'

/**
 * Where refs of locks can be kept: outside of branches and tags, or among them where GitHub takes no others. `none`: nothing is
 * locked, and nothing is asked.
 */
const REFS = ['custom', 'branches', 'tags', 'none'] as const

/** Where the locks of a repository are kept. */
export interface LockPlace {
  /** `owner/name`; undefined: the repository's own. */
  readonly repository: string | undefined
  readonly refs: (typeof REFS)[number]
}

/** `locks:` as it stands in the file. */
export interface RawLocks {
  readonly repository?: string
  readonly refs?: LockPlace['refs']
}

export const LOCKS_SCHEMA: Schema = {
  description: 'Where locks are kept.',
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    repository: {
      description:
        'The repository that keeps the locks, `owner/name`, shared by all whose policies name it. Default: this one.',
      type: 'string',
      pattern: '^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$',
      $comment: 'owner/name',
    },
    refs: {
      description:
        '`custom`: refs of their own, which show nowhere. `branches` or `tags` where GitHub does not take those. `none`: no locks.',
      type: 'string',
      enum: REFS,
      default: 'custom',
    },
  },
}

export function lockPlace(raw: RawLocks | null | undefined): LockPlace {
  return { repository: raw?.repository, refs: raw?.refs ?? 'custom' }
}
