import type { DeployContext } from '../../../deployments/context.ts'
import { endingAfterRestore, endingOfFailure, endingOfRollout, redacted } from '../../../deployments/endings.ts'
import { type DeploymentProgress, progressOf } from '../../../deployments/progress.ts'
import { DeploymentLost } from '../../../deployments/request.ts'
import type { DeployResult } from '../../../deployments/result.ts'
import { openDeploymentMessage } from '../../../deployments/slack/open.ts'
import { viewOf } from '../../../deployments/view.ts'
import type { Ending } from '../../../domain/deployment/ending.ts'
import type { DeployRequest } from '../../../domain/deployment/request.ts'
import { shortSha } from '../../../domain/sha.ts'
import type { Finding } from '../../../errors.ts'
import { repositoryOfRun } from '../../../kubernetes/lease/lease.ts'
import { releasePolicy } from '../../../policy/releases.ts'
import { rolloutPolicy } from '../../../policy/rollout.ts'
import { applyAndFollow } from '../apply-and-follow.ts'
import { type Connecting, whileConnecting } from '../connecting.ts'
import type { Deadline } from '../deadline.ts'
import { type Begun, DeploymentEnd } from '../deployment-end.ts'
import { holdEnvironment } from '../hold.ts'
import { planOnly } from '../plan/plan-only.ts'
import { connected } from '../planning.ts'
import type { DeploySettings } from '../settings.ts'
import { StepReports } from '../step-reports.ts'
import { stepStatuses } from '../step-statuses.ts'
import { notice } from '../warnings.ts'
import type { AskedRollback, RollbackEffects } from './asked-rollback.ts'
import { notLocked } from './lock-after.ts'
import { RollbackOnGitHub, type Unrecorded } from './rollback-on-github.ts'
import { findStored } from './stored-release.ts'
import { fromStored } from './stored-source.ts'

interface RollbackParts {
  readonly asked: AskedRollback
  readonly settings: DeploySettings
  readonly context: DeployContext
  readonly effects: RollbackEffects
  readonly deadline: Deadline
  /** Aborted when the run is stopped, or when its time is up before there is a rollout to be followed. */
  readonly limit: AbortSignal
}

/** One rollback from the cluster alone; its steps in the order they are taken. */
export class RollbackRun {
  readonly #parts: RollbackParts
  readonly #started: number
  readonly #progress: DeploymentProgress
  readonly #begun: Begun = {}
  readonly #onGitHub: RollbackOnGitHub
  #reports: StepReports
  /** Once GitHub has a deployment. */
  #end: DeploymentEnd | undefined

