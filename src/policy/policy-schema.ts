import {
  DEPLOYERS_SCHEMA,
  FORCE_SCHEMA,
  FREEZE_SCHEMA,
  LOCK_AFTER_ROLLBACK_SCHEMA,
  ORDER_SCHEMA,
  PROOF_SCHEMA,
} from './deploy-rules-schema.ts'
import { DURATION, DURATION_WORDS } from './duration.ts'
import type { Schema } from './json-schema.ts'
import { LOCKS_SCHEMA } from './locks.ts'
import { ON_FAILURE_SCHEMA, PRUNE_SCHEMA, RELEASE_STORE_SCHEMA } from './releases-schema.ts'
import { SERVICES_SCHEMA } from './services-schema.ts'
import { ENVIRONMENT_SLACK_SCHEMA, SLACK_SCHEMA } from './slack-schema.ts'
import { STALE_SCHEMA } from './stale-schema.ts'
import { STRATEGY_SCHEMA } from './strategy.ts'

/** The events whose workflow runs count unless the policy says otherwise. */
export const CHECK_EVENTS = ['push', 'pull_request', 'merge_group'] as const

// `deployment` and `deployment_status` are not among them: a deployment must not be judged by deployments. `dynamic` is
// what GitHub's own workflows run on, such as code scanning's default set-up.
const KNOWN_EVENTS = [
  ...CHECK_EVENTS,
  'pull_request_target',
  'workflow_dispatch',
  'repository_dispatch',
  'workflow_run',
  'schedule',
  'dynamic',
]

// An environment's name becomes part of file names and label values: no blanks at its ends, no control characters,
// no `.` or `..` as a whole part of it; 255 characters is GitHub's own limit.
const ENVIRONMENT_NAME =
  '^(?!\\.{1,2}(?:/|$))(?!.*/\\.{0,2}(?:/|$))[^\\s/\\\\\\x00-\\x1f\\x7f](?:[^\\\\\\x00-\\x1f\\x7f]{0,253}[^\\s\\\\\\x00-\\x1f\\x7f])?$'

const ENVIRONMENT_NAME_WORDS = "one line of at most 255 characters, no '\\', no '.' or '..' between its '/'"

const APP_NAME = '^[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?(?:\\[bot\\])?$'

const ONE_LINE = '^(?=.*\\S)[^\\x00-\\x1f\\x7f]+$'

const CHECK_NAME: Schema = { type: 'string', pattern: ONE_LINE, $comment: 'one line of text' }

const checkNames = (description: string): Schema => ({
  description,
  type: 'array',
  items: CHECK_NAME,
  uniqueItems: true,
})

const CHECKS: Schema = {
  description:
    'Which of a commit’s checks decide whether it may be deployed: `all` (default), `required` (what GitHub requires of the default branch), a list of names, or a map.',
  type: ['object', 'string', 'array', 'null'],
  pattern: '^(?:all|required)$',
  $comment: 'all, required, a list of names, or a map with count, events, required and ignored',
  items: CHECK_NAME,
  minItems: 1,
  uniqueItems: true,
  additionalProperties: false,
  properties: {
    count: {
      description:
        '`all` checks of the commit; those that GitHub `required` of the default branch, by rulesets and branch protection; or those that are `named` under `required` here, and no others.',
      type: 'string',
      enum: ['all', 'required', 'named'],
      default: 'all',
    },
    events: {
      description:
        'Workflow runs count when one of these events started them. Checks of other apps and commit statuses always count.',
      type: 'array',
      items: { type: 'string', enum: KNOWN_EVENTS },
      minItems: 1,
      uniqueItems: true,
      default: CHECK_EVENTS,
    },
    required: checkNames(
      'Checks that must be there and have passed: `name`, `workflow / name`, or the name of a whole workflow. `test` is also `call / test`, and all `test (…)` of a matrix.',
    ),
    ignored: checkNames('Checks that never count, named in the same way.'),
  },
}

const WHEN_HELD: Schema = {
  description: 'What a deployment does while another one changes the same service and environment.',
  type: 'string',
  enum: ['wait', 'refuse'],
  default: 'wait',
}

const NO_CHECKS: Schema = {
  description: 'What happens to a commit without a single check that counts.',
  type: 'string',
  enum: ['refuse', 'allow'],
  default: 'refuse',
}

