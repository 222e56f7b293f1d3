import type { DeployInputs } from '../../actions/deploy/inputs.ts'
import { endingOfRollout, endingOfThrown, redacted } from '../../deployments/endings.ts'
import { askGate } from '../../deployments/gate.ts'
import type { DeployResult, Report } from '../../deployments/progress.ts'
import { type Asked, type Ours, readAsked, take } from '../../deployments/request.ts'
import { kubectlEnv, namedDeployment, type RunContext } from '../../actions/deploy/run-context.ts'
import { type Fact, keptEnding } from '../../deployments/run-state.ts'
import { liveLines, type OpenStory, openStory } from '../../deployments/slack/open.ts'
import { connector, lastStatus, reportOn, writeStatus } from '../../deployments/status-writer.ts'
import { type Status, Statuses } from '../../deployments/statuses.ts'
import { type Ending, endingOfVerdict } from '../../domain/deployment/ending.ts'
import { stepText } from '../../domain/deployment/status-text.ts'
import type { Step } from '../../domain/deployment/steps.ts'
import { messageOf, UserError } from '../../errors.ts'
import { withPrivateFolder } from '../../files/private-folder.ts'
import type { GitHubClient } from '../../github/client.ts'
import type { Logger } from '../../log/logger.ts'
import type { Exec } from '../../process/exec.ts'
import type { Masks } from '../../secrets/masks.ts'
import type { Clock } from '../../time/clock.ts'
import { rollOut } from './apply-and-follow.ts'
import { type Connecting, startConnecting } from './connection.ts'
import { deadline } from './deadline.ts'
import { commitQuestions } from './gate-sources.ts'
import { manifestPaths } from './manifest-paths.ts'
import { render } from './render.ts'

/** Everything through which a deployment has effects; tests give their own. */
export interface Effects {
  readonly log: Logger
  readonly masks: Masks
  readonly exec: Exec
  readonly clock: Clock
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborted when somebody stops the run. */
  readonly signal: AbortSignal
  /** Keeps a fact for the step's `post`, which comes whatever happens to this process. */
  readonly remember: (fact: Fact, value: string) => void
  /** What the step's `pre` has kept; an empty text where it kept nothing. */
  readonly recall: (fact: Fact) => string
}

/**
 * Runs one deployment to its end. Rejects only where there is no deployment to end: before it is known whether it is ours.
 * Everything after that is an ending, written as the deployment's last status.
 */
export async function runDeployment(
  inputs: DeployInputs,
  context: RunContext,
  effects: Effects,
): Promise<DeployResult> {
  const started = effects.clock.now()
  // Before anything else may print or start: nothing of these may ever be seen.
  for (const [name, value] of Object.entries(inputs.secretEnv)) effects.masks.add(value, name)
  if (inputs.slack !== undefined) effects.masks.add(inputs.slack.token, 'slack-token')
  const over = new AbortController()
  const limit = AbortSignal.any([effects.signal, deadline(effects.clock, inputs.timeoutMs, over.signal)])
  const connect = connector(inputs.token, context, effects)
  const github = connect(limit)
  try {
    const asked = await readAsked(github, namedDeployment(context, inputs.deploymentId))
    return await new Run({ inputs, context, effects, github, connect, asked, started, limit }).toItsEnd()
  } finally {
    over.abort()
  }
}

/** What a deployment needs on its way. */
interface Way {
  readonly inputs: DeployInputs
  readonly context: RunContext
  readonly effects: Effects
  /** For what is read. */
  readonly github: GitHubClient
  readonly connect: (signal?: AbortSignal) => GitHubClient
  readonly asked: Asked
  /** When the run began, in milliseconds since the epoch. */
  readonly started: number
  /** Aborted when somebody stops the run, or when its time is up before there is a rollout to be followed. */
  readonly limit: AbortSignal
}

/** One deployment of ours on its way; its steps in the order they are taken. */
class Run {
  readonly #way: Way
  readonly #report: Report
  readonly #statuses: Statuses
  /** What Slack is told, where it is to be told. */
  #told: OpenStory | undefined
  /** Whether the deployment is known to be ours: `pre` has taken it, or the policy says so. */
  #isOurs: boolean

  constructor(way: Way) {
    this.#way = way
    const { context, effects, connect, asked } = way
    this.#isOurs = effects.recall('deployment') === String(asked.deployment.id)
    this.#report = reportOn(asked.deployment, context)
    // The end is written also when somebody has stopped the run: then above all.
    const writer = (github: GitHubClient) => (status: Status) =>
      writeStatus(github, asked.deployment.id, status, context, effects.masks)
    this.#statuses = new Statuses({ step: signal => writer(connect(signal)), end: writer(connect()) }, effects)
  }

