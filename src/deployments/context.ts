/** The workflow run that carries out a deployment, and the repository it belongs to. */
export interface DeployContext {
  readonly owner: string
  readonly repository: string
  readonly runId: number
  readonly attempt: number
  /** `promote-1`: it goes on with what is held at the first stage. Absent where it carries out a deployment. */
  readonly part?: string
  /** Login of who started this attempt: of a re-run, who asked for that. Empty when the runner does not say. */
  readonly startedBy: string
  /** The page of this run's log, with the attempt, so that it still leads there after a re-run. */
  readonly logUrl: string
  /** The repository's page. */
  readonly page: string
  readonly workspace: string
  /** The runner's folder for this job's temporary files. */
  readonly temp: string
}
