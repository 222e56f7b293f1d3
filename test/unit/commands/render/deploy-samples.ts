import type { DeployAnswer, DeployCode, DeployPlan } from '../../../../src/commands/answer/deploy.ts'

const repository = 'acme/hello'

const COMMIT = { sha: 'f1bbcd8'.padEnd(40, '0'), title: 'Pay by card (#412)', author: 'ada' }
const OTHER = { sha: '77b02cd'.padEnd(40, '0'), title: 'Fix rounding (#411)', author: 'bo' }
const REVERT = { sha: 'a1b2c3d'.padEnd(40, '0'), title: 'Revert "Pay by card (#412)" (#413)', author: 'ada' }

const PLAN: DeployPlan = {
  ...{ repository, service: 'hello', environment: 'production', requester: 'ada' },
  ...{ to: COMMIT, kind: 'forward', dashboard: 'https://grafana.example/d/x?sha=f1bbcd8' },
  from: { sha: 'daa66d1'.padEnd(40, '0'), since: '2026-01-05T10:58:00.000Z', by: 'dana' },
  train: {
    ...{ count: 30, more: false, commits: [COMMIT, OTHER], authors: ['ada', 'bo'] },
    compare: 'https://github.example/acme/hello/compare/daa66d1...f1bbcd8',
  },
  newer: { count: 1, more: false, commits: [REVERT] },
  reverts: [REVERT],
  ...{ ignored: [], force: null, reason: '', notes: ['deployment 6 of 1234567 to production is in progress'] },
}
const FORCED: DeployPlan = {
  ...PLAN,
  force: 'outage',
  ignored: [{ code: 'check-failed', text: 'check ci / test failed' }],
}
const BACK: DeployPlan = { ...PLAN, kind: 'back', reason: '5xx', reverts: [], newer: { ...PLAN.newer, commits: [] } }
const FIRST: DeployPlan = {
  ...{ ...PLAN, from: null, kind: 'first', reverts: [] },
  train: { count: 0, more: false, commits: [], authors: [], compare: '' },
}

const DEPLOYMENT = { id: 7, made: 'now', creator: 'acme-door[bot]' } as const
const END = { text: 'Deployed in 14 s', log: 'https://github.example/acme/hello/actions/runs/9', seconds: 40 }

function ended<Code extends DeployCode>(code: Code, plan: DeployPlan, text: string) {
  return { schema: 1, code, plan, deployment: DEPLOYMENT, end: { ...END, text }, hold: null } as const
}

/** An answer of every code. */
export const DEPLOY_SAMPLES: Readonly<Record<DeployAnswer['code'], readonly DeployAnswer[]>> = {
  'already-live': [{ schema: 1, code: 'already-live', plan: { ...PLAN, kind: 'again' } }],
  deployed: [
    ended('deployed', PLAN, 'Deployed in 14 s'),
    ended('deployed', FORCED, 'Deployed in 14 s'),
    { ...ended('deployed', FIRST, 'Deployed in 14 s'), deployment: { ...DEPLOYMENT, made: 'before' } },
    { ...ended('deployed', { ...PLAN, kind: 'off-line' }, ''), deployment: { ...DEPLOYMENT, made: 'other' } },
    {
      ...ended('deployed', BACK, 'Deployed in 14 s'),
      hold: {
        taken: true,
        claim: 'c-1',
        holds: 'production of hello',
        reason: 'rollback: 5xx',
        expires: '2026-01-05T14:00:00.000Z',
      },
    },
    { ...ended('deployed', BACK, 'Deployed in 14 s'), hold: { taken: false, why: 'it is locked by bo' } },
  ],
  'deploy-refused': [ended('deploy-refused', PLAN, 'image not found')],
  'deploy-failed': [ended('deploy-failed', PLAN, 'Deployment/web: crash; daa66d1 is live again')],
  'deploy-superseded': [ended('deploy-superseded', PLAN, 'deployment 8 came first')],
  'deploy-cancelled': [ended('deploy-cancelled', PLAN, 'ada cancelled it')],
  'deploy-error': [ended('deploy-error', PLAN, 'the run was lost')],
  'deploy-dry-run': [ended('deploy-dry-run', PLAN, '3 would change')],
  'deploy-not-picked-up': [ended('deploy-not-picked-up', PLAN, 'no run')],
  'deploy-held': [
    ended(
      'deploy-held',
      PLAN,
      '1/3: 1 of 5 pods run 3f2c1ab, healthy 60 s; promote or abort (aborts itself Fri 14:00 UTC)',
    ),
  ],
  'deploy-open': [ended('deploy-open', PLAN, '5/5 Following the rollout')],
}