  async toItsEnd(): Promise<DeployResult> {
    const { asked, context, effects, github, started } = this.#way
    let ending: Ending
    try {
      const taken = await take(github, asked, context.repository, context, () => {
        this.#isOurs = true
      })
      if (taken.kind === 'left') {
        const { id: deploymentId, environment } = asked.deployment
        return { ...taken, deploymentId, environment }
      }
      effects.remember('deployment', String(asked.deployment.id))
      effects.remember('begun', 'true')
      this.#statuses.alreadyWritten(taken.written)
      ending = await this.#deploy(taken.request)
    } catch (thrown) {
      ending = endingOfThrown(thrown, this.#report, effects.signal)
      // It may be another tool's: nothing is written to it, but for a policy that says to nobody what is whose.
      if (!this.#isOurs && ending.outcome !== 'refused') throw thrown
      if (ending.reason === 'bug') effects.log.info(stackOf(thrown))
    }
    ending = redacted(ending, text => effects.masks.redact(text))
    const ms = effects.clock.now() - started
    const unwritten = await this.#writeEnd(ending)
    await this.#tellEnd(ending, ms, unwritten === undefined)
    const result = { kind: 'ours', report: this.#report, ending, ms } as const
    return unwritten === undefined ? result : { ...result, unwritten }
  }

  /** Resolves with why the last status could not be written, if so. */
  async #writeEnd(ending: Ending): Promise<string | undefined> {
    const { remember } = this.#way.effects
    // What could not be written is tried once more by post, and is the truth also when this process is killed meanwhile.
    remember('end', keptEnding(ending))
    try {
      await this.#statuses.end(lastStatus(ending))
      remember('ended', 'true')
      return undefined
    } catch (thrown) {
      return messageOf(thrown)
    }
  }

  /** Only now, when GitHub has the end: Slack may take its time, but nobody waits for it before. */
  async #tellEnd(ending: Ending, ms: number, written: boolean): Promise<void> {
    // Where the story could not be opened, post has it from pre.
    if (this.#told === undefined) return
    const { log, masks, remember } = this.#way.effects
    const report = this.#report
    const open = written ? [] : ['GitHub could not be told: there the deployment still looks as if it were under way.']
    const ended = { report, ending, ms, redact: (text: string) => masks.redact(text) }
    const problem = await this.#told.story.end(ended, [...liveLines(report, ending), ...open])
    remember('slack', '')
    if (problem !== undefined) log.notice(`Slack was not told how this ended: ${masks.redact(problem)}`)
  }

  async #deploy(request: Ours): Promise<Ending> {
    const report = this.#report
    report.commit = request.sha
    report.service = request.service
    report.environment = request.environment.name
    // Names in the public record; a Secret that happens to hold one must not turn every status into asterisks.
    this.#way.effects.masks.exempt(report.service, report.environment)
    this.#told = openStory(request, this.#way)
    refuseOtherEnvironment(this.#way.inputs.environment, report.environment)
    this.#way.effects.log.info(
      `Deployment ${report.deploymentId}: ${request.service} ${request.sha} to ${report.environment}, asked for by ${request.deployment.creator}`,
    )
    return withPrivateFolder(this.#way.context.temp, async folder => {
      const connecting = startConnecting({
        inputs: this.#way.inputs,
        folder,
        kubectlEnv: kubectlEnv(this.#way.effects.env, Object.keys(this.#way.inputs.secretEnv)),
        exec: this.#way.effects.exec,
        masks: this.#way.effects.masks,
        clock: this.#way.effects.clock,
        signal: this.#way.limit,
      })
      try {
        return await this.#throughTheSteps(request, folder, connecting)
      } finally {
        await connecting.close()
      }
    })
  }

  async #throughTheSteps(request: Ours, folder: string, connecting: Connecting): Promise<Ending> {
    const { log, clock, signal, exec, remember } = this.#way.effects
    const { limit } = this.#way
    const key = { service: request.service, environment: request.environment.name }
    const paths = manifestPaths(this.#way.inputs, key, this.#way.context.workspace)
    const questions = commitQuestions(
      this.#way.inputs,
      this.#way.context,
      { ...this.#way.effects, signal: limit },
      request.sha,
      paths,
    )
    const { verdict, image: found } = await this.#step('gate', async () =>
      askGate({
        github: this.#way.github,
        sha: request.sha,
        branch: await this.#way.asked.branch,
        runId: this.#way.context.runId,
        environment: request.environment,
        ...questions,
        log,
        onLine: line => this.#told?.onLine(line),
      }),
    )
    if (verdict.kind !== 'allow' || found === undefined) return endingOfVerdict(verdict)
    this.#report.image = found.reference
    const set = await this.#step('render', () =>
      render({
        inputs: this.#way.inputs,
        paths,
        folder,
        deploy: { commit: request.sha, image: found.reference, ...key, id: this.#report.deploymentId },
        childEnv: this.#way.context.childEnv,
        exec,
        log,
        masks: this.#way.effects.masks,
        signal: limit,
      }),
    )
    const result = await rollOut(
      {
        connecting,
        set,
        key,
        stableForMs: this.#way.inputs.stableForMs,
        remainingMs: () => this.#way.started + this.#way.inputs.timeoutMs - clock.now(),
        log,
        limit,
        signal,
        remember,
        step: (step, work) => this.#step(step, work),
      },
      this.#report,
    )
    return endingOfRollout(result, request.sha, clock.now() - this.#way.started)
  }

  /** A step: its status, its group in the log, its time. */
  async #step<T>(step: Step, work: () => Promise<T>): Promise<T> {
    const { clock, log } = this.#way.effects
    this.#way.limit.throwIfAborted()
    const text = stepText(step)
    this.#statuses.step(text)
    this.#told?.story.step(text)
    const started = clock.now()
    try {
      return await log.group(text, work)
    } finally {
      this.#report.steps.push({ step, ms: clock.now() - started })
    }
  }
}

/** The job has the secrets, and passed the protection rules, of the environment it names; the record may name another. */
function refuseOtherEnvironment(job: string | undefined, asked: string): void {
  // GitHub takes names that differ in case only for the same environment.
  if (job === undefined || job.toLowerCase() === asked.toLowerCase()) return
  const text = `the deployment is for '${asked}', but this job runs in the environment '${job}': run it with environment '${asked}'`
  throw new UserError('wrong-environment', text, { outcome: 'refused' })
}

function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
}
