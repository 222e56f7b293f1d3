import { connectGitHub, type GitHubClient } from '../github/client.ts'
import { createStatus } from '../github/deployments.ts'
import type { Clock } from '../runner/clock.ts'
import type { Exec } from '../runner/exec.ts'
import type { Logger } from '../runner/logger.ts'
import type { Masks } from '../runner/masks.ts'
import { messageOf } from '../runner/user-error.ts'
import { type Ending, endingOfVerdict, stateOf } from '../train/ending.ts'
import type { DeployRequest } from '../train/request.ts'
import { endingText, stepText } from '../train/status-text.ts'
import type { Step } from '../train/steps.ts'
import { endingOfRollout, endingOfThrown, redacted } from './endings.ts'
import { askGate } from './gate.ts'
import { commitQuestions } from './image.ts'
import type { DeployInputs } from './inputs.ts'
import { manifestPaths } from './manifest-paths.ts'
import { type Connecting, startConnecting } from './prepare.ts'
import { withPrivateFolder } from './private-folder.ts'
import { render } from './render.ts'
import type { DeployResult, Report } from './report.ts'
import { type Asked, classify, readAsked } from './request.ts'
import { rollOut } from './roll-out.ts'
import { kubectlEnv, namedDeployment, type RunContext } from './run-context.ts'
import { Statuses } from './statuses.ts'

/** Everything through which a deployment has effects; tests give their own. */
export interface Effects {
  readonly log: Logger
  readonly masks: Masks
  readonly exec: Exec
  readonly clock: Clock
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborted when somebody stops the run. */
  readonly signal: AbortSignal
}

type Ours = Extract<DeployRequest, { kind: 'ours' }>

/**
 * Runs one deployment to its end. Rejects only where there is no deployment to end: before its record is known.
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
  const connection = {
    token: inputs.token,
    apiUrl: context.apiUrl,
    repository: { owner: context.owner, repo: context.repository },
    logger: effects.log,
    clock: effects.clock,
  }
  const github = connectGitHub({ ...connection, signal: effects.signal })
  const asked = await readAsked(github, namedDeployment(context, inputs.deploymentId))
  // Statuses are written also when somebody has stopped the run: then above all.
  const records = connectGitHub(connection)
  return new Run({ inputs, context, effects, github, records, asked, started }).toItsEnd()
}

/** What a deployment needs on its way. */
interface Way {
  readonly inputs: DeployInputs
  readonly context: RunContext
  readonly effects: Effects
  /** For what is read. */
  readonly github: GitHubClient
  /** For what is written. */
  readonly records: GitHubClient
  readonly asked: Asked
  /** When the run began, in milliseconds since the epoch. */
  readonly started: number
}

/** One deployment of ours on its way; its steps in the order they are taken. */
class Run {
  readonly #way: Way
  readonly #report: Report
  readonly #statuses: Statuses

  constructor(way: Way) {
    this.#way = way
    const { context, effects, records, asked } = way
    const { id, sha, environment } = asked.deployment
    this.#report = {
      deploymentId: id,
      commit: sha,
      commitUrl: context.commitUrl(sha),
      environment,
      steps: [],
      touched: false,
      warnings: [],
    }
    const write = async (status: Parameters<Statuses['end']>[0]): Promise<void> => {
      const description = effects.masks.redact(status.description)
      await createStatus(records, { deploymentId: id, state: status.state, description, logUrl: context.logUrl })
    }
    this.#statuses = new Statuses(write, effects.clock, effects.log)
  }

  async toItsEnd(): Promise<DeployResult> {
    let ending: Ending
    try {
      const request = await classify(this.#way.asked, this.#way.context.repository)
      if (request.kind === 'foreign') {
        const { id: deploymentId, environment } = this.#way.asked.deployment
        return { kind: 'foreign', deploymentId, environment, why: request.why }
      }
      ending = await this.#deploy(request)
    } catch (thrown) {
      ending = endingOfThrown(thrown, this.#report, this.#way.effects.signal)
      if (ending.reason === 'bug') this.#way.effects.log.info(stackOf(thrown))
    }
    ending = redacted(ending, text => this.#way.effects.masks.redact(text))
    const result = {
      kind: 'ours',
      report: this.#report,
      ending,
      ms: this.#way.effects.clock.now() - this.#way.started,
    } as const
    try {
      await this.#statuses.end({ state: finalState(ending), description: endingText(ending) })
      return result
    } catch (thrown) {
      return { ...result, unwritten: messageOf(thrown) }
    }
  }

  async #deploy(request: Ours): Promise<Ending> {
    const report = this.#report
    report.commit = request.sha
    report.service = request.service
    report.environment = request.environment.name
    // Names in the public record; a Secret that happens to hold one must not turn every status into asterisks.
    this.#way.effects.masks.exempt(report.service, report.environment)
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
        signal: this.#way.effects.signal,
      })
      try {
        return await this.#throughTheSteps(request, folder, connecting)
      } finally {
        await connecting.close()
      }
    })
  }

  async #throughTheSteps(request: Ours, folder: string, connecting: Connecting): Promise<Ending> {
    const { log, clock, signal, exec } = this.#way.effects
    const key = { service: request.service, environment: request.environment.name }
    const paths = manifestPaths(this.#way.inputs, key, this.#way.context.workspace)
    const questions = commitQuestions(this.#way.inputs, this.#way.context, this.#way.effects, request.sha, paths)
    const { verdict, image: found } = await this.#step('gate', () =>
      askGate({
        github: this.#way.github,
        sha: request.sha,
        branch: this.#way.asked.branch,
        runId: this.#way.context.runId,
        environment: request.environment,
        ...questions,
        log,
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
        signal,
        step: (step, work) => this.#step(step, work),
      },
      this.#report,
    )
    return endingOfRollout(result, request.sha, clock.now() - this.#way.started)
  }

  /** A step: its status, its group in the log, its time. */
  async #step<T>(step: Step, work: () => Promise<T>): Promise<T> {
    const { clock, log, signal } = this.#way.effects
    signal.throwIfAborted()
    const text = stepText(step)
    this.#statuses.step(text)
    const started = clock.now()
    try {
      return await log.group(text, work)
    } finally {
      this.#report.steps.push({ step, ms: clock.now() - started })
    }
  }
}

function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
}

/** GitHub's state for an ending: `stateOf` never gives the states of a deployment that is still on its way. */
function finalState(ending: Ending): Parameters<Statuses['end']>[0]['state'] {
  const state = stateOf(ending.outcome)
  if (state === 'queued' || state === 'pending') throw new Error(`${ending.outcome} cannot end as ${state}`)
  return state
}
