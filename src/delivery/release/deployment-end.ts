import type { DeployContext } from '../../deployments/context.ts'
import type { JobEffects } from '../../deployments/effects.ts'
import { redacted } from '../../deployments/endings.ts'
import { inactivateOlder } from '../../deployments/inactivate.ts'
import type { DeploymentProgress } from '../../deployments/progress.ts'
import type { Lost } from '../../deployments/request.ts'
import type { RequestedDeployment } from '../../deployments/requested-deployment.ts'
import { type DeployResult, type Unwritten, unwrittenBy } from '../../deployments/result.ts'
import { forgetDeployment, serializeEnding } from '../../deployments/run-state.ts'
import type { DeploymentMessage } from '../../deployments/slack/open.ts'
import { repeatEnd, type WrittenEnd, writeLastStatus } from '../../deployments/status-writer.ts'
import type { Statuses } from '../../deployments/statuses.ts'
import { type EndedView, viewOf } from '../../deployments/view.ts'
import { messageNotUpdated, unwrittenRemark } from '../../deployments/words.ts'
import type { Ending } from '../../domain/deployment/ending.ts'
import type { DeployRequest } from '../../domain/deployment/request.ts'
import { messageOf } from '../../errors.ts'
import type { GitHubClient } from '../../github/client.ts'
import { STEP_RETRY_LIMITS } from '../../github/retry.ts'
import type { PipelineEffects } from './effects.ts'
import { patiently } from './last-status.ts'
import { hasChanged } from './left-live.ts'

/** A message does not wait longer for the last status, which may be tried for minutes. */
const MESSAGE_WAITS_MS = 15_000
/** Most of what GitHub carries out late has come by then. */
const LATE_MS = 3_000

/** What the end of a run needs. */
interface EndParts {
  readonly context: DeployContext
  readonly effects: JobEffects & Pick<PipelineEffects, 'signal'>
  readonly requested: Pick<RequestedDeployment, 'deployment' | 'byEvent'>
  /** When the run began, in milliseconds since the epoch. */
  readonly started: number
  readonly progress: DeploymentProgress
  readonly statuses: Statuses
}

/** What a run has of its deployment, as far as it has come. */
export interface Begun {
  /** What is deployed, once it is claimed. */
  request?: DeployRequest
  /** Id of the newest status when the deployment was claimed. */
  seen?: number
  /** It was held, and this run goes on with it: what the status says. */
  held?: string | undefined
  /** What a run said last that was changing it since: where this one changes nothing, it is not as held as before. */
  left?: string | undefined
  /** The message in Slack, where there is one. */
  message?: DeploymentMessage | undefined
}

/** The end of one run of one deployment: its last status, its message, and what was live before. */
export class DeploymentEnd {
  readonly #parts: EndParts

  constructor(parts: EndParts) {
    this.#parts = parts
  }

  /** Writes how it ended, wherever that is read. */
  async write(given: Ending, begun: Begun): Promise<DeployResult> {
    const { effects } = this.#parts
    const whole = this.#parts.progress.touched ? given : withLeft(given, begun.left)
    const ending = redacted(whole, text => effects.masks.redact(text))
    const view = this.#view(ending)
    const writing = this.#writeStatus(ending, begun)
    const inTime = new AbortController()
    const slow = effects.clock.sleep(MESSAGE_WAITS_MS, inTime.signal).then(
      () => 'it is being tried again',
      () => undefined,
    )
    await this.#endMessage(begun, view, await Promise.race([writing.then(unwritten => unwritten?.why), slow]))
    inTime.abort()
    const unwritten = await writing
    const isLive = ending.outcome === 'success'
    // What it went over is held no more, also where this one has failed and what was live is live again.
    const wentOver = this.#parts.progress.over !== undefined && hasChanged(this.#parts.progress)
    if ((isLive || wentOver) && unwritten === undefined) await this.#inactivateOlder(begun, !isLive)
    return { kind: 'ended', view, ...(unwritten === undefined ? {} : { unwritten }) }
  }

