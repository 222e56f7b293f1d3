/** A commit as git holds it. */
export interface GitCommit {
  readonly sha: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly message: string
  readonly author: GitPerson
  readonly committer: GitPerson
}

export interface GitPerson {
  readonly name: string
  readonly email: string
  /** UTC, whole seconds. */
  readonly date: string
}
