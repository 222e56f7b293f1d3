/** A check that must have passed before a branch moves. */
export interface RequiredCheck {
  readonly context: string
  /** The App that must have reported it; undefined: any. */
  readonly appId?: number
}

/** What is required of the default branch's commits. */
export interface BranchRules {
  /** By rulesets. */
  readonly rules?: readonly RequiredCheck[]
  /** By the branch's protection; undefined: it is not protected. */
  readonly protection?: readonly RequiredCheck[]
}
