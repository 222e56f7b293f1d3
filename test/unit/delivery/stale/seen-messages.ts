import type { SlackDouble } from '../../../platform/slack/slack.ts'
import type { MessageState } from '../../../platform/slack/state/message.ts'
import { shown } from '../../../platform/slack/state/message.ts'

/** One thing that became visible in a channel. */
export interface SeenEffect {
  readonly environment: string
  readonly channel: string
  readonly effect: 'post' | 'edit' | 'edit+reply' | 'done'
  /** Commits by service, oldest first; of a service that could not be read their number. */
  readonly shows: Readonly<Record<string, readonly string[] | number>>
  /** Slack members, sorted. */
  readonly mentioned: readonly string[]
}

/** Watches the channels of a Slack: what each scan makes visible. */
export class Watcher {
  readonly #slack: SlackDouble
  readonly #revisions = new Map<string, number>()
  #notified = 0

  constructor(slack: SlackDouble) {
    this.#slack = slack
  }

  /** What has happened since it was last asked. */
  since(channels: readonly string[]): readonly SeenEffect[] {
    const notifications = this.#slack.notifications.slice(this.#notified)
    this.#notified = this.#slack.notifications.length
    return channels.flatMap(channel =>
      this.#slack.messages(channel).flatMap(message => {
        if (message.threadTs !== undefined) return []
        const known = this.#revisions.get(message.ts)
        this.#revisions.set(message.ts, message.revisions.length)
        const about = notifications.filter(
          one => one.channel === channel && [one.ts, one.threadTs].includes(message.ts),
        )
        const replies = about.filter(({ threadTs }) => threadTs !== undefined)
        if (known === message.revisions.length && replies.length === 0) return []
        const mentioned = about.flatMap(({ pings }) => pings.map(ping => ping.slice(1))).toSorted()
        const effect =
          known === undefined ? 'post' : isDone(message) ? 'done' : replies.length > 0 ? 'edit+reply' : 'edit'
        return [
          {
            environment: payload(message, 'environment'),
            channel,
            effect,
            shows: showsOf(message),
            mentioned,
          } as const,
        ]
      }),
    )
  }
}

function payload(message: MessageState, name: string): string {
  return String(shown(message).metadata?.event_payload?.[name] ?? '')
}

function isDone(message: MessageState): boolean {
  return payload(message, 'state') === 'done'
}

/** Read from what a person sees: the bold name of a service, below it its commits. */
function showsOf(message: MessageState): SeenEffect['shows'] {
  const shows: Record<string, readonly string[] | number> = {}
  if (isDone(message)) return shows
  for (const block of shown(message).blocks) {
    const text = block.type === 'section' ? (block.text?.text ?? '') : ''
    const service = /^\*([^*]+)\*: /.exec(text)?.[1]
    if (service === undefined) continue
    const kept = /not read since/.test(text) ? /: (\d+) commits?/.exec(text)?.[1] : undefined
    const commits = [...text.matchAll(/^• <[^>]+> (\S+)/gm)].map(match => match[1] ?? '')
    shows[service] = kept === undefined ? commits.toReversed() : Number(kept)
  }
  return shows
}
