import { UserError } from '../../../errors.ts'
import type { Logger } from '../../../log/logger.ts'
import type { SlackWorkspace } from '../../../slack/client.ts'
import type { AbsentMember } from '../../../slack/members.ts'
import type { StaleRendering } from '../text/rendering.ts'
import { repliesFor } from '../text/replies.ts'
import { staleMessage } from '../text/stale-message.ts'
import type { MessageStep } from './plan.ts'

/** Milliseconds for one look-up: who is not known to be absent is mentioned. */
const LOOK_UP_MS = 10_000

/** The members whom mentions of this run would not notify. Each is looked up once, before a message that is to notify them. */
export class AbsentMembers {
  readonly #slack: SlackWorkspace
  readonly #log: Logger
  readonly #looked = new Set<string>()
  readonly #absent = new Set<string>()
  #isAnswered = true

  constructor(slack: SlackWorkspace, log: Logger) {
    this.#slack = slack
    this.#log = log
  }

  /** What a step is written with; each absent member whom it would have mentioned is said in the log. */
  async without(step: MessageStep, environment: string, rendering: StaleRendering): Promise<StaleRendering> {
    for (const member of mentionedBy(step, environment, rendering)) {
      if (this.#looked.has(member) || !this.#isAnswered) continue
      this.#looked.add(member)
      const absence = await this.#lookUp(member)
      if (absence === undefined) continue
      this.#absent.add(member)
      this.#log.notice(words(member, absence, rendering))
    }
    return { ...rendering, absent: this.#absent }
  }

  /** What cannot be looked up keeps no one from being notified. */
  async #lookUp(member: string): Promise<AbsentMember | undefined> {
    try {
      return (await this.#slack.absent([member], { within: LOOK_UP_MS })).get(member)
    } catch (thrown) {
      if (!(thrown instanceof UserError)) throw thrown
      this.#isAnswered = false
      this.#log.info(`Whether members are still in Slack could not be looked up: ${thrown.message}`)
      return undefined
    }
  }
}

/** Edits notify no one. What others wrote is escaped: a mention is ours. */
function mentionedBy(step: MessageStep, environment: string, rendering: StaleRendering): ReadonlySet<string> {
  const sent =
    step.kind === 'post'
      ? [staleMessage(environment, step.lines, 'post', rendering)]
      : step.kind === 'edit' && step.replies
        ? repliesFor(environment, step.lines, rendering).map(({ content }) => content)
        : []
  return new Set([...JSON.stringify(sent).matchAll(/<@([UW][A-Z0-9]+)>/g)].map(([, member = '']) => member))
}

function words(member: string, absence: AbsentMember, { users }: StaleRendering): string {
  const login = [...users].find(([, id]) => id === member)?.[0]
  const who =
    login === undefined ? `${member}, to whom a policy escalates,` : `${member}, who is ${login} in the policy,`
  const what = absence === 'deactivated' ? 'is deactivated in Slack' : 'is no member that Slack knows'
  return `${who} ${what}: named without a mention; correct the policy`
}
