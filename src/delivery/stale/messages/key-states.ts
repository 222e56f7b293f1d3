import { keyText } from '../../../domain/history/stale-key.ts'
import type { KeyState } from '../../../domain/stale/message-change.ts'
import type { NotifiedService } from '../../../domain/stale/notified.ts'
import { canonicalName } from '../../../text/canonical-name.ts'
import { DAY } from '../../../time/duration.ts'
import type { Instant } from '../../../time/instant.ts'
import type { SurveyedRepository } from '../survey/survey.ts'
import { type MessagePlace, type PlaceStates, placeKey } from './message-place.ts'

/**
 * A repository that is scanned no more leaves its messages after this time, not at once: another job's scan that goes by
 * the same name may be the one that looks at it.
 */
const FORGOTTEN_AFTER = 2 * DAY

/** What this run knows, by place. */
export class KeyStatesByPlace {
  readonly #repositories: ReadonlyMap<string, SurveyedRepository>
  /** Today's names by the old ones. */
  readonly #renamed = new Map<string, string>()
  /** Repositories that some message remembers, by today's names where these are known. */
  readonly #remembered = new Set<string>()
  /** Whether a repository may be one that a message remembers under another name. */
  #isDoubtful = false
  readonly #places = new Map<string, MessagePlace & { readonly keyStates: KeyState[] }>()

  constructor(surveyed: readonly SurveyedRepository[]) {
    const named = surveyed.flatMap(one =>
      [one.repository, ...(one.name === undefined ? [] : [one.name])].map(name => [canonicalName(name), one] as const),
    )
    this.#repositories = new Map(named)
    for (const { repository, name = repository } of surveyed) {
      if (canonicalName(name) !== canonicalName(repository)) this.learnNames(new Map([[repository, name]]))
    }
    for (const { keyState, channel } of surveyed.flatMap(({ keys }) => keys)) {
      if (channel === undefined) continue
      const place = { environment: keyState.key.environment, channel }
      const known = this.#places.get(placeKey(place)) ?? { ...place, keyStates: [] }
      known.keyStates.push(keyState)
      this.#places.set(placeKey(place), known)
    }
  }

  /** Repositories that a message remembers and this run does not have: they may have another name now. */
  unknownIn(notified: readonly NotifiedService[]): readonly string[] {
    const names = notified.map(({ key }) => key.split('#')[0] ?? '')
    return [...new Set(names)].filter(name => !this.#repositories.has(name) && !this.#renamed.has(name))
  }

  /** `names`: what repositories are called now, by their old names, `owner/name` each. */
  learnNames(names: ReadonlyMap<string, string>): void {
    for (const [old, name] of names) this.#renamed.set(canonicalName(old), canonicalName(name))
  }

  /** What all messages remember. */
  remember(notified: readonly NotifiedService[]): void {
    for (const { key } of notified) this.#remembered.add(key.split('#')[0] ?? '')
  }

  /** Nothing is said of a repository that no message remembers, as long as one is remembered whose name today could not be read. */
  doubt(unread: readonly string[]): void {
    this.#isDoubtful ||= unread.length > 0
  }

  /**
   * What a message remembers, by today's names of the repositories: who was notified under the old name is not notified again. A
   * service that is called like its repository has a new name too. Whether it is cannot be seen where the repository was not
   * read: it keeps its old name until then.
   */
  byTodaysNames(notified: readonly NotifiedService[]): readonly NotifiedService[] {
    const keys = new Set(this.places.flatMap(({ keyStates }) => keyStates.map(({ key }) => keyText(key))))
    const found = notified.map(one => {
      const [old = '', service = ''] = one.key.split('#')
      const name = this.#renamed.get(old)
      if (name === undefined || !this.#isRead(name)) return one
      const isNamedLikeIt = service === old.split('/')[1] && !keys.has(`${name}#${service}`)
      return { ...one, key: `${name}#${isNamedLikeIt ? name.split('/')[1] : service}` }
    })
    return [...new Map(found.map(one => [one.key, one])).values()]
  }

  #isRead(name: string): boolean {
    const surveyed = this.#repositories.get(name)
    return surveyed === undefined || surveyed.kind === 'read' || surveyed.kind === 'closed' || surveyed.keys.length > 0
  }

  /** Whether a repository is new to all messages, and may still be one of those that they remember. */
  #isUncertain(repository: string): boolean {
    const name = canonicalName(repository)
    const isKnown = this.#remembered.has(name) || [...this.#renamed.values()].includes(name)
    return this.#isDoubtful && !isKnown
  }

  get places(): readonly PlaceStates[] {
    return [...this.#places.values()]
  }

  /**
   * What is known of a place's keys, those that a message remembers among them: such a key may be known to belong here no
   * more, or it could not be read. A key that is in neither belongs to no repository of this scan.
   */
  at(place: MessagePlace, metadataOnly: readonly NotifiedService[], now: Instant): readonly KeyState[] {
    const all = this.#places.get(placeKey(place))?.keyStates ?? []
    const keyStates = all.filter(({ key }) => !this.#isUncertain(key.repository))
    const known = new Set(keyStates.map(({ key }) => keyText(key)))
    return [
      ...keyStates,
      ...metadataOnly.filter(({ key }) => !known.has(key)).flatMap(notified => this.#other(notified, place, now)),
    ]
  }

  #other(notified: NotifiedService, { environment }: MessagePlace, now: Instant): readonly KeyState[] {
    const [repository = '', service = ''] = notified.key.split('#')
    const key = { repository, service, environment }
    const surveyed = this.#repositories.get(this.#renamed.get(repository) ?? repository)
    if (surveyed === undefined) {
      return now - notified.seen * 1000 < FORGOTTEN_AFTER ? [] : [{ kind: 'unwatched', key, why: 'not-scanned' }]
    }
    const { kind, finding } = surveyed
    if ((kind === 'failed' || kind === 'left-out') && finding !== undefined) return [{ kind: 'unread', key, finding }]
    // It was read, or is closed, and is not reported here: another channel, `stale: off`, or gone from the policy.
    return [{ kind: 'unwatched', key, why: kind === 'closed' ? 'closed' : 'policy' }]
  }
}
