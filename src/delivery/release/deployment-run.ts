import type { DeployContext } from '../../deployments/context.ts'
import { endingAfterRestore, endingOfFailure, endingOfRollout } from '../../deployments/endings.ts'
import { runGate } from '../../deployments/gate.ts'
import { type DeploymentProgress, progressOf } from '../../deployments/progress.ts'
import { claimDeployment, DeploymentLost, lookAgain } from '../../deployments/request.ts'
import type { RequestedDeployment } from '../../deployments/requested-deployment.ts'
import type { DeployResult } from '../../deployments/result.ts'
import { refuseLocked } from '../../deployments/rule-facts.ts'
import { forgetDeployment } from '../../deployments/run-state.ts'
import { lastGoodAfter } from '../../deployments/same-target.ts'
import { openDeploymentMessage } from '../../deployments/slack/open.ts'
import type { Statuses } from '../../deployments/statuses.ts'
import { type Ending, endingOfVerdict, heldEnding } from '../../domain/deployment/ending.ts'
import type { DeployRequest } from '../../domain/deployment/request.ts'
import { waitingText } from '../../domain/deployment/status-text.ts'
import type { GitHubClient } from '../../github/client.ts'
import { STEP_RETRY_LIMITS } from '../../github/retry.ts'
import { applyAndFollow } from './apply-and-follow.ts'
import { type Connecting, whileConnecting } from './connecting.ts'
import type { Deadline } from './deadline.ts'
import { type Begun, DeploymentEnd } from './deployment-end.ts'
import type { PipelineEffects } from './effects.ts'
import { holdEnvironment } from './hold.ts'
import { refuseOtherEnvironment } from './job-environment.ts'
import { manifestPaths } from './manifest-paths.ts'
import { planOnly } from './plan/plan-only.ts'
import { fromTemplates } from './planning.ts'
import type { DeploySettings } from './settings.ts'
import type { StagingOrders } from './staging/planned-stages.ts'
import { StepReports } from './step-reports.ts'
import { stepStatuses } from './step-statuses.ts'
import { warn } from './warnings.ts'

/** A look is good for so long: a round trip before every apply costs more than it finds. */
const LOOK_GOOD_FOR_MS = 30_000

/** What one run of a deployment is made with. */
interface RunParts {
  readonly settings: DeploySettings
  readonly context: DeployContext
  readonly effects: PipelineEffects
  /** For what is read. */
  readonly github: GitHubClient
  readonly requested: RequestedDeployment
  /** When the run began, in milliseconds since the epoch. */
  readonly started: number
  readonly deadline: Deadline
  /** Aborted when the run is stopped, or when its time is up before there is a rollout to be followed. */
  readonly limit: AbortSignal
}

/** One run of one deployment; its steps in the order they are taken. */
export class DeploymentRun {
  readonly #parts: RunParts
  readonly #progress: DeploymentProgress
  readonly #statuses: Statuses
  readonly #reports: StepReports
  readonly #end: DeploymentEnd
  readonly #begun: Begun = {}
  /** Whether the deployment is known to be ours: `pre` has claimed it, or the policy says so. */
  #isOurs: boolean
  /** When it was last seen that the deployment is this run's. */
  #lookedAt = Number.NEGATIVE_INFINITY

