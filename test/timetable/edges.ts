import type { Iso } from './rows.ts'

/** Whether an instant is quiet; the zone's rules decide, not an offset. */
export interface QuietEdge {
  readonly zone: string
  readonly hours?: readonly string[]
  readonly days?: readonly string[]
  readonly dates?: readonly string[]
  /** In UTC. */
  readonly at: Iso
  readonly quiet: boolean
  readonly why: string
}

const NIGHT = { zone: 'Europe/Berlin', hours: ['18:00-08:00'] }
const SUNDAY = { zone: 'Europe/Berlin', days: ['sunday'] }
const CHRISTMAS = { zone: 'Europe/Berlin', dates: ['2026-12-25'] }
const TWICE = { zone: 'Europe/Berlin', hours: ['02:30-02:45'] }
const HOUR = { zone: 'Europe/Berlin', hours: ['02:00-03:00'] }

export const QUIET_EDGES: readonly QuietEdge[] = [
  { ...NIGHT, at: '2026-10-23T15:59:59Z', quiet: false, why: '17:59:59 CEST' },
  { ...NIGHT, at: '2026-10-23T16:00:00Z', quiet: true, why: '18:00 CEST: the beginning belongs to it' },
  { ...NIGHT, at: '2026-10-23T22:00:00Z', quiet: true, why: 'midnight, in the middle' },
  { ...NIGHT, at: '2026-10-24T05:59:59Z', quiet: true, why: '07:59:59 CEST' },
  { ...NIGHT, at: '2026-10-24T06:00:00Z', quiet: false, why: '08:00 CEST: the end does not belong to it' },
  {
    ...NIGHT,
    at: '2026-10-25T06:00:00Z',
    quiet: true,
    why: 'the changed day: 07:00 CET, 08:00 only by the old offset',
  },
  { ...NIGHT, at: '2026-10-25T06:59:59Z', quiet: true, why: 'the changed day: 07:59:59 CET' },
  { ...NIGHT, at: '2026-10-25T07:00:00Z', quiet: false, why: 'the changed day: 08:00 CET, the exact end' },
  { ...NIGHT, at: '2026-10-25T16:59:59Z', quiet: false, why: 'the changed day: 17:59:59 CET' },
  { ...NIGHT, at: '2026-10-25T17:00:00Z', quiet: true, why: 'the changed day: 18:00 CET' },
  { ...NIGHT, at: '2027-03-28T05:59:59Z', quiet: true, why: 'spring, the changed day: 07:59:59 CEST' },
  { ...NIGHT, at: '2027-03-28T06:00:00Z', quiet: false, why: 'spring, the changed day: 08:00 CEST' },
  { ...SUNDAY, at: '2026-10-24T21:59:59Z', quiet: false, why: 'Saturday 23:59:59 CEST' },
  { ...SUNDAY, at: '2026-10-24T22:00:00Z', quiet: true, why: 'Sunday begins at 00:00 CEST' },
  { ...SUNDAY, at: '2026-10-25T22:59:59Z', quiet: true, why: 'and ends after 25 hours: 23:59:59 CET' },
  { ...SUNDAY, at: '2026-10-25T23:00:00Z', quiet: false, why: 'Monday 00:00 CET' },
  { ...CHRISTMAS, at: '2026-12-24T22:59:59Z', quiet: false, why: '24 December, 23:59:59 CET' },
  { ...CHRISTMAS, at: '2026-12-24T23:00:00Z', quiet: true, why: '25 December, 00:00 CET' },
  { ...CHRISTMAS, at: '2026-12-25T22:59:59Z', quiet: true, why: '25 December, 23:59:59 CET' },
  { ...CHRISTMAS, at: '2026-12-25T23:00:00Z', quiet: false, why: '26 December, 00:00 CET' },
  { ...TWICE, at: '2026-10-25T00:30:00Z', quiet: true, why: '02:30 CEST, the first time' },
  { ...TWICE, at: '2026-10-25T00:45:00Z', quiet: false, why: '02:45 CEST' },
  { ...TWICE, at: '2026-10-25T01:30:00Z', quiet: true, why: '02:30 CET, the second time' },
  { ...TWICE, at: '2026-10-25T01:45:00Z', quiet: false, why: '02:45 CET' },
  { ...HOUR, at: '2026-10-25T01:59:59Z', quiet: true, why: '02:59:59 CET: the hour that is there twice lasts two' },
  { ...HOUR, at: '2026-10-25T02:00:00Z', quiet: false, why: '03:00 CET' },
  { ...HOUR, at: '2027-03-28T00:59:59Z', quiet: false, why: '01:59:59 CET' },
  { ...HOUR, at: '2027-03-28T01:00:00Z', quiet: false, why: '03:00 CEST: in spring there is no 02:00' },
  {
    zone: 'Asia/Kathmandu',
    hours: ['18:00-08:00'],
    at: '2026-10-23T02:14:59Z',
    quiet: true,
    why: '07:59:59, 5 h 45 min ahead of UTC',
  },
  { zone: 'Asia/Kathmandu', hours: ['18:00-08:00'], at: '2026-10-23T02:15:00Z', quiet: false, why: '08:00' },
  {
    zone: 'Europe/Berlin',
    hours: ['18:00-08:00', '12:00-13:00'],
    at: '2026-10-23T10:30:00Z',
    quiet: true,
    why: '12:30 CEST, in the second of two',
  },
]

/** Whether a commit is stale: age is elapsed time, whatever the local clock does. */
export interface AgeEdge {
  readonly since: Iso
  readonly after: '4h' | '1d' | '2d'
  readonly at: Iso
  readonly stale: boolean
  readonly why: string
}

export const AGE_EDGES: readonly AgeEdge[] = [
  { since: '2026-10-20T10:00:00Z', after: '4h', at: '2026-10-20T13:59:59Z', stale: false, why: 'a second too young' },
  { since: '2026-10-20T10:00:00Z', after: '4h', at: '2026-10-20T14:00:00Z', stale: true, why: 'exactly 4 h' },
  {
    since: '2026-10-25T00:30:00+02:00',
    after: '4h',
    at: '2026-10-25T03:29:59+01:00',
    stale: false,
    why: 'from 00:30 CEST to 03:29:59 CET it is 3:59:59 h',
  },
  {
    since: '2026-10-25T00:30:00+02:00',
    after: '4h',
    at: '2026-10-25T03:30:00+01:00',
    stale: true,
    why: '4 h have passed, though the local clock shows three more',
  },
  {
    since: '2027-03-28T00:30:00+01:00',
    after: '4h',
    at: '2027-03-28T05:29:59+02:00',
    stale: false,
    why: 'spring: the local clock shows nearly five more',
  },
  {
    since: '2027-03-28T00:30:00+01:00',
    after: '4h',
    at: '2027-03-28T05:30:00+02:00',
    stale: true,
    why: 'spring: 4 h have passed',
  },
  {
    since: '2026-10-24T12:00:00+02:00',
    after: '1d',
    at: '2026-10-25T10:59:59+01:00',
    stale: false,
    why: 'a day is 24 hours: one second is missing',
  },
  {
    since: '2026-10-24T12:00:00+02:00',
    after: '1d',
    at: '2026-10-25T11:00:00+01:00',
    stale: true,
    why: 'a day is 24 hours, also when Sunday has 25',
  },
  {
    since: '2026-10-24T08:30:00+02:00',
    after: '2d',
    at: '2026-10-26T07:30:00+01:00',
    stale: true,
    why: 'ledger1 of the timetable',
  },
]
