import type { DeployContext } from '../../deployments/context.ts'
import { endingOfFailure, endingOfRollout, redacted } from '../../deployments/endings.ts'
import { runGate } from '../../deployments/gate.ts'
import { type DeploymentProgress, progressOf } from '../../deployments/progress.ts'
import { claimDeployment, type RequestedDeployment } from '../../deployments/request.ts'
import type { DeployResult } from '../../deployments/result.ts'
import { serializeEnding } from '../../deployments/run-state.ts'
import { type DeploymentMessage, openDeploymentMessage } from '../../deployments/slack/open.ts'
import { lastStatus, writeStatus } from '../../deployments/status-writer.ts'
import { Statuses, type StatusUpdate } from '../../deployments/statuses.ts'
import { type EndedView, viewOf } from '../../deployments/view.ts'
import { messageNotUpdated, unwrittenRemark } from '../../deployments/words.ts'
import { type Ending, endingOfVerdict } from '../../domain/deployment/ending.ts'
import type { DeployRequest } from '../../domain/deployment/request.ts'
import { stepText, waitingText } from '../../domain/deployment/status-text.ts'
import type { Step } from '../../domain/deployment/steps.ts'
import { messageOf, UserError } from '../../errors.ts'
import { withPrivateFolder } from '../../files/private-folder.ts'
import type { GitHubClient } from '../../github/client.ts'
import { applyAndFollow } from './apply-and-follow.ts'
import { type Connecting, startConnecting } from './connecting.ts'
import type { Deadline } from './deadline.ts'
import type { DeployEffects } from './effects.ts'
import { manifestPaths } from './manifest-paths.ts'
import type { DeploySettings } from './settings.ts'

/** What one run of a deployment is made with. */
interface RunParts {
  readonly settings: DeploySettings
  readonly context: DeployContext
  readonly effects: DeployEffects
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

  constructor(parts: RunParts) {
    this.#parts = parts
    const { context, effects, requested } = parts
    this.#isOurs = effects.state.read('deployment') === String(requested.deployment.id)
    this.#progress = progressOf(requested.deployment)
    // The end is written also when the run was stopped: then above all.
    const writer = (github: GitHubClient) => (status: StatusUpdate) =>
      writeStatus(github, requested.deployment.id, status, context, effects.masks)
    const { connectGitHub } = effects
    this.#statuses = new Statuses(
      { step: signal => writer(connectGitHub(signal)), end: writer(connectGitHub()) },
      effects,
    )
  }

  async toItsEnd(): Promise<DeployResult> {
    const { requested, context, effects, github, started } = this.#parts
    let ending: Ending
    try {
      const claimed = await claimDeployment(github, requested, context, () => {
        this.#isOurs = true
      })
      if (claimed.kind === 'left-alone') return claimed
      effects.state.save('deployment', String(requested.deployment.id))
      effects.state.save('begun', 'true')
      this.#statuses.alreadyWritten(claimed.written)
      ending = await this.#deploy(claimed.request)
    } catch (thrown) {
      ending = endingOfFailure(thrown, this.#progress.touched, effects.signal)
      // It may be another tool's: nothing is written to it, unless the policy itself is missing or invalid.
      if (!this.#isOurs && ending.outcome !== 'refused') throw thrown
      if (ending.reason === 'bug') effects.log.info(stackOf(thrown))
    }
    const redact = (text: string): string => effects.masks.redact(text)
    ending = redacted(ending, redact)
    const ms = effects.clock.now() - started
    const view = viewOf(this.#progress, { ending, ms }, context, redact)
    const unwritten = await this.#writeEnd(ending)
    await this.#endMessage(view, unwritten)
    return { kind: 'ended', view, ...(unwritten === undefined ? {} : { unwritten }) }
  }

  /** Resolves with why the last status could not be written, if so. */
  async #writeEnd(ending: Ending): Promise<string | undefined> {
    const { state } = this.#parts.effects
    // What could not be written is tried once more by post, and is the truth also when this process is killed meanwhile.
    state.save('end', serializeEnding(ending))
    try {
      await this.#statuses.end(lastStatus(ending))
      state.save('ended', 'true')
      return undefined
    } catch (thrown) {
      return messageOf(thrown)
    }
  }

  /** Only now, when GitHub has the end: Slack may take its time, but nothing waits for it before. */
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
    const { sha } = request
    const key = { service: request.service, environment: request.environment.name }
    const paths = manifestPaths(settings, key, context.workspace)
    const { verdict, image } = await this.#step('gate', async () =>
      runGate({
        github,
        request,
        branch: await requested.branch,
        runId: context.runId,
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
        step: (step, work) => this.#step(step, work),
      },
      this.#progress,
    )
    return endingOfRollout(result, clock.now() - started)
  }

  /** One line for GitHub and Slack. */
  #say(text: string): void {
    this.#statuses.step(text)
    this.#message?.writer.step(text)
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

/** The job has the secrets, and passed the protection rules, of the environment it names; the record may name another. */
function refuseOtherEnvironment(job: string | undefined, asked: string): void {
  // GitHub takes names that differ in case only for the same environment.
  if (job === undefined || job.toLowerCase() === asked.toLowerCase()) return
  const text = `the deployment is for '${asked}', but this job runs in the environment '${job}': run it with environment '${asked}'`
  throw new UserError('environment-mismatch', text)
}

function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
}
