import type { DeployContext } from '../../deployments/context.ts'
import { endingOfFailure, endingOfRollout, inOneLine, redacted } from '../../deployments/endings.ts'
import { runGate } from '../../deployments/gate.ts'
import { inactivateOlder } from '../../deployments/inactivate.ts'
import { type DeploymentProgress, progressOf } from '../../deployments/progress.ts'
import {
  claimDeployment,
  DeploymentLost,
  type Lost,
  lookAgain,
  type RequestedDeployment,
} from '../../deployments/request.ts'
import type { DeployResult } from '../../deployments/result.ts'
import { forgetDeployment, serializeEnding } from '../../deployments/run-state.ts'
import { type DeploymentMessage, openDeploymentMessage } from '../../deployments/slack/open.ts'
import { writeLastStatus, writeStatus } from '../../deployments/status-writer.ts'
import { Statuses } from '../../deployments/statuses.ts'
import { type EndedView, viewOf } from '../../deployments/view.ts'
import { messageNotUpdated, unwrittenRemark } from '../../deployments/words.ts'
import { type Ending, endingOfVerdict } from '../../domain/deployment/ending.ts'
import type { DeployRequest } from '../../domain/deployment/request.ts'
import { failingText, statusText, stepText, waitingText } from '../../domain/deployment/status-text.ts'
import type { Step } from '../../domain/deployment/steps.ts'
import { messageOf } from '../../errors.ts'
import { withPrivateFolder } from '../../files/private-folder.ts'
import type { GitHubClient } from '../../github/client.ts'
import { STEP_RETRY_LIMITS } from '../../github/retry.ts'
import { applyAndFollow } from './apply-and-follow.ts'
import { type Connecting, startConnecting } from './connecting.ts'
import type { Deadline } from './deadline.ts'
import type { PipelineEffects } from './effects.ts'
import { holdEnvironment } from './hold.ts'
import { refuseOtherEnvironment } from './job-environment.ts'
import { manifestPaths } from './manifest-paths.ts'
import { patiently } from './patiently.ts'
import type { DeploySettings } from './settings.ts'

