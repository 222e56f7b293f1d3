import { inOneLine } from '../../deployments/endings.ts'
import type { DeploymentProgress } from '../../deployments/progress.ts'
import type { DeploymentMessage } from '../../deployments/slack/open.ts'
import type { Statuses } from '../../deployments/statuses.ts'
import { failingText, restoringText, statusText, stepText, waitingText } from '../../domain/deployment/status-text.ts'
import type { Step } from '../../domain/deployment/steps.ts'
import type { ApplyAndFollow } from './apply-and-follow.ts'
import type { PipelineEffects } from './effects.ts'

/** Where it is said. */
interface Reporting {
  readonly effects: Pick<PipelineEffects, 'clock' | 'log' | 'masks'>
  readonly progress: DeploymentProgress
  /** Aborted when the run is stopped, or when its time is up before there is a rollout to be followed. */
  readonly limit: AbortSignal
  /** Undefined where GitHub has no deployment. */
  readonly statuses: Statuses | undefined
  /** The message in Slack, where there is one by now. */
  readonly message: () => DeploymentMessage | undefined
}

/** Says how far a deployment is: in the log, its statuses, its message. */
export class StepReports {
  readonly #it: Reporting

  constructor(it: Reporting) {
    this.#it = it
  }

  /** One line for GitHub and Slack. */
  say(given: string): void {
    // Before it is cut: half a secret would not be found any more.
    const text = this.#it.effects.masks.redact(given)
    this.#it.statuses?.step(statusText(text))
    this.#it.message()?.writer.step(text)
  }

  /** A step: its status, its group in the log, its time. */
  async step<T>(step: Step, work: () => Promise<T>): Promise<T> {
    const { effects, progress, limit } = this.#it
    limit.throwIfAborted()
    const text = stepText(step)
    this.say(text)
    const started = effects.clock.now()
    try {
      return await effects.log.group(text, work)
    } finally {
      progress.steps.push({ step, ms: effects.clock.now() - started })
    }
  }

  /** What applying and following says meanwhile. */
  get orders(): Pick<ApplyAndFollow, 'onFailing' | 'step'> &
    Pick<ApplyAndFollow['releases'], 'onFailed' | 'onRestoring'> {
    const { masks } = this.#it.effects
    return {
      step: (step, work) => this.step(step, work),
      onFailing: cause => {
        if (cause === undefined) return this.#failing(stepText('rollout'))
        const text = masks.redact(inOneLine(cause))
        // A person is waited for, and nothing is wrong.
        this.#failing(cause.code === 'rollout-held' ? waitingText('rollout', text) : failingText(text))
      },
      onFailed: cause => this.#failing(failingText(masks.redact(cause))),
      onRestoring: (cause, release) => {
        const text = restoringText(masks.redact(cause), release)
        this.#it.statuses?.restoring(text)
        this.#it.message()?.writer.step(text)
      },
    }
  }

  #failing(text: string): void {
    this.#it.statuses?.failing(statusText(text))
    this.#it.message()?.writer.step(text)
  }
}
