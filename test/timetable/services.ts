import type { ServiceRow } from './rows.ts'

/** The scanning repository's policy. */
export const scanning = {
  zone: 'Europe/Berlin',
  hours: ['18:00-08:00'],
  days: ['saturday', 'sunday'],
  dates: [],
  /** GitHub login to Slack member. `eve` has no entry: she is named, never mentioned. */
  users: { ada: 'U0000000AD', ben: 'U0000000BE', cleo: 'U0000000CL', dan: 'U0000000DA' },
} as const

/** The first and the last scan; one each full hour. */
export const FIRST_SCAN = '2026-10-19T02:00:00+02:00'
export const LAST_SCAN = '2026-11-01T23:00:00+01:00'

const STAGING = { environment: 'staging', after: '4h', channel: 'C0STAGING1' } as const
const CANARY = { environment: 'canary', after: '4h', channel: 'C0CANARY01' } as const
const PRODUCTION = { environment: 'production', after: '1d', channel: 'C0PRODUCT1' } as const

export const SERVICES: readonly ServiceRow[] = [
  {
    service: 'web',
    watched: [STAGING, PRODUCTION],
    first: { commit: 'web0', by: 'ada', merged: '2026-10-15T10:00:00+02:00', live: true },
  },
  {
    service: 'api',
    watched: [STAGING, CANARY, PRODUCTION],
    first: { commit: 'api0', by: 'ben', merged: '2026-10-15T10:00:00+02:00', live: true },
  },
  {
    service: 'ledger',
    watched: [{ environment: 'production', after: '2d', channel: 'C0LEDGER01' }],
    first: { commit: 'ledger0', by: 'dan', merged: '2026-10-15T10:00:00+02:00', live: true },
  },
  {
    service: 'search',
    watched: [STAGING],
    minimum: 2,
    ignorePaths: ['docs/**', '*.md'],
    first: { commit: 'search0', by: 'dan', merged: '2026-10-15T10:00:00+02:00', live: true },
  },
  {
    service: 'mail',
    watched: [STAGING],
    ignorePaths: ['docs/**'],
    first: { commit: 'mail0', by: 'ben', merged: '2026-10-15T10:00:00+02:00', live: true },
  },
  {
    service: 'auth',
    watched: [CANARY],
    first: { commit: 'auth0', by: 'ada', merged: '2026-10-15T10:00:00+02:00', live: true },
  },
  {
    service: 'images',
    watched: [CANARY],
    first: { commit: 'images0', by: 'cleo', merged: '2026-10-15T10:00:00+02:00', live: true },
  },
  {
    service: 'cron',
    watched: [PRODUCTION],
    first: { commit: 'cron0', by: 'dan', merged: '2026-10-16T12:00:00+02:00', live: false },
  },
]