  constructor(parts: RunParts) {
    this.#parts = parts
    const { context, effects, requested } = parts
    this.#isOurs = effects.state.read('deployment') === String(requested.deployment.id)
    this.#progress = progressOf(requested.deployment)
    this.#statuses = stepStatuses(requested.deployment.id, context, effects)
    const [progress, statuses] = [this.#progress, this.#statuses]
    this.#reports = new StepReports({ ...parts, progress, statuses, message: () => this.#begun.message })
    this.#end = new DeploymentEnd({ ...parts, progress, statuses })
  }

  async toItsEnd(): Promise<DeployResult> {
    const { requested, context, effects, github } = this.#parts
    let ending: Ending
    try {
      const onOurs = () => {
        this.#isOurs = true
      }
      const claimed = await claimDeployment(github, requested, context, { onOurs })
      if (claimed.kind === 'left-alone') {
        // What `pre` has kept is not this run's to end.
        forgetDeployment(effects.state)
        return claimed
      }
      effects.state.save('deployment', String(requested.deployment.id))
      effects.state.save('begun', 'true')
      this.#begun.seen = claimed.seen
      this.#begun.request = claimed.request
      this.#statuses.alreadyWritten(claimed.written)
      // The claim that `pre` wrote was there when the statuses were read, so they say who is the first.
      if (claimed.written > 0) this.#lookedAt = effects.clock.now()
      ending = await this.#deploy(claimed.request)
    } catch (thrown) {
      if (thrown instanceof DeploymentLost) return this.#end.leave(thrown.lost, this.#begun)
      ending = endingOfFailure(thrown, this.#progress.count, effects.signal)
      // It may be another tool's: nothing is written to it, unless the policy itself is missing or invalid.
      if (!this.#isOurs && ending.outcome !== 'refused') throw thrown
      if (ending.reason === 'bug') effects.log.info(stackOf(thrown))
    }
    return this.#end.write(endingAfterRestore(ending, this.#progress.restore), this.#begun)
  }

  async #deploy(request: DeployRequest): Promise<Ending> {
    const { settings, context, effects, github, limit } = this.#parts
    const progress = this.#progress
    const environment = request.environment.name
    progress.commit = request.sha
    progress.requester = request.requester.login
    progress.service = request.service
    progress.environment = environment
    // Names in the public record; a Secret that happens to hold one must not turn every status into asterisks.
    effects.masks.exempt(request.service, environment)
    // A plan is no news for a channel.
    if (!settings.dryRun) this.#begun.message = openDeploymentMessage(request, github, context, effects)
    refuseOtherEnvironment(settings.environment, environment)
    effects.log.info(
      `Deployment ${progress.deploymentId}: ${request.service} ${request.sha} to ${environment}, requested by ${progress.requester}`,
    )
    return whileConnecting({ temp: context.temp, effects, limit }, (connecting, folder) =>
      this.#throughTheSteps(request, folder, connecting),
    )
  }

  async #throughTheSteps(request: DeployRequest, folder: string, connecting: Connecting): Promise<Ending> {
    const { settings, context, effects, github, requested, started, deadline, limit } = this.#parts
    const { log, clock, signal, state, masks } = effects
    const { runId, attempt, startedBy, logUrl } = context
    const { sha } = request
    const key = { service: request.service, environment: request.environment.name }
    const paths = manifestPaths(settings, key, context.workspace)
    const locks = effects.locks(github)
    const { verdict, image } = await this.#reports.step('gate', async () =>
      runGate({
        github,
        request,
        branch: await requested.branch,
        runId,
        page: context.page,
        lookUpImage: () => effects.lookUpImage(sha, limit),
        checkWorkTree: () => effects.checkWorkTree(sha, paths, limit),
        locks,
        startedBy,
        clock,
        pause: ms => clock.sleep(ms, limit),
        onWait: text => this.#reports.say(waitingText('gate', masks.redact(text))),
        onPause: ms => deadline.extend(ms),
        log,
        onTrunkRead: line => this.#begun.message?.onTrunkRead(line),
      }),
    )
    if (verdict.kind !== 'allow' || image === undefined) return endingOfVerdict(verdict)
    const { forced } = verdict
    if (forced !== undefined) warn(log, this.#progress, [{ reason: 'deployment-forced', text: verdict.text }])
    this.#progress.image = image.reference
    const deploy = { commit: sha, image: image.reference, ...key, id: this.#progress.deploymentId }
    const set = await this.#reports.step('render', () => effects.render({ paths, folder, deploy }, limit))
    const remainingMs = () => deadline.remaining()
    const { rollout: policy, strategy, releases } = request.environment
    const planning = {
      ...{ connecting, source: fromTemplates(set, { key, strategy }), key, policy, log, limit, signal },
      staging: this.#stagingOf(request),
      releases: {
        policy: releases,
        mask: (values: readonly string[]) => masks.addAll(values),
        about: {
          ...{ commit: sha, image: image.reference, deploymentId: this.#progress.deploymentId },
          ...{ requester: this.#progress.requester, run: { id: runId, attempt, logUrl } },
        },
      },
    }
    if (settings.dryRun) return this.#reports.step('preflight', () => planOnly(planning, this.#progress))
    const { onFailed, onRestoring, onFailing, step } = this.#reports.orders
    const result = await applyAndFollow(
      {
        ...{ ...planning, remainingMs, state, extend: (ms: number) => deadline.extend(ms) },
        stableForMs: settings.stableForMs,
        releases: {
          ...planning.releases,
          ...{ restoreMs: settings.timeoutMs, onFailed, onRestoring },
          lastGoodAfter: (after, by) => lastGoodAfter(effects.connectGitHub(by, STEP_RETRY_LIMITS), request, after),
        },
        look: () => this.#look(),
        refuseLocked: () => refuseLocked({ github, locks, startedBy }, request),
        hold: cluster =>
          holdEnvironment(cluster, {
            ...{ key, log, limit, whenHeld: request.environment.whenHeld },
            me: { deploymentId: this.#progress.deploymentId, runId, attempt, logUrl },
            onWait: text => this.#reports.say(text),
            onUnavailable: finding => {
              this.#progress.warnings.push(finding)
              log.notice(finding.text)
            },
          }),
        ...{ onFailing, step },
      },
      this.#progress,
    )
    const { held } = this.#progress
    return held === undefined ? endingOfRollout(result, clock.now() - started) : heldEnding(held.hold, held.watchedMs)
  }

  /** In stages as the policy says; one that goes back to what was live goes straight. */
  #stagingOf({ payload, environment }: DeployRequest): StagingOrders {
    const goesOverHold = payload?.verb === 'rollback'
    return { staging: goesOverHold ? undefined : environment.strategy.staging, goesOverHold }
  }

  /** Whether the deployment is still this run's, now that others can see that it has it. */
  async #look(): Promise<void> {
    const { github, requested, context, effects } = this.#parts
    if (effects.clock.now() - this.#lookedAt < LOOK_GOOD_FOR_MS) return
    await this.#statuses.claimed()
    const lost = await lookAgain(github, requested.deployment.id, context, this.#begun.seen)
    if (lost !== undefined) throw new DeploymentLost(lost)
  }
}

function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
}
