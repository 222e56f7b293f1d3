import type { DeployContext } from '../../../deployments/context.ts'
import { endingAfterRestore, endingOfFailure, endingOfRollout, redacted } from '../../../deployments/endings.ts'
import { type DeploymentProgress, progressOf } from '../../../deployments/progress.ts'
import { DeploymentLost, lookAgain } from '../../../deployments/request.ts'
import type { DeployResult } from '../../../deployments/result.ts'
import { lastGoodAfter } from '../../../deployments/same-target.ts'
import { openDeploymentMessage } from '../../../deployments/slack/open.ts'
import { writeStatus } from '../../../deployments/status-writer.ts'
import { Statuses } from '../../../deployments/statuses.ts'
import { viewOf } from '../../../deployments/view.ts'
import type { Ending } from '../../../domain/deployment/ending.ts'
import type { DeployRequest } from '../../../domain/deployment/request.ts'
import { shortSha } from '../../../domain/sha.ts'
import { UserError } from '../../../errors.ts'
import { withPrivateFolder } from '../../../files/private-folder.ts'
import type { GitHubClient } from '../../../github/client.ts'
import { readPolicyText } from '../../../github/contents.ts'
import { GITHUB_RETRY_LIMITS, type GitHubRetryLimits, STEP_RETRY_LIMITS } from '../../../github/retry.ts'
import { repositoryOfRun } from '../../../kubernetes/lease/lease.ts'
import type { AskedRelease } from '../../../kubernetes/release/stored-choice.ts'
import { type Policy, parsePolicy } from '../../../policy/policy.ts'
import { releasePolicy } from '../../../policy/releases.ts'
import { rolloutPolicy } from '../../../policy/rollout.ts'
import { applyAndFollow } from '../apply-and-follow.ts'
import { type Connecting, startConnecting } from '../connecting.ts'
import type { Deadline } from '../deadline.ts'
import { type Begun, DeploymentEnd } from '../deployment-end.ts'
import type { PipelineEffects } from '../effects.ts'
import { holdEnvironment } from '../hold.ts'
import { planOnly } from '../plan/plan-only.ts'
import { type PlannedSubject, plannedSubject } from '../plan/planned-subject.ts'
import { connected } from '../planning.ts'
import type { DeploySettings } from '../settings.ts'
import { StepReports } from '../step-reports.ts'
import { notice } from '../warnings.ts'
import { checkRules, recordRollback, rollbackRequest } from './recorded-rollback.ts'
import { type FoundRelease, findStored } from './stored-release.ts'
import { fromStored } from './stored-source.ts'

/** Who does without GitHub does not wait for it. */
const IMPATIENT: GitHubRetryLimits = { ...GITHUB_RETRY_LIMITS, total: 3_000, attempt: 3_000 }

/** What a person asks for. */
export interface AskedRollback {
  readonly release: AskedRelease
  /** Whether it is done also where GitHub cannot be read: locks, freezes and deployers are then not looked at. */
  readonly withoutGitHub: boolean
  /** Login of who asks; empty when it is not known. */
  readonly actor: string
}

/** A rollback reads neither the commit nor the registry. */
export type RollbackEffects = Omit<PipelineEffects, 'lookUpImage' | 'checkWorkTree' | 'render'>

interface RollbackParts {
  readonly asked: AskedRollback
  readonly settings: DeploySettings
  readonly context: DeployContext
  readonly effects: RollbackEffects
  readonly deadline: Deadline
  /** Aborted when the run is stopped, or when its time is up before there is a rollout to be followed. */
  readonly limit: AbortSignal
}

/** What GitHub says of it. */
type Known =
  | { readonly kind: 'policy'; readonly policy: Policy; readonly subject: PlannedSubject }
  /** `why`: it cannot be read. */
  | { readonly kind: 'nothing'; readonly why: string }

/** Its deployment on GitHub, or why it has none. */
interface Recorded {
  readonly request?: DeployRequest
  readonly why?: string
}

/** One rollback from the cluster alone; its steps in the order they are taken. */
export class RollbackRun {
  readonly #parts: RollbackParts
  readonly #started: number
  readonly #progress: DeploymentProgress
  readonly #begun: Begun = {}
  #reports: StepReports
  /** Once GitHub has a deployment. */
  #end: DeploymentEnd | undefined

