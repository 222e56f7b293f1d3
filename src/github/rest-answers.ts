import { fieldOf } from '../text/json.ts'
import { fields, flag, list, number, optional, type Shape, text } from './answer-shape.ts'

const REPOSITORY = '/repos/{owner}/{repo}'

const RUN = fields({
  ...{ id: number, workflow_id: number, path: text, event: text, head_sha: text, html_url: text, created_at: text },
  ...{ name: optional(text), display_title: optional(text), head_branch: optional(text), status: optional(text) },
  ...{ conclusion: optional(text), check_suite_id: optional(number), run_attempt: optional(number) },
})

const DEPLOYMENT = fields({
  ...{ id: number, sha: text, ref: text, task: text, environment: text, created_at: text, url: text },
  creator: optional(fields({ login: optional(text) })),
})

/** 202 has no more than a message: GitHub has merged something, and has made no deployment. */
const CREATED: Shape = (value, place) =>
  fieldOf(value, 'id') === undefined ? fields({ message: optional(text) })(value, place) : DEPLOYMENT(value, place)

const STATUS = fields({
  id: number,
  state: text,
  description: optional(text),
  log_url: optional(text),
  created_at: text,
})

const COMMIT = fields({
  sha: text,
  parents: list(fields({ sha: text })),
  commit: fields({ message: text, author: optional(fields({ name: optional(text) })) }),
  author: optional(fields({ login: optional(text) })),
})

const CHECK_RUN = fields({
  ...{ id: number, name: text, status: text, conclusion: optional(text) },
  app: optional(fields({ slug: optional(text), id: optional(number) })),
  check_suite: optional(fields({ id: number })),
  ...{ html_url: optional(text), details_url: optional(text) },
})

const REQUIRED_CHECK = fields({ context: text, integration_id: optional(number), app_id: optional(number) })

const SECRETS = fields({ secrets: list(fields({ name: text })) })

const COMMENT = fields({ id: number, body: optional(text) })

const REF = fields({ ref: text, object: fields({ sha: text, type: text }) })

/** What is no object is one that cannot be read, and hides no other. */
const ATTESTATION: Shape = (value, place) =>
  typeof value === 'object' && value !== null
    ? fields({ bundle_url: optional(text), repository_id: optional(number) })(value, place)
    : undefined

/** What is read of the answer of each endpoint: what GitHub's description promises, and no more of it. */
const ANSWERS: Readonly<Record<string, Shape>> = {
  [`GET ${REPOSITORY}`]: fields({ default_branch: text }),
  [`GET ${REPOSITORY}/environments`]: fields({
    environments: optional(
      list(
        fields({
          name: text,
          protection_rules: optional(list(fields({ type: text }))),
          deployment_branch_policy: optional(fields({ protected_branches: flag })),
        }),
      ),
    ),
  }),
  [`GET ${REPOSITORY}/environments/{environment_name}/deployment-branch-policies`]: fields({
    branch_policies: list(fields({ name: optional(text), type: optional(text) })),
  }),
  [`GET ${REPOSITORY}/environments/{environment_name}/secrets`]: SECRETS,
  [`GET ${REPOSITORY}/actions/secrets`]: SECRETS,
  [`GET ${REPOSITORY}/actions/organization-secrets`]: SECRETS,
  [`GET ${REPOSITORY}/rulesets`]: list(fields({ id: number, name: text, target: optional(text), enforcement: text })),
  [`GET ${REPOSITORY}/rulesets/{ruleset_id}`]: fields({ rules: optional(list(fields({ type: text }))) }),
  [`GET ${REPOSITORY}/commits`]: list(COMMIT),
  [`GET ${REPOSITORY}/commits/{ref}`]: fields({
    sha: text,
    files: optional(list(fields({ filename: text, previous_filename: optional(text) }))),
  }),
  [`GET ${REPOSITORY}/commits/{ref}/check-runs`]: fields({ total_count: number, check_runs: list(CHECK_RUN) }),
  [`GET ${REPOSITORY}/commits/{ref}/status`]: fields({
    total_count: number,
    statuses: list(fields({ id: number, context: text, state: text, target_url: optional(text) })),
  }),
  [`GET ${REPOSITORY}/actions/runs`]: fields({ total_count: number, workflow_runs: list(RUN) }),
  [`GET ${REPOSITORY}/actions/runs/{run_id}`]: RUN,
  [`GET ${REPOSITORY}/actions/runs/{run_id}/jobs`]: fields({
    total_count: number,
    jobs: list(fields({ id: number, run_attempt: optional(number) })),
  }),
  [`GET ${REPOSITORY}/actions/runs/{run_id}/approvals`]: list(
    fields({ state: text, comment: text, user: fields({ login: text }) }),
  ),
  [`GET ${REPOSITORY}/actions/runs/{run_id}/pending_deployments`]: list(fields({ reviewers: list(fields({})) })),
  [`GET ${REPOSITORY}/deployments`]: list(DEPLOYMENT),
  [`POST ${REPOSITORY}/deployments`]: CREATED,
  [`GET ${REPOSITORY}/deployments/{deployment_id}`]: DEPLOYMENT,
  [`GET ${REPOSITORY}/deployments/{deployment_id}/statuses`]: list(STATUS),
  [`POST ${REPOSITORY}/deployments/{deployment_id}/statuses`]: STATUS,
  [`GET ${REPOSITORY}/branches/{branch}`]: fields({
    protected: flag,
    protection: fields({
      required_status_checks: optional(fields({ enforcement_level: optional(text), checks: list(REQUIRED_CHECK) })),
    }),
  }),
  [`GET ${REPOSITORY}/rules/branches/{branch}`]: list(
    fields({
      type: text,
      parameters: optional(fields({ required_status_checks: optional(list(REQUIRED_CHECK)) })),
    }),
  ),
  [`GET ${REPOSITORY}/collaborators/{username}/permission`]: fields({ permission: text, role_name: optional(text) }),
  [`GET ${REPOSITORY}/attestations/{subject_digest}`]: fields({
    attestations: optional(list(ATTESTATION)),
  }),
  [`GET ${REPOSITORY}/git/matching-refs/{ref}`]: list(REF),
  [`POST ${REPOSITORY}/git/trees`]: fields({ sha: text }),
  [`POST ${REPOSITORY}/git/commits`]: fields({ sha: text }),
  [`GET ${REPOSITORY}/issues/{issue_number}/comments`]: list(COMMENT),
  [`POST ${REPOSITORY}/issues/{issue_number}/comments`]: COMMENT,
  [`GET ${REPOSITORY}/activity`]: list(fields({ before: text, after: text, timestamp: text })),
}

/** Where the answer is not what GitHub's description of the endpoint says; undefined where it is, or nothing is known. */
export function misfit(method: string, path: string, answer: unknown): string | undefined {
  return ANSWERS[`${method} ${path}`]?.(answer, '')
}
