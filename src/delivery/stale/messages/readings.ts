import type { Instant } from '../../../domain/history/facts.ts'
import { keyText } from '../../../domain/history/key.ts'
import type { Reading } from '../../../domain/stale/effect.ts'
import type { ToldKey } from '../../../domain/stale/notified.ts'
import { DAY } from '../../../policy/duration.ts'
import { canonicalName } from '../../../text/canonical-name.ts'
import type { SurveyedRepository } from '../survey/survey.ts'
import { type Place, placeText, type ReadPlace } from './place.ts'

/**
 * A repository that is scanned no more leaves its messages after this time, not at once: another job's scan that goes by
 * the same name may be the one that looks at it.
 */
const FORGOTTEN_AFTER = 2 * DAY

/** What this run knows, by place. */
export class Readings {
  readonly #repositories: ReadonlyMap<string, SurveyedRepository>
  readonly #places = new Map<string, Place & { readonly readings: Reading[] }>()

  constructor(surveyed: readonly SurveyedRepository[]) {
    const named = surveyed.flatMap(one =>
      [one.repository, ...(one.name === undefined ? [] : [one.name])].map(name => [canonicalName(name), one] as const),
    )
    this.#repositories = new Map(named)
    for (const { reading, channel } of surveyed.flatMap(({ keys }) => keys)) {
      if (channel === undefined) continue
      const place = { environment: reading.key.environment, channel }
      const known = this.#places.get(placeText(place)) ?? { ...place, readings: [] }
      known.readings.push(reading)
      this.#places.set(placeText(place), known)
    }
  }

  get places(): readonly ReadPlace[] {
    return [...this.#places.values()]
  }

  /**
   * What is known of a place's keys, those that a message remembers among them: such a key may be known to belong here no
   * more, or nobody could look. One that is not among the readings then is nobody's any more for now.
   */
  at(place: Place, remembered: readonly ToldKey[], now: Instant): readonly Reading[] {
    const readings = this.#places.get(placeText(place))?.readings ?? []
    const known = new Set(readings.map(({ key }) => keyText(key)))
    return [
      ...readings,
      ...remembered.filter(({ key }) => !known.has(key)).flatMap(told => this.#other(told, place, now)),
    ]
  }

  #other(told: ToldKey, { environment }: Place, now: Instant): readonly Reading[] {
    const [repository = '', service = ''] = told.key.split('#')
    const key = { repository, service, environment }
    const surveyed = this.#repositories.get(repository)
    if (surveyed === undefined) return now - told.seen * 1000 < FORGOTTEN_AFTER ? [] : [{ kind: 'unwatched', key }]
    const { kind, finding } = surveyed
    if ((kind === 'failed' || kind === 'left-out') && finding !== undefined) return [{ kind: 'unread', key, finding }]
    // It was read, or is closed, and is not told of here: another channel, `stale: off`, or gone from the policy.
    return [{ kind: 'unwatched', key }]
  }
}
