import type { DeployContext } from '../../deployments/context.ts'
import { endingAfterRestore, endingOfFailure, endingOfRollout } from '../../deployments/endings.ts'
import { runGate } from '../../deployments/gate.ts'
import { askerOf, refuseContinuation } from '../../deployments/held/continuation.ts'
import { refuseHeld } from '../../deployments/holding.ts'
import { type DeploymentProgress, progressOf } from '../../deployments/progress.ts'
import { claimDeployment, DeploymentLost, lookAgain } from '../../deployments/request.ts'
import type { RequestedDeployment } from '../../deployments/requested-deployment.ts'
import type { DeployResult } from '../../deployments/result.ts'
import { refuseLocked } from '../../deployments/rule-facts.ts'
import { forgetDeployment, keepClaim } from '../../deployments/run-state.ts'
import { lastGoodAfter } from '../../deployments/same-target.ts'
import { openDeploymentMessage } from '../../deployments/slack/open.ts'
import type { Statuses } from '../../deployments/statuses.ts'
import type { Continuation } from '../../domain/claims/continuation.ts'
import { continuingText } from '../../domain/claims/held-status.ts'
import { heldLines } from '../../domain/deployment/deploy-line.ts'
import { type Ending, endingOfVerdict, heldEnding } from '../../domain/deployment/ending.ts'
import type { DeployRequest } from '../../domain/deployment/request.ts'
import { waitingText } from '../../domain/deployment/status-text.ts'
import type { Commit } from '../../domain/history/first-parents.ts'
import type { GitHubClient } from '../../github/client.ts'
import { STEP_RETRY_LIMITS } from '../../github/retry.ts'
import type { Cluster } from '../../kubernetes/connection/cluster.ts'
import { applyAndFollow } from './apply-and-follow.ts'
import { type Connecting, whileConnecting } from './connecting.ts'
import type { Deadline } from './deadline.ts'
import { type Begun, DeploymentEnd } from './deployment-end.ts'
import type { PipelineEffects } from './effects.ts'
import { holdEnvironment } from './hold.ts'
import { refuseOtherEnvironment } from './job-environment.ts'
import { manifestPaths } from './manifest-paths.ts'
import { planOnly } from './plan/plan-only.ts'
import { fromTemplates, type ReleaseSource } from './planning.ts'
import type { DeploySettings } from './settings.ts'
import { abortHeld } from './staging/abort-held.ts'
import { fromHeld } from './staging/held-source.ts'
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

