import type { Schema } from './json-schema.ts'
import { PATH_PATTERN, PATH_PATTERN_WORDS } from './path-patterns.ts'

/** A service's name becomes the value of a Kubernetes label, which sets its letters and its 63 characters. */
export const SERVICE_NAME = '^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$'

const SERVICE_NAME_WORDS = "letters, digits, '.', '_' and '-', at most 63, a letter or digit at both ends"

/** The services of a repository: a list of names, or a map where commits belong to them by their paths. */
export const SERVICES_SCHEMA: Schema = {
  description:
    'The services of this repository, each deployed on its own: a list of names, or a map with the paths of each. Default: one, named like the repository.',
  type: ['array', 'object'],
  items: { type: 'string', pattern: SERVICE_NAME, $comment: SERVICE_NAME_WORDS },
  minItems: 1,
  uniqueItems: true,
  minProperties: 1,
  propertyNames: { pattern: SERVICE_NAME, $comment: SERVICE_NAME_WORDS },
  additionalProperties: {
    type: ['object', 'null'],
    additionalProperties: false,
    properties: {
      paths: {
        description:
          'A commit belongs to the service if it changes one of these: `api/**`, `libs/proto/**`. Default: every commit.',
        type: 'array',
        items: { type: 'string', pattern: PATH_PATTERN, $comment: PATH_PATTERN_WORDS },
        minItems: 1,
        uniqueItems: true,
      },
    },
  },
}
