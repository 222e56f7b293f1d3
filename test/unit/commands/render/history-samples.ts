import type { HistoryAnswer, HistoryEntry, PlaceFigures } from '../../../../src/commands/answer/history.ts'

const [one = '', two = '', three = ''] = ['98c4753', 'daa66d1', 'f1bbcd8'].map(short => short.padEnd(40, '0'))
const MINUTES = 60_000

const head = {
  schema: 1,
  ...{ repository: 'acme/ledger', at: '2026-01-05T12:00:00.000Z', services: ['ledger'], several: false },
  ...{ environments: ['production'], unread: [] },
} as const

const plain: HistoryEntry = {
  ...{ id: 1, sha: two, by: 'dana', created: '2026-01-05T10:58:00.000Z', log: 'https://acme.example/runs/1' },
  ...{ service: 'ledger', environment: 'production', from: one, fromKnown: true, outcome: 'success', text: '' },
  ...{
    took: 41_000,
    liveFor: 62 * MINUTES,
    live: true,
    rollback: false,
    reason: '',
    forced: null,
    local: false,
    restored: null,
  },
}

const NOT_LIVE = { took: 9_000, liveFor: null, live: false } as const

export const HISTORY_SAMPLES: readonly HistoryAnswer[] = [
  {
    ...{ ...head, code: 'history', older: true },
    deployments: [
      { ...plain, id: 9, outcome: 'open', text: '5/5 Rollout', ...NOT_LIVE, took: null, forced: 'outage' },
      {
        ...plain,
        id: 8,
        sha: three,
        from: two,
        outcome: 'failed',
        text: 'crash; daa66d1 is live again',
        restored: 'daa66d1',
        ...NOT_LIVE,
      },
      { ...plain, id: 7 },
      { ...plain, id: 6, sha: one, from: two, by: 'bo', rollback: true, reason: '5xx', live: false },
      { ...plain, id: 5, from: two, live: false },
      { ...plain, id: 4, outcome: 'refused', text: '1 check did not pass', ...NOT_LIVE },
      { ...plain, id: 3, outcome: 'dry-run', text: '3 objects would change', ...NOT_LIVE },
      { ...plain, id: 2, from: null, outcome: 'superseded', text: 'deployment 3 is newer', ...NOT_LIVE },
      { ...plain, id: 1, from: null, fromKnown: false, by: '', live: false },
    ],
  },
  {
    ...{ ...head, code: 'history', older: false, services: ['ledger', 'web'], several: true },
    environments: ['staging', 'production'],
    deployments: [plain, { ...plain, service: 'web', environment: 'staging', outcome: 'cancelled', text: '' }],
  },
  { ...{ ...head, code: 'history', older: false, deployments: [] } },
  {
    ...{ ...head, code: 'history', older: true, deployments: [] },
    unread: [{ part: 'deployments', text: 'GitHub cannot be reached' }],
  },
]

const busy: PlaceFigures = {
  ...{ service: 'ledger', environment: 'production', frequency: { perDay: 0.4, n: 12 } },
  ...{ leadTime: { median: 190 * MINUTES, n: 31 }, leadTimeUnknown: 2 },
  changeFailure: { share: 0.25, failed: 3, n: 12 },
  ...{ restore: { median: 22 * MINUTES, n: 2 }, unrestored: 1 },
  days: [
    { day: '2026-01-05', succeeded: 2, failed: 1, back: 1, others: 0 },
    { day: '2026-01-03', succeeded: 1, failed: 0, back: 0, others: 2 },
  ],
}

const idle: PlaceFigures = {
  ...{ service: 'ledger', environment: 'canary', frequency: null, leadTime: null, leadTimeUnknown: 0 },
  ...{ changeFailure: null, restore: null, unrestored: 0, days: [] },
}

const period = { from: '2025-12-06T12:00:00.000Z', to: '2026-01-05T12:00:00.000Z', whole: true }

export const COUNTS_SAMPLES: readonly HistoryAnswer[] = [
  { ...head, code: 'history-counts', period, places: [busy, { ...idle, frequency: { perDay: 0, n: 0 } }] },
  {
    ...{ ...head, code: 'history-counts', period: { ...period, whole: false }, several: true },
    places: [
      ...['a', 'b', 'c', 'd', 'e', 'f'].map(service => ({ ...busy, service })),
      { ...idle, leadTimeUnknown: 1, unrestored: 2 },
    ],
  },
]
