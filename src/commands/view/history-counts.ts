import { counted } from '../../text/counted.ts'
import { DAY, durationText, MINUTE } from '../../time/duration.ts'
import type { HistoryAnswer, PlaceFigures } from '../answer/history.ts'
import type { Block, Line } from './view.ts'

type Counts = Extract<HistoryAnswer, { code: 'history-counts' }>

/** More places than these get no column of their own. */
const MOST_COLUMNS = 6

/** The four figures of each place, then how many there were each day. */
export function countsBlocks(answer: Counts): readonly Block[] {
  const { places, period } = answer
  if (places.length === 0) return []
  return [
    { kind: 'line', line: periodLine(period) },
    {
      kind: 'table',
      columns: ['where', 'went live', 'lead time', 'change failure rate', 'time to restore'],
      rows: places.map(place => [
        [placeText(place, answer)],
        [frequencyText(place, period)],
        [leadText(place)],
        [failureText(place)],
        [restoreText(place)],
      ]),
    },
    ...daysBlocks(answer),
  ]
}

function periodLine({ from, to, whole }: Counts['period']): Line {
  const days = `${from.slice(0, 10)} to ${to.slice(0, 10)}`
  return whole ? [days] : [{ mark: 'warning' }, `${days}: older deployments were not read, there are too many`]
}

function placeText({ service, environment }: PlaceFigures, { several }: Counts): string {
  return several ? `${service} ${environment}` : environment
}

const NO_DATA = 'no data'

function frequencyText({ frequency }: PlaceFigures, { from, to }: Counts['period']): string {
  if (frequency === null) return NO_DATA
  const { perDay, n } = frequency
  if (n === 0) return 'never'
  if (perDay >= 1) return `${perDay < 10 ? perDay.toFixed(1) : Math.round(perDay)} a day (n = ${n})`
  return `${n} in ${counted(Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / DAY)), 'day')}`
}

function leadText({ leadTime, leadTimeUnknown }: PlaceFigures): string {
  const unknown = leadTimeUnknown === 0 ? '' : `, of ${leadTimeUnknown} more not known`
  return leadTime === null ? `${NO_DATA}${unknown}` : `${spanText(leadTime.median)} (n = ${leadTime.n}${unknown})`
}

function failureText({ changeFailure }: PlaceFigures): string {
  if (changeFailure === null) return NO_DATA
  const { share, failed, n } = changeFailure
  return `${Math.round(share * 100)} % (${failed} of ${n})`
}

function restoreText({ restore, unrestored }: PlaceFigures): string {
  const open = unrestored === 0 ? '' : `${unrestored} not over yet`
  if (restore === null) return open === '' ? NO_DATA : open
  return `${spanText(restore.median)} (n = ${restore.n}${open === '' ? '' : `, ${open}`})`
}

function spanText(ms: number): string {
  return durationText(ms, ms < MINUTE ? 'seconds' : 'largest-unit')
}

/** Days without any are left out. */
function daysBlocks(answer: Counts): readonly Block[] {
  const { places } = answer
  const days = [...new Set(places.flatMap(place => place.days.map(({ day }) => day)))].toSorted().toReversed()
  if (days.length === 0) return []
  const columns =
    places.length > MOST_COLUMNS
      ? [{ name: 'all', of: places }]
      : places.map(place => ({ name: placeText(place, answer), of: [place] }))
  return [
    {
      kind: 'table',
      columns: ['day', ...columns.map(({ name }) => name)],
      rows: days.map(day => [[day], ...columns.map(({ of }) => [dayText(of, day)])]),
    },
  ]
}

function dayText(places: readonly PlaceFigures[], day: string): string {
  const found = places.flatMap(place => place.days.filter(one => one.day === day))
  const sum = (name: 'succeeded' | 'failed' | 'back' | 'others') => found.reduce((all, one) => all + one[name], 0)
  const [succeeded, failed, back, others] = [sum('succeeded'), sum('failed'), sum('back'), sum('others')]
  if (succeeded + failed + others === 0) return ''
  const also = [
    ...(back > 0 ? [counted(back, 'rollback')] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(others > 0 ? [`${others} with another end`] : []),
  ]
  return `${succeeded}${also.length === 0 ? '' : ` (${also.join(', ')})`}`
}
