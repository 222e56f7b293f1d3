import type { LockFacts } from '../../../../src/commands/answer/lock.ts'
import type { DeploymentBrief, EnvironmentStatus, StatusAnswer } from '../../../../src/commands/answer/status.ts'

const SHAS = ['f1bbcd8', '77b02cd', '4540215', 'daa66d1', '98c4753'].map(short => short.padEnd(40, '0'))
const [head = '', rounding = '', limit = '', ledger = '', old = ''] = SHAS
const NOON = '2026-01-05T12:00:00.000Z'
const at = (time: string) => `2026-01-05T${time}:00.000Z`

const none = { live: [], heldBy: [], atLeast: false }
const passed = { environments: ['staging', 'production'], state: 'passed', failed: [], running: [], text: '' } as const

function deployment(id: number, sha: string, by: string, created: string): DeploymentBrief {
  return { id, sha, by, created: at(created), log: `https://acme.example/runs/${id}` }
}

const quiet: EnvironmentStatus = {
  ...{
    service: 'ledger',
    environment: 'development',
    unread: '',
    lastGood: null,
    older: false,
    open: [],
    failed: null,
  },
  live: { ...deployment(9, head, 'ada', '11:50'), since: at('11:51'), offBranch: false },
  train: { count: 0, more: false, authors: [], oldest: null, atLeast: false },
  ...{ lock: null, next: null, command: null },
}

const LOCK: LockFacts = {
  ...{ name: 'env.production', holds: 'production of every service', state: 'held', owner: 'ada', link: '' },
  ...{ reason: 'migration', claim: 'c-1', created: at('10:00'), expires: '2026-01-05T16:00:00.000Z' },
}

/** A busy service, as the wireframe of a status has it. */
const BUSY: StatusAnswer = {
  ...{ schema: 1, code: 'status', repository: 'acme/ledger', branch: 'main', at: NOON, services: ['ledger'] },
  several: false,
  commits: [
    {
      ...{ ...none, sha: head, title: 'Pay by card', author: 'ada', pullRequest: 412, merged: at('11:48') },
      checks: [passed],
    },
    {
      ...{ ...none, sha: rounding, title: 'Fix rounding (#411)', author: 'bo', pullRequest: 411, merged: at('11:00') },
      ...{ checks: [passed], live: [{ service: 'ledger', environment: 'staging' }] },
    },
    {
      ...{ ...none, sha: limit, title: 'New limit (#410)', author: 'chul', pullRequest: 410, merged: at('10:00') },
      checks: [
        { ...passed, state: 'failed', failed: ['ci / test'], environments: ['staging'] },
        { ...passed, state: 'missing', text: "required check 'lint' is missing", environments: ['production'] },
      ],
    },
    {
      ...{ ...none, sha: ledger, title: 'Ledger v2 (#409)', author: 'dana', pullRequest: 409, merged: at('07:00') },
      ...{ checks: [{ ...passed, state: 'running', running: ['e2e'] }], atLeast: true },
      live: [{ service: 'ledger', environment: 'production' }],
    },
  ],
  environments: [
    quiet,
    {
      ...quiet,
      environment: 'staging',
      live: { ...deployment(5, rounding, 'bo', '11:01'), since: at('11:02'), offBranch: false },
      lastGood: deployment(3, ledger, 'dana', '08:00'),
      open: [
        {
          ...deployment(8, head, 'ada', '11:57'),
          kind: 'deploying',
          text: '5/5 Rollout',
          since: at('11:58'),
          reviewers: [],
        },
      ],
      train: { count: 1, more: false, authors: ['ada'], oldest: at('11:48'), atLeast: false },
      next: {
        ...{ sha: head, title: 'Pay by card', verdict: 'allow', reason: 'allowed', text: 'may be deployed' },
        ...{ findings: [], newer: 0, newerText: '', takenOut: null },
      },
      command: 'deploy staging',
    },
    {
      ...quiet,
      environment: 'production',
      live: { ...deployment(4, ledger, 'dana', '10:57'), since: at('10:58'), offBranch: true },
      lastGood: deployment(2, old, 'bo', '08:00'),
      failed: {
        ...deployment(7, limit, 'chul', '11:20'),
        ...{ text: 'Failed: image not found', ended: at('11:21') },
      },
      train: { count: 3, more: false, authors: ['ada', 'bo', 'chul'], oldest: at('10:00'), atLeast: false },
      lock: LOCK,
      next: {
        ...{ sha: rounding, title: 'Fix rounding (#411)', verdict: 'refuse', reason: 'environment-locked' },
        text: 'locked by ada until 2026-01-05T16:00Z: migration; 1 check did not pass: ci / test (failure)',
        findings: [
          { reason: 'environment-locked', text: 'locked by ada until 2026-01-05T16:00Z: migration', url: '' },
          { reason: 'check-failed', text: "check 'ci / test' did not pass: failure", url: 'https://acme.example/c/1' },
        ],
        ...{ newer: 1, newerText: 'staging has not run it', takenOut: deployment(6, ledger, 'dana', '11:30') },
      },
      command: 'unlock production',
    },
  ],
  ...{ lockedIn: 'acme/ledger', locks: [LOCK], unread: [] },
}

/** Several services, and hardly anything could be read. */
const UNREAD: StatusAnswer = {
  ...BUSY,
  ...{ services: ['ledger', 'web'], several: true, commits: null, locks: null },
  environments: [
    {
      ...{ ...quiet, service: 'web', environment: 'production', live: null, train: null, lock: 'unreadable' },
      unread: 'GitHub did not list the deployments',
    },
    {
      ...quiet,
      live: null,
      older: true,
      open: (['waiting-for-approval', 'stuck', 'not-picked-up'] as const).map((kind, index) => {
        return {
          ...deployment(20 + index, head, '', '09:00'),
          kind,
          text: '1/5 Gate',
          since: at('09:00'),
          reviewers: ['grace', 'team ops'],
        }
      }),
      lock: { ...LOCK, expires: null, reason: '' },
    },
  ],
  unread: [
    { part: 'deployments', text: 'GitHub did not list the deployments' },
    { part: 'approvals', text: 'GitHub did not list the deployments' },
    { part: 'locks', text: 'GitHub cannot be reached' },
  ],
}

/** So many that those that say nothing are folded. */
const MANY: StatusAnswer = {
  ...BUSY,
  several: true,
  services: Array.from({ length: 14 }, (_, index) => `service-${index}`),
  environments: [
    ...Array.from({ length: 13 }, (_, index) => ({ ...quiet, service: `service-${index}` })),
    { ...quiet, service: 'service-13', live: null, lock: LOCK, command: 'unlock production' },
  ],
  locks: [
    LOCK,
    { ...LOCK, name: 'svc.other', holds: 'every environment of other', state: 'over', link: 'https://acme.example/2' },
  ],
}

export const STATUS_SAMPLES: readonly StatusAnswer[] = [BUSY, UNREAD, MANY]
