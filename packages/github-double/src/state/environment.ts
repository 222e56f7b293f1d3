/**
 * Protection rules of an environment.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments
 */
export interface EnvironmentRules {
  /** Logins, one of whom has to approve each job; none: no review is needed. */
  readonly reviewers?: readonly string[]
  /** Minutes that a job waits, approved or not. */
  readonly waitMinutes?: number
  /** Names, or patterns such as `release/*`, that the run's ref has to match; undefined: any ref. */
  readonly branches?: readonly string[]
  /** Slugs of Apps that are asked by rules of their own. They are only shown: no job waits for them here. */
  readonly apps?: readonly string[]
}

/** An environment as it was named when its rules were set. */
export interface NamedEnvironment extends EnvironmentRules {
  readonly name: string
}

/** What a job still waits for at the gate of its environment. */
export interface JobGate {
  readonly environment: string
  review: boolean
  timer: boolean
}

/** Whether a ref passes the rule. A SHA, as a deployment may have, is neither a branch nor a tag. */
export function allowsRef({ branches }: EnvironmentRules, ref: string): boolean {
  if (branches === undefined) return true
  const name = ref.replace(/^refs\/(?:heads|tags)\//, '')
  return !/^[0-9a-f]{40}$/.test(name) && branches.some(pattern => patternOf(pattern).test(name))
}

/** `*` matches no slash, as in GitHub's own patterns. */
function patternOf(pattern: string): RegExp {
  const parts = pattern.split('*').map(part => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('[^/]*')}$`)
}

/** What a job with this environment waits for; undefined: nothing. */
export function gateOf(
  environment: string,
  { reviewers = [], waitMinutes = 0 }: EnvironmentRules,
): JobGate | undefined {
  const gate = { environment, review: reviewers.length > 0, timer: waitMinutes > 0 }
  return gate.review || gate.timer ? gate : undefined
}