/** What is applied, and what speaks against it until then. */
interface Ready {
  readonly source: ReleaseSource
  /** `repository@sha256:…`; empty where it goes on with what is held. */
  readonly image: string
  readonly staging: StagingOrders
  /** Who asked to go on; empty where that is not known. */
  readonly by: string
  /** A last look, right before the apply. Throws where something speaks against it by now. */
  readonly refuse: () => Promise<void>
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
      const how = this.#parts.settings.continues
      const claimed = await claimDeployment(github, requested, context, { how, onOurs })
      if (claimed.kind === 'left-alone') {
        // What `pre` has kept is not this run's to end.
        forgetDeployment(effects.state)
        return claimed
      }
      keepClaim(effects.state, requested.deployment.id, { ...context, ...claimed })
      effects.state.save('begun', 'true')
      this.#begun.held = claimed.held
      this.#begun.left = claimed.left
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
    return this.#end.write(this.#withWaysOut(endingAfterRestore(ending, this.#progress.restore)), this.#begun)
  }

  #withWaysOut(ending: Ending): Ending {
    const { request } = this.#begun
    if (ending.reason !== 'held-by-other' || request === undefined) return ending
    const { service, sha, environment, deployment } = request
    const lines = heldLines({ service, sha, task: deployment.task, environment: environment.name })
    return { ...ending, findings: [...ending.findings, ...lines] }
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
    const { settings, context, effects, started, deadline, limit } = this.#parts
    const { log, clock, signal, state, masks } = effects
    const { runId, attempt, logUrl } = context
    const { sha } = request
    const key = { service: request.service, environment: request.environment.name }
    const how = settings.continues
    const ready =
      how === undefined ? await this.#checkedAndRendered(request, folder) : await this.#goingOn(request, how)
    if ('outcome' in ready) return ready
    const { source, image, staging } = ready
    const remainingMs = () => deadline.remaining()
    const { rollout: policy, releases } = request.environment
    const planning = {
      ...{ connecting, source, key, policy, log, limit, signal, staging },
      releases: {
        policy: releases,
        mask: (values: readonly string[]) => masks.addAll(values),
        about: {
          ...{ commit: sha, image, deploymentId: this.#progress.deploymentId },
          ...{ requester: this.#progress.requester, run: { id: runId, attempt, logUrl } },
        },
      },
    }
    if (settings.dryRun) return this.#reports.step('preflight', () => planOnly(planning, this.#progress))
    const { onFailed, onRestoring, onFailing, step } = this.#reports.orders
    const orders = {
      ...{ ...planning, remainingMs, state, extend: (ms: number) => deadline.extend(ms) },
      stableForMs: settings.stableForMs,
      releases: {
        ...planning.releases,
        ...{ restoreMs: settings.timeoutMs, onFailed, onRestoring },
        lastGoodAfter: (after: number, by: AbortSignal) =>
          lastGoodAfter(effects.connectGitHub(by, STEP_RETRY_LIMITS), request, after),
      },
      look: () => this.#look(),
      refuseLocked: ready.refuse,
      hold: (cluster: Cluster) =>
        holdEnvironment(cluster, {
          ...{ key, log, limit, whenHeld: request.environment.whenHeld },
          // What is held is not too old for anything: one that is newer was refused, and has changed nothing.
          me: { deploymentId: how === undefined ? this.#progress.deploymentId : 0, runId, attempt, logUrl },
          onWait: text => this.#reports.say(text),
          onUnavailable: finding => {
            this.#progress.warnings.push(finding)
            log.notice(finding.text)
          },
        }),
      ...{ onFailing, step },
    }
    if (how === 'abort') return abortHeld(orders, ready.by, this.#progress)
    const result = await applyAndFollow(orders, this.#progress)
    const { held } = this.#progress
    if (held !== undefined) return heldEnding(held.hold, held.watchedMs)
    const ending = endingOfRollout(result, clock.now() - started)
    return request.atOnce === true && ending.outcome === 'success'
      ? { ...ending, after: 'all at once, as asked' }
      : ending
  }

  /** The gate, and the templates of the commit. */
  async #checkedAndRendered(request: DeployRequest, folder: string): Promise<Ready | Ending> {
    const { settings, context, effects, github, requested, deadline, limit } = this.#parts
    const { log, clock, masks } = effects
    const { runId, startedBy } = context
    const { sha } = request
    const { strategy } = request.environment
    const key = { service: request.service, environment: request.environment.name }
    const paths = manifestPaths(settings, key, context.workspace)
    const locks = effects.locks(github)
    let line: readonly Commit[] = []
    const { verdict, image, isStraight } = await this.#reports.step('gate', async () =>
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
        onTrunkRead: read => {
          line = read
          this.#begun.message?.onTrunkRead(read)
        },
      }),
    )
    if (verdict.kind !== 'allow' || image === undefined) return endingOfVerdict(verdict)
    const { forced } = verdict
    if (forced !== undefined) warn(log, this.#progress, [{ reason: 'deployment-forced', text: verdict.text }])
    this.#progress.image = image.reference
    const deploy = { commit: sha, image: image.reference, ...key, id: this.#progress.deploymentId }
    const set = await this.#reports.step('render', () => effects.render({ paths, folder, deploy }, limit))
    const goesOverHold = isStraight || strategy.staging === undefined || request.payload?.verb === 'rollback'
    return {
      ...{ source: fromTemplates(set, { key, strategy }), image: image.reference, by: '' },
      staging: { staging: goesOverHold ? undefined : strategy.staging, goesOverHold },
      refuse: async () => {
        await Promise.all([
          refuseLocked({ github, locks, startedBy }, request),
          refuseHeld({ github, log, clock }, request, line),
        ])
      },
    }
  }

  /** What is held, as the cluster has kept it: what was looked at is what goes out. */
  async #goingOn(request: DeployRequest, how: Continuation): Promise<Ready> {
    const { context, effects, github, requested } = this.#parts
    const { log, clock, masks } = effects
    const { startedBy } = context
    const asker = askerOf(request, startedBy, how, await requested.statuses)
    const tools = { github, log, clock, locks: effects.locks(github), startedBy }
    const refuse = () => refuseContinuation(how, request, asker, tools)
    this.#reports.say(continuingText(how, this.#begun.held ?? '', asker.by))
    await refuse()
    return {
      ...{ source: fromHeld(this.#progress.deploymentId, values => masks.addAll(values)), image: '', by: asker.by },
      ...{ staging: { staging: request.environment.strategy.staging, goesOverHold: false }, refuse },
    }
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
