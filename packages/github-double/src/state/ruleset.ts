/** How a pull request may be merged. */
export type MergeMethod = 'merge' | 'squash' | 'rebase'

/** A ruleset: of rules about refs their types alone, of the push its name and that it is there. */
export interface Ruleset {
  readonly name: string
  readonly target: 'branch' | 'tag' | 'push'
  /** Default: `active`. */
  readonly enforcement?: 'active' | 'disabled' | 'evaluate'
  /** Patterns of full names of refs, such as `refs/tags/*` or `~ALL`. */
  readonly include?: readonly string[]
  readonly rules?: readonly ('creation' | 'update' | 'deletion')[]
}
