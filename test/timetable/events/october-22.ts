import type { EventRow } from '../rows.ts'

/** Thursday, 22 October to Sunday, 25 October, when summer time ends. */
export const OCTOBER22: readonly EventRow[] = [
  // Thursday, 22 October
  { at: '2026-10-22T08:40:00+02:00', kind: 'merge', service: 'mail', commit: 'mail4', by: 'ben', reverts: 'mail3' },
  { at: '2026-10-22T09:30:00+02:00', kind: 'unlock', service: 'auth', environment: 'canary', by: 'dan' },
  { at: '2026-10-22T09:50:00+02:00', kind: 'force-push', service: 'cron', commit: 'cron1b', by: 'dan', onto: 'cron0' },
  {
    at: '2026-10-22T10:00:00+02:00',
    kind: 'merge',
    service: 'mail',
    commit: 'mail5',
    by: 'dan',
    paths: ['docs/setup.md'],
  },
  {
    at: '2026-10-22T10:40:00+02:00',
    kind: 'deployment',
    service: 'auth',
    environment: 'canary',
    commit: 'auth2',
    by: 'ben',
    statuses: [
      ['2026-10-22T10:41:00+02:00', 'in_progress'],
      ['2026-10-22T11:20:00+02:00', 'success'],
    ],
  },
  { at: '2026-10-22T13:00:00+02:00', kind: 'merge', service: 'images', commit: 'images1', by: 'cleo', checks: 'red' },
  {
    at: '2026-10-22T14:05:00+02:00',
    kind: 'deployment',
    service: 'api',
    environment: 'production',
    commit: 'api2',
    by: 'cleo',
    statuses: [
      ['2026-10-22T14:06:00+02:00', 'in_progress'],
      ['2026-10-22T14:09:00+02:00', 'success'],
    ],
  },
  {
    at: '2026-10-22T15:10:00+02:00',
    kind: 'deployment',
    service: 'mail',
    environment: 'staging',
    commit: 'mail4',
    by: 'ben',
    statuses: [
      ['2026-10-22T15:10:00+02:00', 'in_progress'],
      ['2026-10-22T15:13:00+02:00', 'success'],
    ],
  },
  {
    at: '2026-10-22T15:30:00+02:00',
    kind: 'deployment',
    service: 'api',
    environment: 'production',
    commit: 'api1',
    by: 'ben',
    statuses: [
      ['2026-10-22T15:31:00+02:00', 'in_progress'],
      ['2026-10-22T15:34:00+02:00', 'success'],
    ],
  },
  {
    at: '2026-10-22T19:00:00+02:00',
    kind: 'deployment',
    service: 'web',
    environment: 'staging',
    commit: 'web2',
    by: 'ada',
    statuses: [
      ['2026-10-22T19:00:00+02:00', 'in_progress'],
      ['2026-10-22T19:03:00+02:00', 'success'],
    ],
  },
  {
    at: '2026-10-22T19:30:00+02:00',
    kind: 'deployment',
    service: 'web',
    environment: 'production',
    commit: 'web2',
    by: 'ada',
    statuses: [
      ['2026-10-22T19:31:00+02:00', 'in_progress'],
      ['2026-10-22T19:33:00+02:00', 'success'],
    ],
  },
  // Friday, 23 October
  { at: '2026-10-23T08:30:00+02:00', kind: 'merge', service: 'auth', commit: 'auth3', by: 'ada' },
  { at: '2026-10-23T09:20:00+02:00', kind: 'checks-green', service: 'images', commit: 'images1' },
  { at: '2026-10-23T09:40:00+02:00', kind: 'merge', service: 'images', commit: 'images2', by: 'dan' },
  {
    at: '2026-10-23T12:20:00+02:00',
    kind: 'deployment',
    service: 'auth',
    environment: 'canary',
    commit: 'auth3',
    by: 'ada',
    statuses: [
      ['2026-10-23T12:20:00+02:00', 'waiting'],
      ['2026-10-26T09:30:00+01:00', 'in_progress'],
      ['2026-10-26T09:45:00+01:00', 'success'],
    ],
  },
  {
    at: '2026-10-23T14:10:00+02:00',
    kind: 'deployment',
    service: 'cron',
    environment: 'production',
    commit: 'cron1b',
    by: 'dan',
    statuses: [
      ['2026-10-23T14:11:00+02:00', 'in_progress'],
      ['2026-10-23T14:13:00+02:00', 'success'],
    ],
  },
  {
    at: '2026-10-23T14:20:00+02:00',
    kind: 'deployment',
    service: 'images',
    environment: 'canary',
    commit: 'images2',
    by: 'dan',
    statuses: [
      ['2026-10-23T14:21:00+02:00', 'in_progress'],
      ['2026-10-23T14:30:00+02:00', 'failure'],
    ],
  },
  {
    at: '2026-10-23T15:30:00+02:00',
    kind: 'deployment',
    service: 'images',
    environment: 'canary',
    commit: 'images2',
    by: 'dan',
    statuses: [
      ['2026-10-23T15:31:00+02:00', 'in_progress'],
      ['2026-10-23T15:36:00+02:00', 'success'],
    ],
  },
  { at: '2026-10-23T16:30:00+02:00', kind: 'merge', service: 'web', commit: 'web3', by: 'ben' },
  // The week-end of the change: 24 and 25 October. On Sunday 03:00 CEST becomes 02:00 CET.
  { at: '2026-10-24T08:30:00+02:00', kind: 'merge', service: 'ledger', commit: 'ledger1', by: 'dan' },
  { at: '2026-10-25T00:30:00+02:00', kind: 'merge', service: 'mail', commit: 'mail6', by: 'cleo' },
]
