import { keyText } from '../../../domain/history/key.ts'
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
  readonly #places = new Map<string, MessagePlace & { readonly keyStates: KeyState[] }>()

  constructor(surveyed: readonly SurveyedRepository[]) {
    const named = surveyed.flatMap(one =>
      [one.repository, ...(one.name === undefined ? [] : [one.name])].map(name => [canonicalName(name), one] as const),
    )
    this.#repositories = new Map(named)
    for (const { keyState, channel } of surveyed.flatMap(({ keys }) => keys)) {
      if (channel === undefined) continue
      const place = { environment: keyState.key.environment, channel }
      const known = this.#places.get(placeKey(place)) ?? { ...place, keyStates: [] }
      known.keyStates.push(keyState)
      this.#places.set(placeKey(place), known)
    }
  }

  get places(): readonly PlaceStates[] {
    return [...this.#places.values()]
  }

  /**
   * What is known of a place's keys, those that a message remembers among them: such a key may be known to belong here no
   * more, or it could not be read. A key that is in neither belongs to no repository of this scan.
   */
  at(place: MessagePlace, metadataOnly: readonly NotifiedService[], now: Instant): readonly KeyState[] {
    const keyStates = this.#places.get(placeKey(place))?.keyStates ?? []
    const known = new Set(keyStates.map(({ key }) => keyText(key)))
    return [
      ...keyStates,
      ...metadataOnly.filter(({ key }) => !known.has(key)).flatMap(notified => this.#other(notified, place, now)),
    ]
  }

  #other(notified: NotifiedService, { environment }: MessagePlace, now: Instant): readonly KeyState[] {
    const [repository = '', service = ''] = notified.key.split('#')
    const key = { repository, service, environment }
    const surveyed = this.#repositories.get(repository)
    if (surveyed === undefined) {
      return now - notified.seen * 1000 < FORGOTTEN_AFTER ? [] : [{ kind: 'unwatched', key, why: 'not-scanned' }]
    }
    const { kind, finding } = surveyed
    if ((kind === 'failed' || kind === 'left-out') && finding !== undefined) return [{ kind: 'unread', key, finding }]
    // It was read, or is closed, and is not reported here: another channel, `stale: off`, or gone from the policy.
    return [{ kind: 'unwatched', key, why: kind === 'closed' ? 'closed' : 'policy' }]
  }
}
