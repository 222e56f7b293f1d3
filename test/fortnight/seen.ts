import type { SlackDouble } from '../platform/slack/slack.ts'
import { type MessageState, shown } from '../platform/slack/state/message.ts'
import type { Place } from './oracle/messages.ts'

/** What one scan did in one place, as the Slack double saw it. */
export interface Seen {
  readonly posts: readonly SeenText[]
  readonly replies: readonly SeenText[]
  readonly edits: number
  readonly done: number
  /** Members who were mentioned. */
  readonly mentions: readonly string[]
  /** The open messages afterwards. */
  readonly open: readonly SeenText[]
}

export interface SeenText {
  /** How many commits are shown by service, as `s01#s01`. */
  readonly counts: ReadonlyMap<string, number>
  /** Repository and SHA of each commit that is linked. */
  readonly linked: readonly string[]
  /** Not all commits are shown. */
  readonly cut: boolean
}

/** Looks at what each scan changed. */
export class Watcher {
  readonly #slack: SlackDouble
  readonly #revisions = new Map<string, number>()

  constructor(slack: SlackDouble) {
    this.#slack = slack
  }

  /** What has happened since the last look, in each of the places. */
  look(places: readonly Place[]): readonly (Place & Seen)[] {
    const seen = places.map(place => ({ ...place, ...this.#at(place) }))
    for (const channel of new Set(places.map(place => place.channel))) {
      for (const message of this.#slack.messages(channel)) this.#revisions.set(message.ts, message.revisions.length)
    }
    return seen
  }

  #at({ environment, channel }: Place): Seen {
    const all = this.#slack.messages(channel)
    const top = all.filter(one => one.threadTs === undefined && fieldOf(one, 'environment') === environment)
    const replies = all.filter(one => top.some(({ ts }) => ts === one.threadTs))
    const fresh = (one: MessageState) => !this.#revisions.has(one.ts)
    const edited = top.filter(one => one.revisions.length > (this.#revisions.get(one.ts) ?? one.revisions.length))
    const written = [...top, ...replies].filter(fresh)
    const mentions = this.#slack.notifications
      .filter(({ ts, channel: its }) => its === channel && written.some(one => one.ts === ts))
      .flatMap(({ pings }) => pings.map(ping => ping.slice(1)))
    return {
      posts: top.filter(fresh).map(textOf),
      replies: replies.filter(fresh).map(textOf),
      edits: edited.length,
      done: edited.filter(one => fieldOf(one, 'state') === 'done').length,
      mentions: [...new Set(mentions)].sort(),
      open: top.filter(one => fieldOf(one, 'state') === 'open').map(textOf),
    }
  }
}

function textOf(message: MessageState): SeenText {
  const text = JSON.stringify(shown(message).blocks)
  const links = [...text.matchAll(/\/acme\/([\w-]+)\/commit\/([0-9a-f]{40})/g)]
  const counts = fieldOf(message, 'notified')
    .split(' ')
    .filter(Boolean)
    .flatMap(one => {
      const [name = '', , count = ''] = one.split(',')
      const [repository = '', service = repository] = name.replace('acme/', '').split('#')
      // Those of which nothing is shown are remembered beside the others.
      return count === '0' ? [] : [[`${repository}#${service}`, Number.parseInt(count, 36)] as const]
    })
  return {
    counts: new Map(counts),
    linked: [...new Set(links.map(([, repository, sha]) => `${repository} ${sha}`))],
    cut: counts.length > 12 || /and [\d,]+ more/.test(text),
  }
}

function fieldOf(message: MessageState, name: string): string {
  const value = shown(message).metadata?.event_payload[name]
  return typeof value === 'string' ? value : ''
}