  constructor(parts: RollbackParts) {
    this.#parts = parts
    const { effects, settings, asked } = parts
    this.#started = effects.clock.now()
    this.#progress = progressOf({ id: 0, sha: '', environment: settings.environment ?? '', creator: asked.actor })
    this.#reports = new StepReports({ ...this.#reporting, statuses: undefined })
  }

  async toItsEnd(): Promise<DeployResult> {
    const { effects, context } = this.#parts
    const { log, masks, clock, signal } = effects
    let ending: Ending
    try {
      ending = await this.#rolledBack()
    } catch (thrown) {
      if (thrown instanceof DeploymentLost && this.#end !== undefined) return this.#end.leave(thrown.lost, this.#begun)
      ending = endingOfFailure(thrown, this.#progress.count, signal)
      if (ending.reason === 'bug' && thrown instanceof Error) log.info(thrown.stack ?? thrown.message)
    }
    ending = endingAfterRestore(ending, this.#progress.restore)
    if (this.#end !== undefined) return this.#end.write(ending, this.#begun)
    const redact = (text: string): string => masks.redact(text)
    const end = { ending: redacted(ending, redact), ms: clock.now() - this.#started }
    return { kind: 'ended', view: viewOf(this.#progress, end, context, redact) }
  }

  async #rolledBack(): Promise<Ending> {
    const { context, effects, limit } = this.#parts
    return withPrivateFolder(context.temp, async folder => {
      // `post` removes it also when this process is killed.
      effects.state.save('folder', folder)
      const connecting = startConnecting(effects.connectCluster, folder, limit)
      try {
        return await this.#throughTheSteps(connecting)
      } finally {
        await connecting.close()
      }
    })
  }

  async #throughTheSteps(connecting: Connecting): Promise<Ending> {
    const { asked, settings, context, effects, limit, deadline } = this.#parts
    const { log, signal, masks, state, clock } = effects
    const { runId, attempt, logUrl } = context
    const progress = this.#progress
    const known = await this.#known()
    const environment = known.kind === 'policy' ? known.subject.environment : undefined
    const service = known.kind === 'policy' ? known.subject.service : (settings.service ?? context.repository)
    progress.service = service
    progress.environment = environment?.name ?? settings.environment ?? ''
    masks.exempt(service, progress.environment)
    const question = {
      ...{ asked: asked.release, key: { service, environment: progress.environment } },
      ...{ repository: repositoryOfRun(logUrl), runId, signal: limit },
    }
    const cluster = await connected({ connecting, log })
    const found = await findStored(cluster, question)
    const { record } = found
    // As the record spells them.
    const key = { service: record.service, environment: record.environment }
    Object.assign(progress, { commit: record.commit, image: record.image, storedRelease: found.origin.from })
    log.info(`Rollback of ${key.service} in ${key.environment} to ${found.name}, as it was stored`)
    const recorded: Recorded = known.kind === 'policy' ? await this.#recorded(known, found) : { why: known.why }
    const { request } = recorded
    const mask = (values: readonly string[]) => masks.addAll(values)
    const whyAllStays = known.kind === 'policy' ? undefined : 'the policy, which may want it to stay, cannot be read'
    const planning = {
      ...{ connecting, key, log, limit, signal },
      source: fromStored({ cluster, found, question: { ...question, key }, log, mask, whyAllStays }, progress),
      policy: environment?.rollout ?? rolloutPolicy(undefined, undefined),
      releases: {
        ...{ policy: environment?.releases ?? releasePolicy({}, {}), mask },
        about: {
          ...{ commit: record.commit, image: record.image, deploymentId: progress.deploymentId },
          ...{ requester: asked.actor || 'unknown', run: { id: runId, attempt, logUrl } },
        },
      },
    }
    if (settings.dryRun) return this.#reports.step('preflight', () => planOnly(planning, progress))
    if (recorded.why !== undefined) this.#sayUnrecorded(recorded.why, record.commit)
    const { onFailed, onRestoring, onFailing, step } = this.#reports.orders
    const result = await applyAndFollow(
      {
        ...{ ...planning, state, stableForMs: settings.stableForMs, onFailing, step },
        remainingMs: () => deadline.remaining(),
        releases: {
          ...{ ...planning.releases, restoreMs: settings.timeoutMs, onFailed, onRestoring },
          lastGoodAfter: (after, by) => this.#lastGoodAfter(request, after, by),
        },
        look: () => this.#look(request),
        hold: held =>
          holdEnvironment(held, {
            ...{ key, log, limit, whenHeld: environment?.whenHeld ?? 'wait' },
            me: { deploymentId: progress.deploymentId, runId, attempt, logUrl },
            onWait: text => this.#reports.say(text),
            onUnavailable: finding => notice(log, progress, finding),
          }),
      },
      progress,
    )
    const ending = endingOfRollout(result, clock.now() - this.#started)
    if (ending.outcome !== 'success') return ending
    return { ...ending, text: `${ending.text}: release ${found.origin.from} as it was stored` }
  }

  /** The policy, and what of it the rollback is about. */
  async #known(): Promise<Known> {
    const { settings, context } = this.#parts
    try {
      const policy = parsePolicy(await readPolicyText(this.#github()), context)
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
      return { kind: 'nothing', why }
    }
  }

  /** Looks at the rules, and makes the deployment on GitHub; a dry run has none. */
  async #recorded(known: Extract<Known, { kind: 'policy' }>, found: FoundRelease): Promise<Recorded> {
    const { asked, settings, context, effects } = this.#parts
    const { actor } = asked
    const asking = rollbackRequest({ policy: known.policy, subject: known.subject, found, actor })
    const github = this.#github()
    try {
      await checkRules(github, asking, effects)
      if (settings.dryRun) return {}
      const request = await recordRollback(github, asking, { number: found.origin.from, actor })
      this.#reportTo(request)
      this.#begun.message = openDeploymentMessage(request, github, context, effects)
      return { request }
    } catch (thrown) {
      return { why: this.#whyWithout(thrown) }
    }
  }

  /** Whether nobody has withdrawn it while it waited. */
  async #look(request: DeployRequest | undefined): Promise<void> {
    if (request === undefined) return
    const { context } = this.#parts
    try {
      const lost = await lookAgain(this.#github(), request.deployment.id, context, this.#begun.seen)
      if (lost !== undefined) throw new DeploymentLost(lost)
    } catch (thrown) {
      if (thrown instanceof DeploymentLost) throw thrown
      this.#whyWithout(thrown)
    }
  }

  /** From now on it has statuses, and an end on GitHub. */
  #reportTo(request: DeployRequest): void {
    const { context, effects } = this.#parts
    const { deployment } = request
    this.#progress.deploymentId = deployment.id
    effects.state.save('deployment', String(deployment.id))
    effects.state.save('begun', 'true')
    const statuses = new Statuses(signal => {
      const github = effects.connectGitHub(signal, STEP_RETRY_LIMITS)
      return async status => {
        const before = github.requests()
        await writeStatus(github, deployment.id, status, context, effects.masks)
        return github.requests() - before
      }
    }, effects)
    const parts = { context, effects, started: this.#started, progress: this.#progress, statuses }
    this.#end = new DeploymentEnd({ ...parts, requested: { deployment, byEvent: false } })
    this.#begun.request = request
    this.#begun.seen = 0
    this.#reports = new StepReports({ ...this.#reporting, statuses })
  }

  get #reporting() {
    const { effects, limit } = this.#parts
    return { effects, limit, progress: this.#progress, message: () => this.#begun.message }
  }

  #github(): GitHubClient {
    const { asked, effects, limit } = this.#parts
    return asked.withoutGitHub ? effects.connectGitHub(limit, IMPATIENT) : effects.connectGitHub(limit)
  }

  /** Why GitHub is done without; throws where that is no matter of GitHub, or not wanted. */
  #whyWithout(thrown: unknown): string {
    this.#parts.limit.throwIfAborted()
    if (!(thrown instanceof UserError) || !thrown.reason.startsWith('github-')) throw thrown
    if (this.#parts.asked.withoutGitHub) return thrown.message
    const advice = 'to roll back all the same, without its locks, freezes and deployers, set the input "without-github"'
    throw new UserError(thrown.reason, `${thrown.message}; ${advice}`, { cause: thrown })
  }

  #sayUnrecorded(why: string, commit: string): void {
    const { log } = this.#parts.effects
    const text = `GitHub has no deployment of this rollback, and its locks, freezes and deployers were not looked at (${why}); it still shows the one before as live: deploy ${shortSha(commit)} when it answers again`
    notice(log, this.#progress, { reason: 'rollback-unrecorded', text })
  }

  async #lastGoodAfter(
    request: DeployRequest | undefined,
    after: number,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    if (request === undefined) throw new Error('GitHub is done without')
    return lastGoodAfter(this.#parts.effects.connectGitHub(signal, STEP_RETRY_LIMITS), request, after)
  }
}