/** A message does not wait longer for the last status, which may be tried for minutes. */
const MESSAGE_WAITS_MS = 15_000

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
  /** The message in Slack, where there is one. */
  #message: DeploymentMessage | undefined
  /** Whether the deployment is known to be ours: `pre` has claimed it, or the policy says so. */
  #isOurs: boolean
  /** When it was last seen that the deployment is this run's. */
  #lookedAt = Number.NEGATIVE_INFINITY
  /** What is deployed, once it is claimed. */
  #request: DeployRequest | undefined
  /** Id of the newest status when the deployment was claimed. */
  #seen: number | undefined

  constructor(parts: RunParts) {
    this.#parts = parts
    const { context, effects, requested } = parts
    this.#isOurs = effects.state.read('deployment') === String(requested.deployment.id)
    this.#progress = progressOf(requested.deployment)
    this.#statuses = new Statuses(signal => {
      const stepGitHub = effects.connectGitHub(signal, STEP_RETRY_LIMITS)
      return status => writeStatus(stepGitHub, requested.deployment.id, status, context, effects.masks)
    }, effects)
  }

  async toItsEnd(): Promise<DeployResult> {
    const { requested, context, effects, github } = this.#parts
    let ending: Ending
    try {
      const claimed = await claimDeployment(github, requested, context, () => {
        this.#isOurs = true
      })
      if (claimed.kind === 'left-alone') {
        // What `pre` has kept is not this run's to end.
        forgetDeployment(effects.state)
        return claimed
      }
      effects.state.save('deployment', String(requested.deployment.id))
      effects.state.save('begun', 'true')
      this.#seen = claimed.seen
      this.#request = claimed.request
      this.#statuses.alreadyWritten(claimed.written)
      // The claim that `pre` wrote was there when the statuses were read, so they say who is the first.
      if (claimed.written > 0) this.#lookedAt = effects.clock.now()
      ending = await this.#deploy(claimed.request)
    } catch (thrown) {
      if (thrown instanceof DeploymentLost) return this.#leave(thrown.lost)
      ending = endingOfFailure(thrown, this.#progress.touched, effects.signal)
      // It may be another tool's: nothing is written to it, unless the policy itself is missing or invalid.
      if (!this.#isOurs && ending.outcome !== 'refused') throw thrown
      if (ending.reason === 'bug') effects.log.info(stackOf(thrown))
    }
    ending = redacted(ending, text => effects.masks.redact(text))
    const view = this.#view(ending)
    const writing = this.#writeEnd(ending)
    const inTime = new AbortController()
    const slow = effects.clock.sleep(MESSAGE_WAITS_MS, inTime.signal).then(
      () => 'it is being tried again',
      () => undefined,
    )
    await this.#endMessage(view, await Promise.race([writing, slow]))
    inTime.abort()
    const unwritten = await writing
    if (ending.outcome === 'success' && unwritten === undefined) await this.#inactivateOlder()
    return { kind: 'ended', view, ...(unwritten === undefined ? {} : { unwritten }) }
  }

  #view(ending: Ending): EndedView {
    const { context, effects, started } = this.#parts
    const ms = effects.clock.now() - started
    return viewOf(this.#progress, { ending, ms }, context, text => effects.masks.redact(text))
  }

  async #inactivateOlder(): Promise<void> {
    const { effects } = this.#parts
    if (this.#request === undefined || effects.signal.aborted) return
    const { service, services, apps, environment, deployment } = this.#request
    const live = { id: deployment.id, service, services, apps, environment: environment.name }
    await inactivateOlder(effects.connectGitHub(effects.signal, STEP_RETRY_LIMITS), live, effects)
  }

  /** Resolves with why the last status could not be written, if so. */
  async #writeEnd(ending: Ending): Promise<string | undefined> {
    const { context, effects, requested } = this.#parts
    const { state, log, masks } = effects
    // What could not be written is tried once more by post, and is the truth also when this process is killed meanwhile.
    state.save('end', serializeEnding(ending))
    await this.#statuses.close()
    const { touched } = this.#progress
    try {
      const end = await patiently(effects, github =>
        writeLastStatus(github, requested.deployment.id, { ending, touched, seen: this.#seen }, context, masks),
      )
      state.save('ended', 'true')
      if (end.kind === 'left' && !end.own) log.notice(`The last status is not written: ${end.why}`)
      return undefined
    } catch (thrown) {
      return messageOf(thrown)
    }
  }

  /** Another run has the deployment, or it has its end: nothing was changed, and nothing is written any more. */
  async #leave({ reason, why, hidden }: Lost): Promise<DeployResult> {
    const { context, effects, requested } = this.#parts
    const { id, environment } = requested.deployment
    await this.#statuses.close()
    if (hidden) {
      const again = { state: 'inactive', description: statusText(`Cancelled: ${why}; nothing was changed`) } as const
      await patiently(effects, github => writeStatus(github, id, again, context, effects.masks))
    }
    forgetDeployment(effects.state)
    if (this.#message !== undefined) {
      const ending: Ending = { outcome: 'cancelled', reason, text: `${why}; nothing was changed`, findings: [] }
      await this.#endMessage(this.#view(ending), undefined)
    }
    return { kind: 'left-alone', deploymentId: id, environment, reason, why, expected: requested.byEvent }
  }

  /** Only when GitHub has the end, or is slow: Slack may take its time, but nothing waits for it before. */
  async #endMessage(view: EndedView, unwritten: string | undefined): Promise<void> {
    // Where the message could not be opened, post has it from pre.
    if (this.#message === undefined) return
    const { log, masks, state } = this.#parts.effects
    const remarks = unwritten === undefined ? [] : [masks.redact(unwrittenRemark(unwritten))]
    const problem = await this.#message.writer.end(view, remarks)
    state.save('slack', '')
    if (problem !== undefined) log.notice(masks.redact(messageNotUpdated(problem)))
  }

  async #deploy(request: DeployRequest): Promise<Ending> {
    const { settings, context, effects, github, limit } = this.#parts
    const progress = this.#progress
    const environment = request.environment.name
    progress.commit = request.sha
    progress.service = request.service
    progress.environment = environment
    // Names in the public record; a Secret that happens to hold one must not turn every status into asterisks.
    effects.masks.exempt(request.service, environment)
    this.#message = openDeploymentMessage(request, github, context, effects)
    refuseOtherEnvironment(settings.environment, environment)
    effects.log.info(
      `Deployment ${progress.deploymentId}: ${request.service} ${request.sha} to ${environment}, requested by ${progress.requester}`,
    )
    return withPrivateFolder(context.temp, async folder => {
      const connecting = startConnecting(effects.connectCluster, folder, limit)
      try {
        return await this.#throughTheSteps(request, folder, connecting)
      } finally {
        await connecting.close()
      }
    })
  }

  async #throughTheSteps(request: DeployRequest, folder: string, connecting: Connecting): Promise<Ending> {
    const { settings, context, effects, github, requested, started, deadline, limit } = this.#parts
    const { log, clock, signal, state } = effects
    const { runId, attempt, logUrl } = context
    const { sha } = request
    const key = { service: request.service, environment: request.environment.name }
    const paths = manifestPaths(settings, key, context.workspace)
    const { verdict, image } = await this.#step('gate', async () =>
      runGate({
        github,
        request,
        branch: await requested.branch,
        runId,
        lookUpImage: () => effects.lookUpImage(sha, limit),
        checkWorkTree: () => effects.checkWorkTree(sha, paths, limit),
        locks: effects.locks,
        clock,
        pause: ms => clock.sleep(ms, limit),
        onWait: text => this.#say(waitingText('gate', text)),
        onPause: ms => deadline.extend(ms),
        log,
        onTrunkRead: line => this.#message?.onTrunkRead(line),
      }),
    )
    if (verdict.kind !== 'allow' || image === undefined) return endingOfVerdict(verdict)
    this.#progress.image = image.reference
    const deploy = { commit: sha, image: image.reference, ...key, id: this.#progress.deploymentId }
    const set = await this.#step('render', () => effects.render({ paths, folder, deploy }, limit))
    const remainingMs = () => deadline.remaining()
    const result = await applyAndFollow(
      {
        ...{ connecting, set, key, remainingMs, log, limit, signal, state },
        stableForMs: settings.stableForMs,
        policy: request.environment.rollout,
        look: () => this.#look(),
        hold: cluster =>
          holdEnvironment(cluster, {
            ...{ key, log, limit, whenHeld: request.environment.whenHeld },
            me: { deploymentId: this.#progress.deploymentId, runId, attempt, logUrl },
            onWait: text => this.#say(text),
            onUnavailable: finding => {
              this.#progress.warnings.push(finding)
              log.notice(finding.text)
            },
          }),
        onFailing: cause => this.#say(failingText(inOneLine(cause))),
        step: (step, work) => this.#step(step, work),
      },
      this.#progress,
    )
    return endingOfRollout(result, clock.now() - started)
  }

  /** One line for GitHub and Slack. */
  #say(text: string): void {
    this.#statuses.step(statusText(text))
    this.#message?.writer.step(text)
  }

  /** Whether the deployment is still this run's, now that others can see that it has it. */
  async #look(): Promise<void> {
    const { github, requested, context, effects } = this.#parts
    if (effects.clock.now() - this.#lookedAt < LOOK_GOOD_FOR_MS) return
    await this.#statuses.claimed()
    const lost = await lookAgain(github, requested.deployment.id, context, this.#seen)
    if (lost !== undefined) throw new DeploymentLost(lost)
  }

  /** A step: its status, its group in the log, its time. */
  async #step<T>(step: Step, work: () => Promise<T>): Promise<T> {
    const { clock, log } = this.#parts.effects
    this.#parts.limit.throwIfAborted()
    const text = stepText(step)
    this.#say(text)
    const started = clock.now()
    try {
      return await log.group(text, work)
    } finally {
      this.#progress.steps.push({ step, ms: clock.now() - started })
    }
  }
}

function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
}
