/** Limits that GitHub states in prose only, so that no schema holds them. */

/** A text that may not be longer. */
export interface TextLimit {
  readonly operationId: string
  readonly field: string
  /** Counted as code points. */
  readonly characters: number
  readonly source: string
}

const DOCS = 'https://docs.github.com/en/rest'

export const TEXT_LIMITS: readonly TextLimit[] = [
  {
    operationId: 'repos/create-deployment-status',
    field: 'description',
    characters: 140,
    source: `${DOCS}/deployments/statuses#create-a-deployment-status ("The maximum description length is 140 characters")`,
  },
  {
    operationId: 'repos/create-commit-status',
    field: 'description',
    characters: 140,
    source: "GitHub's answer: description is too long (maximum is 140 characters)",
  },
  ...['repos/create-deployment', 'repos/create-deployment-status'].map(operationId => ({
    operationId,
    field: 'environment',
    characters: 255,
    source: `${DOCS.replace('/rest', '')}/actions/reference/deployments-and-environments ("may not exceed 255 characters")`,
  })),
  {
    operationId: 'repos/create-deployment',
    field: 'task',
    characters: 255,
    source: 'inferred: names of GitHub are columns of 255 characters',
  },
  ...['issues/create-comment', 'issues/update-comment'].map(operationId => ({
    operationId,
    field: 'body',
    characters: 65_536,
    source: "GitHub's answer: body is too long (maximum is 65536 characters)",
  })),
  {
    operationId: 'repos/create-commit-status',
    field: 'context',
    characters: 255,
    source: "GitHub's answer: context is too long (maximum is 255 characters)",
  },
]

/** Fields that must be addresses of http or https; an empty text is none. Source: GitHub's answer, `log_url must use http(s) scheme`. */
export const ADDRESSES: readonly { readonly operationId: string; readonly field: string }[] = [
  ...['log_url', 'target_url', 'environment_url'].map(field => ({
    operationId: 'repos/create-deployment-status',
    field,
  })),
  { operationId: 'repos/create-commit-status', field: 'target_url' },
]

/** Numbers that GitHub never exceeds; more is cut off without a word, unless it says so. */
export const COUNT_LIMITS = {
  /** `per_page`: "The number of results per page (max 100)". */
  perPage: 100,
  /** "This API has an upper limit of 1,000 files for a directory": repos/get-content. */
  folderEntries: 1000,
  /** "up to a limit of 3000 files": repos/get-commit. */
  commitFiles: 3000,
  /** "up to 1,000 results for each search" with a filter: actions/list-workflow-runs-for-repo. */
  filteredRuns: 1000,
  /** "a limit of 1000 statuses per sha and context": repos/create-commit-status, refused with 422. */
  statusesPerContext: 1000,
  /** "no more than 80 content-generating requests per minute": the secondary limit, refused with 403. */
  contentWritesPerMinute: 80,
  /** "no more than 500 content-generating requests per hour": the same. */
  contentWritesPerHour: 500,
  /** "No more than 900 points per minute are allowed for REST API endpoints": the same. */
  restPointsPerMinute: 900,
  /** "and no more than 2,000 points per minute are allowed for the GraphQL API endpoint": the same. */
  queryPointsPerMinute: 2000,
}

export type CountLimits = typeof COUNT_LIMITS