  /** Another run has the deployment, or it has its end: nothing was changed, and nothing is written any more. */
  async leave({ reason, why, ended }: Lost, begun: Begun): Promise<DeployResult> {
    const { effects, requested, statuses } = this.#parts
    const { id, environment } = requested.deployment
    await statuses.close()
    if (ended?.hidden) {
      await patiently(effects, github => repeatEnd(github, id, ended.end))
    }
    forgetDeployment(effects.state)
    if (begun.message !== undefined) {
      const ending: Ending = { outcome: 'cancelled', reason, text: `${why}; nothing was changed`, findings: [] }
      await this.#endMessage(begun, this.#view(ending), undefined)
    }
    return { kind: 'left-alone', deploymentId: id, environment, reason, why, expected: requested.byEvent }
  }

  #view(ending: Ending): EndedView {
    const { context, effects, started, progress } = this.#parts
    const ms = effects.clock.now() - started
    return viewOf(progress, { ending, ms }, context, text => effects.masks.redact(text))
  }

  /** Resolves with why the last status could not be written, if so. */
  async #writeStatus(ending: Ending, { seen, held: was, left }: Begun): Promise<Unwritten | undefined> {
    const { context, effects, requested, progress, statuses } = this.#parts
    const { state, log, masks } = effects
    // What could not be written is tried once more by post, and is the truth also when this process is killed meanwhile.
    state.save('end', serializeEnding(ending))
    const { mayFollow } = await statuses.close()
    const { touched } = progress
    const held = left === undefined ? was : undefined
    try {
      const write = (github: GitHubClient): Promise<WrittenEnd> =>
        writeLastStatus(
          github,
          requested.deployment.id,
          { endOf: () => ({ ending, touched, held }), seen },
          context,
          masks,
        )
      const end = await patiently(effects, write)
      state.save('ended', mayFollow ? 'unsure' : 'true')
      if (mayFollow) await this.#keepLast(write)
      if (end.kind === 'left' && end.ended?.own !== true) log.notice(`The last status is not written: ${end.why}`)
      return undefined
    } catch (thrown) {
      return unwrittenBy(thrown)
    }
  }

  /** A step's status that GitHub carries out late would hide the end: a look after a moment; `post` looks again. */
  async #keepLast(write: (github: GitHubClient) => Promise<WrittenEnd>): Promise<void> {
    const { clock, signal, connectGitHub, log } = this.#parts.effects
    try {
      await clock.sleep(LATE_MS, signal)
      await write(connectGitHub(signal))
    } catch (thrown) {
      log.info(`It could not be seen whether the last status stayed the last: ${messageOf(thrown)}`)
    }
  }

  /** Only when GitHub has the end, or is slow: Slack may take its time, but nothing waits for it before. */
  async #endMessage({ message }: Begun, view: EndedView, unwritten: string | undefined): Promise<void> {
    // Where the message could not be opened, post has it from pre.
    if (message === undefined) return
    const { log, masks, state } = this.#parts.effects
    const remarks = unwritten === undefined ? [] : [masks.redact(unwrittenRemark(unwritten))]
    const problem = await message.writer.end(view, remarks)
    state.save('slack', '')
    if (problem !== undefined) log.notice(masks.redact(messageNotUpdated(problem)))
  }

  async #inactivateOlder({ request }: Begun, heldOnly: boolean): Promise<void> {
    const { effects } = this.#parts
    if (request === undefined || effects.signal.aborted) return
    const { service, services, apps, environment, deployment } = request
    const live = { id: deployment.id, service, services, apps, environment: environment.name, heldOnly }
    await inactivateOlder(effects.connectGitHub(effects.signal, STEP_RETRY_LIMITS), live, effects)
  }
}

/** The run has changed nothing; the one before it has, and has not said what became of that. */
function withLeft(ending: Ending, left: string | undefined): Ending {
  return left === undefined ? ending : { ...ending, after: `a run before it died at "${left}"` }
}
