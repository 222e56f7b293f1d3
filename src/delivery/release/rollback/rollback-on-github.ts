import type { DeployContext } from '../../../deployments/context.ts'
import { DeploymentLost, lookAgain } from '../../../deployments/request.ts'
import { refuseLocked } from '../../../deployments/rule-facts.ts'
import { lastGoodAfter } from '../../../deployments/same-target.ts'
import type { DeployRequest } from '../../../domain/deployment/request.ts'
import { type Finding, messageOf, UserError } from '../../../errors.ts'
import type { GitHubClient } from '../../../github/client.ts'
import { readPolicyText } from '../../../github/contents.ts'
import { GITHUB_RETRY_LIMITS, type GitHubRetryLimits, STEP_RETRY_LIMITS } from '../../../github/retry.ts'
import type { DeployRules } from '../../../policy/deploy-rules.ts'
import { type Policy, parsePolicy } from '../../../policy/policy.ts'
import { type PlannedSubject, plannedSubject } from '../plan/planned-subject.ts'
import type { DeploySettings } from '../settings.ts'
import type { AskedRollback, RollbackEffects } from './asked-rollback.ts'
import { holdAfterRollback, type LockWanted, notLocked } from './lock-after.ts'
import { checkRules, isAnswerLost, isGitHubAway, recordRollback, rollbackRequest } from './recorded-rollback.ts'
import type { FoundRelease } from './stored-release.ts'

/** Who does without GitHub does not wait for it. */
const IMPATIENT: GitHubRetryLimits = { ...GITHUB_RETRY_LIMITS, total: 3_000, attempt: 3_000 }

const MAY_HAVE = '; GitHub may have made the deployment of the rollback all the same'

/** What the policy says. */
interface KnownPolicy {
  readonly kind: 'policy'
  readonly policy: Policy
  readonly subject: PlannedSubject
}

/** Why GitHub has no deployment of it. */
export interface Unrecorded {
  readonly why: string
  /** Which rules of the environment were not looked at; empty where all were. */
  readonly unchecked: string
  /** Whether GitHub may have made one all the same. */
  readonly isUnsure?: boolean
}

/** Its deployment on GitHub, or why it has none. */
interface Recorded {
  readonly request?: DeployRequest
  readonly unrecorded?: Unrecorded
}

/** What a rollback asks of GitHub, and does without where that is wanted. */
export class RollbackOnGitHub {
  readonly #asked: AskedRollback
  readonly #settings: DeploySettings
  readonly #context: DeployContext
  readonly #effects: RollbackEffects
  readonly #limit: AbortSignal

  constructor(
    asked: AskedRollback,
    settings: DeploySettings,
    context: DeployContext,
    effects: RollbackEffects,
    limit: AbortSignal,
  ) {
    this.#asked = asked
    this.#settings = settings
    this.#context = context
    this.#effects = effects
    this.#limit = limit
  }