  constructor(parts: RollbackParts) {
    this.#parts = parts
    const { effects, settings, asked, context, limit } = parts
    this.#onGitHub = new RollbackOnGitHub(asked, settings, context, effects, limit)
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
    return whileConnecting({ temp: context.temp, effects, limit }, connecting => this.#throughTheSteps(connecting))
  }

  async #throughTheSteps(connecting: Connecting): Promise<Ending> {
    const { asked, settings, context, effects, limit, deadline } = this.#parts
    const { log, signal, masks, state, clock } = effects
    const { runId, attempt, logUrl } = context
    const progress = this.#progress
    const onGitHub = this.#onGitHub
    const known = await onGitHub.known()
    const environment = known.kind === 'policy' ? known.subject.environment : undefined
    const service = known.kind === 'policy' ? known.subject.service : (settings.service ?? context.repository)
    progress.service = service
    progress.environment = environment?.name ?? settings.environment ?? ''
    masks.exempt(service, progress.environment)
    const question = {
      ...{ asked: asked.release, key: { service, environment: progress.environment } },
      ...{ repository: repositoryOfRun(logUrl), runId, signal: limit },
      // A dry run changes nothing, whenever it is.
      isRerun: attempt > 1 && !settings.dryRun,
    }
    const cluster = await connected({ connecting, log })
    const found = await findStored(cluster, question)
    const { record } = found
    // As the record spells them.
    const key = { service: record.service, environment: record.environment }
    Object.assign(progress, { commit: record.commit, image: record.image, storedRelease: found.origin.from })
    log.info(`Rollback of ${key.service} in ${key.environment} to ${found.name}, as it was stored`)
    const { request, unrecorded } =
      known.kind === 'policy' ? await onGitHub.recorded(known, found) : { ...known, request: undefined }
    if (request !== undefined) this.#reportTo(request)
    const mask = (values: readonly string[]) => masks.addAll(values)
    const whyAllStays = known.kind === 'policy' ? undefined : 'the policy, which may want it to stay, cannot be read'
    const planning = {
      ...{ connecting, key, log, limit, signal },
      source: fromStored({ cluster, found, question: { ...question, key }, log, mask, whyAllStays }, progress),
      policy: environment?.rollout ?? rolloutPolicy(undefined, undefined),
      staging: { staging: undefined, goesOverHold: true },
      releases: {
        ...{ policy: environment?.releases ?? releasePolicy({}, {}), mask },
        about: {
          ...{ commit: record.commit, image: record.image, deploymentId: progress.deploymentId },
          ...{ requester: asked.actor || 'unknown', run: { id: runId, attempt, logUrl } },
        },
      },
    }
    if (unrecorded !== undefined) this.#sayUnrecorded(unrecorded, record.commit)
    if (settings.dryRun) return this.#reports.step('preflight', () => planOnly(planning, progress))
    const { onFailed, onRestoring, onFailing, step } = this.#reports.orders
    const scope = { service: key.service, environment: key.environment }
    const wanted = { scope, reason: `rollback to ${shortSha(record.commit)}`, link: logUrl }
    let lock: Promise<Finding | undefined> | undefined
    const applying = applyAndFollow(
      {
        ...{ ...planning, state, stableForMs: settings.stableForMs, onFailing, step },
        remainingMs: () => deadline.remaining(),
        extend: ms => deadline.extend(ms),
        releases: {
          ...{ ...planning.releases, restoreMs: settings.timeoutMs, onFailed, onRestoring },
          lastGoodAfter: (after, by) => onGitHub.lastGoodAfter(request, after, by),
        },
        look: () => onGitHub.look(request),
        refuseLocked: async () => {
          await onGitHub.refuseLocked(request)
          // While the Lease is held: what waits for it comes after the lock. The apply does not wait for it.
          lock = onGitHub.holdAfter(request, wanted, environment?.rules.lockAfterRollback)
          lock.catch(() => undefined)
        },
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
    const result = await applying.finally(async () => {
      const left = await lock
      if (left !== undefined) notice(log, progress, left)
    })
    const ending = endingOfRollout(result, clock.now() - this.#started)
    if (ending.outcome !== 'success') return ending
    if (known.kind !== 'policy') {
      const why = 'the policy, which may want one, cannot be read'
      notice(log, progress, notLocked({ ...wanted, lasts: undefined }, why))
    }
    return { ...ending, text: `${ending.text}: release ${found.origin.from} as it was stored` }
  }

  /** From now on it has statuses, and an end on GitHub. */
  #reportTo(request: DeployRequest): void {
    const { context, effects, limit } = this.#parts
    const { deployment } = request
    this.#progress.deploymentId = deployment.id
    effects.state.save('deployment', String(deployment.id))
    effects.state.save('begun', 'true')
    const statuses = stepStatuses(deployment.id, context, effects)
    const parts = { context, effects, started: this.#started, progress: this.#progress, statuses }
    this.#end = new DeploymentEnd({ ...parts, requested: { deployment, byEvent: false } })
    this.#begun.request = request
    this.#begun.seen = 0
    this.#begun.message = openDeploymentMessage(request, effects.connectGitHub(limit), context, effects)
    this.#reports = new StepReports({ ...this.#reporting, statuses })
  }

  get #reporting() {
    const { effects, limit } = this.#parts
    return { effects, limit, progress: this.#progress, message: () => this.#begun.message }
  }

  #sayUnrecorded({ why, unchecked, isUnsure = false }: Unrecorded, commit: string): void {
    const { settings, effects } = this.#parts
    const { log } = effects
    const rules = unchecked === '' ? '' : `, and ${unchecked}`
    const has = isUnsure ? 'GitHub may have a deployment, without an end,' : 'GitHub has no deployment'
    const done = `${has} of this rollback${rules} (${why}); it still shows the one before as live: deploy ${shortSha(commit)} when it answers again`
    const text = settings.dryRun ? `${unchecked} (${why})` : done
    notice(log, this.#progress, { reason: 'rollback-unrecorded', text })
  }
}
