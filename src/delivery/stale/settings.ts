/** The settings of one scan. */
export interface StaleSettings {
  readonly scope: RepositoryScope
  /** In the form in which names are compared; undefined: all. */
  readonly environments: readonly string[] | undefined
  /** Nothing is written to Slack. */
  readonly dryRun: boolean
  /** Most operations of GitHub: points of GraphQL and REST requests together. */
  readonly budget: number
}

/** Which repositories are scanned. */
export type RepositoryScope =
  /** The one that the workflow runs in. */
  | { readonly kind: 'own' }
  /** `owner/name` each. */
  | { readonly kind: 'named'; readonly repositories: readonly string[] }
  | { readonly kind: 'topic'; readonly organization: string; readonly topic: string }

/** The workflow run that a scan is part of. */
export interface StaleRunContext {
  /** `owner/name` of the repository the workflow runs in: its policy has the users and the quiet hours. */
  readonly repository: string
  /** Base of GitHub's pages, without a slash at the end. */
  readonly serverUrl: string
  /** Counts up from run to run: each begins with another part of the repositories. */
  readonly runNumber: number
  /** The page of this run, with the job summary. */
  readonly runUrl: string
  /** Which scan this is, the same from run to run. */
  readonly scan: string
}
