import type { MergeMethod } from './ruleset.ts'

/** A check that must have passed before a branch moves. */
export interface RequiredCheck {
  readonly context: string
  /** The App that must have reported it; undefined: any. */
  readonly appId?: number
}

/** What a pull request needs before it is merged. */
export interface PullRule {
  readonly approvals: number
  readonly codeOwners: boolean
  /** Undefined: as the repository allows. */
  readonly methods?: readonly MergeMethod[]
}

/** What is required of the default branch's commits. */
export interface BranchRules {
  /** By a ruleset. */
  readonly pull?: PullRule
  /** By a ruleset: no one moves the branch to what does not hold what it was. */
  readonly noForce?: boolean
  /** By rulesets. */
  readonly rules?: readonly RequiredCheck[]
  /** By the branch's protection; undefined: it is not protected. */
  readonly protection?: readonly RequiredCheck[]
}