const IMAGE_ATTESTATION: Schema = {
  description:
    'Whether GitHub must have an attestation that the image was built from the commit. `optional`: one that says otherwise refuses, and there may be none.',
  type: 'string',
  enum: ['optional', 'required'],
  default: 'optional',
}

const WAIT_FOR_CHECKS: Schema = {
  description: 'How long a deployment waits for checks that have not ended. Default: not at all; it is refused.',
  type: 'string',
  pattern: DURATION,
  $comment: DURATION_WORDS,
}

const ROLLOUT: Schema = {
  description: 'How workloads are rolled out and judged.',
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    tolerance: {
      description:
        'How much may go wrong before a rollout has failed. `tolerant`: more crashes, and time for what is put right meanwhile.',
      type: 'string',
      enum: ['strict', 'tolerant'],
      default: 'strict',
    },
    'restart-on-config': {
      description: 'Whether pods are restarted when a ConfigMap or Secret of the templates that they read changes.',
      type: 'boolean',
      default: true,
    },
  },
}

/** The policy file, `.github/commit-train.yml`. */
export const POLICY_SCHEMA: Schema = {
  description: 'The policy of commit-train: what may be deployed where. Kept on the default branch.',
  type: 'object',
  additionalProperties: false,
  required: ['environments'],
  properties: {
    services: SERVICES_SCHEMA,
    environments: {
      description:
        'The GitHub environments that commit-train deploys to, each with the settings that differ from those of the file.',
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: ENVIRONMENT_NAME, $comment: ENVIRONMENT_NAME_WORDS },
      additionalProperties: {
        type: ['object', 'null'],
        additionalProperties: false,
        properties: {
          checks: CHECKS,
          'no-checks': NO_CHECKS,
          'wait-for-checks': WAIT_FOR_CHECKS,
          'image-attestation': IMAGE_ATTESTATION,
          rollout: ROLLOUT,
          strategy: STRATEGY_SCHEMA,
          order: ORDER_SCHEMA,
          freeze: FREEZE_SCHEMA,
          deployers: DEPLOYERS_SCHEMA,
          proof: PROOF_SCHEMA,
          force: FORCE_SCHEMA,
          'lock-after-rollback': LOCK_AFTER_ROLLBACK_SCHEMA,
          'when-held': WHEN_HELD,
          'release-store': RELEASE_STORE_SCHEMA,
          'on-failure': ON_FAILURE_SCHEMA,
          prune: PRUNE_SCHEMA,
          slack: ENVIRONMENT_SLACK_SCHEMA,
          stale: STALE_SCHEMA,
        },
      },
    },
    apps: {
      description:
        'Apps whose deployments are carried out although their payload has no mark of commit-train. Those of people always are.',
      type: 'array',
      items: { type: 'string', pattern: APP_NAME, $comment: 'the name of an App in its address, such as acme-deploys' },
      uniqueItems: true,
    },
    doors: {
      description:
        'Apps through which people ask for deployments: whom the payload names has asked. Who has the token of such an App can ask in the name of anybody.',
      type: 'array',
      items: { type: 'string', pattern: APP_NAME, $comment: 'the name of an App in its address, such as acme-deploys' },
      uniqueItems: true,
    },
    checks: CHECKS,
    'no-checks': NO_CHECKS,
    'wait-for-checks': WAIT_FOR_CHECKS,
    'image-attestation': IMAGE_ATTESTATION,
    rollout: ROLLOUT,
    strategy: STRATEGY_SCHEMA,
    freeze: FREEZE_SCHEMA,
    deployers: DEPLOYERS_SCHEMA,
    proof: PROOF_SCHEMA,
    force: FORCE_SCHEMA,
    'lock-after-rollback': LOCK_AFTER_ROLLBACK_SCHEMA,
    'when-held': WHEN_HELD,
    'release-store': RELEASE_STORE_SCHEMA,
    'on-failure': ON_FAILURE_SCHEMA,
    prune: PRUNE_SCHEMA,
    locks: LOCKS_SCHEMA,
    slack: SLACK_SCHEMA,
    stale: STALE_SCHEMA,
  },
}

/** The schema as it is published, for editors. */
export function publishedSchema(): string {
  const header = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'commit-train policy',
  }
  return `${JSON.stringify({ ...header, ...POLICY_SCHEMA }, null, 2)}\n`
}
