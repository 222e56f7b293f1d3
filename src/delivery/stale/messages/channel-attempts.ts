import { type Finding, UserError } from '../../../errors.ts'
import type { ReasonCode } from '../../../reasons/registry.ts'

/** The same for every channel: nothing more is worth asking. */
const FOR_ALL: readonly ReasonCode[] = ['slack-token-invalid']
const GONE: readonly ReasonCode[] = ['slack-channel-not-found', 'slack-not-in-channel', 'slack-channel-archived']
/** Slack is down, or takes no more from this app for now. */
const FOR_NOW: readonly ReasonCode[] = ['slack-unreachable', 'slack-rate-limited']
/** So many of these in a row mean that it will last: each has cost more than a minute already. */
const DOWN_AFTER = 3

/** What is done in Slack, channel by channel: what fails in one keeps no other from being notified. */
export class ChannelAttempts {
  readonly #problems: Finding[] = []
  readonly #untried = new Set<string>()
  #unreached = 0

  /**
   * Looks into a channel that no policy names: it may be gone, and need not be notified any more. Resolves with whether that is
   * so for good.
   */
  async look(channel: string, work: () => Promise<void>): Promise<boolean> {
    let gone = false
    await this.make(channel, async () => {
      try {
        await work()
      } catch (thrown) {
        gone = thrown instanceof UserError && GONE.includes(thrown.reason)
        if (!gone) throw thrown
      }
    })
    return gone
  }

  /** Does the work, unless Slack is known to take nothing. Throws what is no `UserError`. */
  async make(channel: string, work: () => Promise<void>): Promise<void> {
    if (this.#unreached >= DOWN_AFTER) return void this.#untried.add(channel)
    try {
      await work()
      this.#unreached = 0
    } catch (thrown) {
      if (!(thrown instanceof UserError)) throw thrown
      if (FOR_ALL.includes(thrown.reason)) this.#unreached = DOWN_AFTER
      else this.#unreached = FOR_NOW.includes(thrown.reason) ? this.#unreached + 1 : 0
      this.#problems.push({ reason: thrown.reason, text: thrown.message, where: channel })
    }
  }

  /** What went wrong, each in one line, with the channel's ID as `where`. */
  get problems(): readonly Finding[] {
    if (this.#untried.size === 0) return this.#problems
    const text = `Skipped channels ${[...this.#untried].join(', ')} after repeated failures of Slack`
    return [...this.#problems, { reason: 'slack-unreachable', text }]
  }
}
