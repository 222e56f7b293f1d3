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
]

/** Numbers that GitHub never exceeds; more is cut off without a word. */
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
}

export type CountLimits = typeof COUNT_LIMITS