  /** The policy, and what of it the rollback is about. */
  async known(): Promise<KnownPolicy | { readonly kind: 'nothing'; readonly unrecorded: Unrecorded }> {
    const settings = this.#settings
    try {
      const policy = parsePolicy(await readPolicyText(this.#github()), this.#context)
      const subject = plannedSubject(policy, settings)
      if (subject.environment.releases.store === 'none') {
        const text = `${policy.file} says "release-store: none" for ${subject.environment.name}: the cluster keeps no release`
        throw new UserError('stored-release-missing', text)
      }
      return { kind: 'policy', policy, subject }
    } catch (thrown) {
      const why = this.#whyWithout(thrown)
      if (settings.environment === undefined) {
        throw new UserError('input-invalid', 'Input "environment" is empty, and without a deployment it is needed')
      }
      return { kind: 'nothing', unrecorded: { why, unchecked: 'locks, freezes and deployers were not looked at' } }
    }
  }

  /** Looks at the rules, and makes the deployment on GitHub; a dry run has none. */
  async recorded({ policy, subject }: KnownPolicy, found: FoundRelease): Promise<Recorded> {
    const { actor } = this.#asked
    const { runId, attempt } = this.#context
    const by = { runId, attempt }
    const asking = rollbackRequest({ policy, subject, found, actor, by })
    const github = this.#github()
    let isChecked = false
    try {
      await checkRules(github, asking, this.#context.startedBy, this.#effects)
      isChecked = true
      if (this.#settings.dryRun) return {}
      return {
        request: await recordRollback(github, asking, { number: found.origin.from, actor, by }),
      }
    } catch (thrown) {
      const isUnsure = isChecked && isAnswerLost(thrown)
      const isNo = isChecked && thrown instanceof UserError && thrown.reason === 'deployment-not-created'
      const why =
        isNo && this.#asked.withoutGitHub ? thrown.message : this.#whyWithout(thrown, isUnsure ? MAY_HAVE : '')
      const unchecked = isChecked ? '' : 'not all of locks, freezes and deployers could be looked at'
      return { unrecorded: { why, unchecked, isUnsure } }
    }
  }

  /** Throws where it was withdrawn while it waited. */
  async look(request: DeployRequest | undefined): Promise<void> {
    if (request === undefined) return
    try {
      const lost = await lookAgain(this.#github(), request.deployment.id, this.#context, 0)
      if (lost !== undefined) throw new DeploymentLost(lost)
    } catch (thrown) {
      if (thrown instanceof DeploymentLost) throw thrown
      this.#whyWithout(thrown)
    }
  }

  /** A last look at the lock. What is done without GitHub has none. */
  async refuseLocked(request: DeployRequest | undefined): Promise<void> {
    if (request === undefined) return
    const github = this.#github()
    const locks = this.#effects.locks(github)
    try {
      await refuseLocked({ github, locks, startedBy: this.#context.startedBy }, request)
    } catch (thrown) {
      this.#whyWithout(thrown)
    }
  }

  /**
   * Leaves the lock that the policy wants after a rollback. Resolves with what became of it; undefined where the policy wants none,
   * or the run is stopped meanwhile.
   */
  async holdAfter(
    request: DeployRequest | undefined,
    wanted: Omit<LockWanted, 'lasts'>,
    rule: DeployRules['lockAfterRollback'],
  ): Promise<Finding | undefined> {
    if (rule === undefined) return undefined
    const lock = { ...wanted, ...rule }
    if (request === undefined) return notLocked(lock, 'GitHub has no deployment of this rollback')
    try {
      return await holdAfterRollback(lock, request, { github: this.#github(), clock: this.#effects.clock })
    } catch (thrown) {
      if (!this.#limit.aborted) throw thrown
      this.#effects.log.info(`Whether a lock was left is not known: ${messageOf(thrown)}`)
      return undefined
    }
  }

  /** The newest good deployment before this one, by GitHub. */
  async lastGoodAfter(
    request: DeployRequest | undefined,
    after: number,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    if (request === undefined) throw new Error('GitHub is done without')
    return lastGoodAfter(this.#effects.connectGitHub(signal, STEP_RETRY_LIMITS), request, after)
  }

  #github(): GitHubClient {
    const { connectGitHub } = this.#effects
    return this.#asked.withoutGitHub ? connectGitHub(this.#limit, IMPATIENT) : connectGitHub(this.#limit)
  }

  /** Why GitHub is done without; throws where it is not away, or that is not wanted. */
  #whyWithout(thrown: unknown, also = ''): string {
    this.#limit.throwIfAborted()
    if (!isGitHubAway(thrown)) throw thrown
    if (this.#asked.withoutGitHub) return thrown.message
    const advice = 'to roll back all the same, without its locks, freezes and deployers, set the input "without-github"'
    throw new UserError(thrown.reason, `${thrown.message}${also}; ${advice}`, { cause: thrown })
  }
}
