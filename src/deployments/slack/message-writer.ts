import { endedWell } from '../../domain/deployment/ending.ts'
import { messageOf, UserError } from '../../errors.ts'
import type { ReasonCode } from '../../reasons/registry.ts'
import type { SlackClient } from '../../slack/client.ts'
import type { MessageRef, SlackMessage } from '../../slack/message.ts'
import type { Clock } from '../../time/clock.ts'
import type { EndedView } from '../view.ts'
import { detailsReply } from './details.ts'
import type { SlackFacts } from './facts.ts'
import { deploymentMessage, endedProgress, type MessageProgress } from './message.ts'
import type { SavedMessage } from './saved-message.ts'

/** How a message is written. */
interface MessageTools {
  readonly slack: SlackClient
  readonly clock: Clock
  /** Keeps what `post` needs to finish the message of a run that was killed. */
  readonly save: (message: SavedMessage) => void
}

/** A step that Slack has not taken within this time is no news any more: the next one is tried instead. */
const STEP_MS = 3000
/** How long a job waits for Slack after the deployment's end has been written to GitHub. */
const END_MS = 5000

/**
 * The one message about a deployment, written beside it. Nothing here is ever waited for before the end has been written to
 * GitHub, and nothing here throws: Slack being down or slow changes no deployment. Steps that come faster than Slack takes
 * messages become one edit.
 */
export class DeploymentMessageWriter {
  readonly #tools: MessageTools
  readonly #policy: SavedMessage['wanted']
  #facts: SlackFacts
  #progress: MessageProgress
  /** Counts the changes that are to be written, and those of them that have been. */
  #wanted = 0
  #written = 0
  #ref: MessageRef | undefined
  /** A post was tried: should it be tried again, it may be there. */
  #isTried: boolean
  /** How many messages before this one could be edited no more. */
  #given: number
  #writing: Promise<void> | undefined
  #problem: unknown
  /** Nothing is saved after that: nothing goes on with it. */
  #isOver = false

  /** Goes on with a message, or begins one. */
  constructor(tools: MessageTools, { wanted, facts, ref, tried = false, given = 0 }: SavedMessage) {
    this.#tools = tools
    this.#policy = wanted
    this.#facts = facts
    this.#ref = ref
    this.#isTried = tried
    this.#given = given
    this.#progress = { kind: 'in-progress', text: 'The job has begun' }
  }

  /** Says in which step the deployment is, in the words of its status. */
  step(text: string): void {
    this.#progress = { kind: 'in-progress', text }
    this.#update()
  }

  /** Adds what was found out meanwhile; it is shown with the next step. */
  addFacts(facts: Partial<SlackFacts>): void {
    this.#facts = { ...this.#facts, ...facts }
  }

  /**
   * Writes the end, with the details in the thread. `remarks`: lines that the message needs beside. Resolves within `END_MS`,
   * with why it could not be written, if so.
   */
  async end(view: EndedView, remarks: readonly string[] = []): Promise<string | undefined> {
    const { outcome } = view.ending
    this.#progress = endedProgress(view, remarks)
    if (this.#policy === 'failures' && endedWell(outcome)) return undefined
    const over = new AbortController()
    const late = this.#tools.clock.sleep(END_MS, over.signal).then(
      () => this.#lateProblem(),
      () => undefined,
    )
    try {
      return await Promise.race([this.#writeEnd(view), late])
    } finally {
      over.abort()
      this.#isOver = true
    }
  }

  async #writeEnd(view: EndedView): Promise<string | undefined> {
    this.#wanted += 1
    try {
      await this.#writing
      // What failed for a while may be over; what Slack will never take has been said.
      if (isGone(this.#problem)) this.#beginAnew()
      else if (this.#problem !== undefined && !isTransient(this.#problem)) return messageOf(this.#problem)
      await this.#write(END_MS).catch(thrown => {
        if (!isGone(thrown)) throw thrown
        this.#beginAnew()
        return this.#write(END_MS)
      })
      if (this.#ref === undefined) throw new Error('the message was written, but has no name')
      await this.#tools.slack.reply(this.#ref, detailsReply(this.#facts, view), { within: END_MS })
      return undefined
    } catch (thrown) {
      return messageOf(thrown)
    }
  }

  /** The message was deleted, or Slack takes no edit of it any more: how the deployment ended is worth another one. */
  #beginAnew(): void {
    this.#ref = undefined
    this.#isTried = false
    this.#given += 1
  }

  #lateProblem(): string {
    const late = `it took longer than ${END_MS / 1000} s`
    return this.#problem === undefined ? late : `${late}. ${messageOf(this.#problem)}`
  }

  #update(): void {
    this.#wanted += 1
    if (this.#policy === 'failures') return
    if (this.#problem !== undefined && !isTransient(this.#problem)) return
    this.#writing ??= this.#write(STEP_MS)
      .catch(thrown => {
        this.#problem = thrown
      })
      .finally(() => {
        this.#writing = undefined
      })
  }

  /** Writes until there is nothing new: what came while Slack took the last edit becomes one more. */
  async #write(within: number): Promise<void> {
    const { slack, save } = this.#tools
    while (this.#written < this.#wanted) {
      const wanted = this.#wanted
      const facts = this.#facts
      const content = deploymentMessage(facts, this.#progress)
      const perhapsPosted = this.#ref === undefined && this.#isTried
      if (this.#ref === undefined) {
        this.#ref = await this.#post({ ...content, channel: facts.channel }, { within, perhapsPosted })
      } else await slack.edit(this.#ref, content, { within })
      // What an earlier try has posted shows what was new then: it is edited next.
      if (!perhapsPosted) this.#written = wanted
      if (!this.#isOver) save({ wanted: this.#policy, ref: this.#ref, facts })
    }
  }

  /** Posts under one name, however often it is tried, by this process or by `post`. */
  async #post(
    message: SlackMessage,
    bounds: { readonly within: number; readonly perhapsPosted: boolean },
  ): Promise<MessageRef> {
    const { deploymentId, logUrl } = this.#facts
    const postId = [`deployment ${deploymentId}`, logUrl, ...(this.#given === 0 ? [] : [this.#given])].join(' ')
    this.#isTried = true
    if (!this.#isOver && !bounds.perhapsPosted) {
      this.#tools.save({ wanted: this.#policy, facts: this.#facts, tried: true, given: this.#given })
    }
    return this.#tools.slack.post(message, { ...bounds, postId })
  }
}

const TRANSIENT: ReadonlySet<ReasonCode> = new Set(['slack-unreachable', 'slack-rate-limited'])

function isGone(thrown: unknown): boolean {
  return thrown instanceof UserError && thrown.reason === 'slack-message-gone'
}

function isTransient(thrown: unknown): boolean {
  return thrown instanceof UserError && TRANSIENT.has(thrown.reason)
}
