import { expect, test } from 'vitest'
import { inSeries, requestTable } from '../src/request-report.ts'

test.each([
  ['none', [], 0],
  ['one', [[0, 150]], 1],
  [
    'side by side',
    [
      [0, 150],
      [1, 151],
      [149, 299],
    ],
    1,
  ],
  [
    'one after the other',
    [
      [0, 150],
      [150, 300],
      [301, 451],
    ],
    3,
  ],
  // The long one is overtaken by two short ones.
  [
    'the longest chain counts',
    [
      [0, 400],
      [10, 150],
      [160, 310],
      [320, 390],
      [410, 560],
    ],
    4,
  ],
  [
    'never answered: no request came after it',
    [
      [0, undefined],
      [150, 300],
    ],
    1,
  ],
] as const)('requests in series: %s', (_what, times, expected) => {
  const requests = times.map(([receivedMonotonic, answeredMonotonic]) => ({ receivedMonotonic, answeredMonotonic }))
  expect(inSeries(requests)).toBe(expected)
})

test('the table of endpoints: how often in each way, with which parameters, whether all were validated', () => {
  const get = { method: 'GET', operationId: 'repos/get', query: {}, body: undefined, validated: true }
  const runs = { ...get, operationId: 'actions/list-workflow-runs-for-repo', query: { per_page: '1', event: 'push' } }
  const status = { ...get, operationId: 'repos/create-deployment-status' }
  const query = { ...get, operationId: 'graphql', body: { query: 'query Line($v0: String!) { viewer { login } }' } }
  const ways = {
    'by event': [query, runs, status, status, { ...get, operationId: undefined, validated: false }],
    'by dispatch': [get, { ...runs, query: { event: 'deployment', per_page: '9' }, validated: false }, status],
  }
  expect(requestTable(ways, { 'repos/create-deployment-status': 'few' }).split('\n')).toEqual([
    '| endpoint | by event | by dispatch | validated |',
    '| --- | --- | --- | --- |',
    '| `GET …` | 0 | 1 | yes |',
    '| `GET …/actions/runs?event&per_page` | 1 | 1 | **no** |',
    '| `POST /graphql: Line` | 1 | 0 | yes |',
    '| `POST …/deployments/{deployment_id}/statuses` | few | few | yes |',
    '| `not modelled` | 1 | 0 | **no** |',
  ])
})
