import { endedWell } from '../../domain/deployment/ending.ts'
import { endingLine } from '../../domain/deployment/status-text.ts'
import { messageOf, UserError } from '../../errors.ts'
import type { SlackClient } from '../../slack/client.ts'
import type { MessageRef } from '../../slack/message.ts'
import type { Clock } from '../../time/clock.ts'
import { detailsReply, type EndedDeployment } from './details.ts'
import type { SlackFacts } from './facts.ts'
import { deploymentMessage, type Progress } from './message.ts'
import type { ToldStory } from './saved-message.ts'

/** How a story is told. */
export interface StoryTools {
  readonly slack: SlackClient
  readonly clock: Clock
  /** Keeps what `post` needs to end the story of a run that was killed. */
  readonly remember: (story: ToldStory) => void
}

/** A step that Slack has not taken within this time is no news any more: the next one is tried instead. */
const STEP_MS = 3000
/** How long a job waits for Slack after the deployment's end has been written to GitHub. */
const LAST_WORDS_MS = 5000

/**
 * The one message about a deployment, told beside it. Nothing here is ever waited for before the end has been written to
 * GitHub, and nothing here throws: Slack being down or slow changes no deployment. Steps that come faster than Slack takes
 * messages become one edit.
 */
export class SlackStory {
  readonly #tools: StoryTools
  readonly #told: ToldStory['told']
  #facts: SlackFacts
  #progress: Progress
  /** Counts what there is to be said, and what of it has been. */
  #wanted = 0
  #said = 0
  #ref: MessageRef | undefined
  #writing: Promise<void> | undefined
  #problem: unknown
  /** What Slack takes after that is nobody's to go on with. */
  #isOver = false

  /** Goes on with a story, or begins one. */
  constructor(tools: StoryTools, { told, facts, ref }: ToldStory) {
    this.#tools = tools
    this.#told = told
    this.#facts = facts
    this.#ref = ref
    this.#progress = { kind: 'under-way', text: 'The job has begun' }
  }

  /** Says in which step the deployment is, in the words of its status. */
  step(text: string): void {
    this.#progress = { kind: 'under-way', text }
    this.#tell()
  }

  /** Adds what was found out meanwhile; it is told with the next step. */
  learn(facts: Partial<SlackFacts>): void {
    this.#facts = { ...this.#facts, ...facts }
  }

  /** Tells the end, with the details in the thread. Resolves within `LAST_WORDS_MS`, with why it could not be told, if so. */
  async end(ended: EndedDeployment, live: readonly string[]): Promise<string | undefined> {
    const { outcome } = ended.ending
    this.#progress = { kind: 'ended', outcome, text: endingLine(ended.ending), live }
    if (this.#told === 'failures' && endedWell(outcome)) return undefined
    const over = new AbortController()
    const late = this.#tools.clock.sleep(LAST_WORDS_MS, over.signal).then(
      () => this.#lateWords(),
      () => undefined,
    )
    try {
      return await Promise.race([this.#lastWords(ended), late])
    } finally {
      over.abort()
      this.#isOver = true
    }
  }

  async #lastWords(ended: EndedDeployment): Promise<string | undefined> {
    this.#wanted += 1
    try {
      await this.#writing
      // What failed for a while may be over; what Slack will never take has been said.
      if (this.#problem !== undefined && !isTransient(this.#problem)) return messageOf(this.#problem)
      await this.#write(LAST_WORDS_MS)
      if (this.#ref === undefined) throw new Error('the message was written, but has no name')
      await this.#tools.slack.reply(this.#ref, detailsReply(this.#facts, ended), { within: LAST_WORDS_MS })
      return undefined
    } catch (thrown) {
      return messageOf(thrown)
    }
  }

  #lateWords(): string {
    const late = `it took longer than ${LAST_WORDS_MS / 1000} s`
    return this.#problem === undefined ? late : `${late}. ${messageOf(this.#problem)}`
  }

  #tell(): void {
    this.#wanted += 1
    if (this.#told === 'failures') return
    if (this.#problem !== undefined && !isTransient(this.#problem)) return
    this.#writing ??= this.#write(STEP_MS)
      .catch(thrown => {
        this.#problem = thrown
      })
      .finally(() => {
        this.#writing = undefined
      })
  }

  /** Writes until nothing new is to be said: what came while Slack took the last edit becomes one more. */
  async #write(within: number): Promise<void> {
    const { slack, remember } = this.#tools
    while (this.#said < this.#wanted) {
      const wanted = this.#wanted
      const facts = this.#facts
      const content = deploymentMessage(facts, this.#progress)
      if (this.#ref === undefined) this.#ref = await slack.post({ ...content, channel: facts.channel }, { within })
      else await slack.edit(this.#ref, content, { within })
      this.#said = wanted
      if (!this.#isOver) remember({ told: this.#told, ref: this.#ref, facts })
    }
  }
}

function isTransient(thrown: unknown): boolean {
  return thrown instanceof UserError && ['slack-unreachable', 'slack-rate-limited'].includes(thrown.reason)
}
