import type { Answer } from '../../../../src/commands/answer/answer.ts'
import type { ContinueCode } from '../../../../src/commands/answer/continue.ts'
import type { LockFacts } from '../../../../src/commands/answer/lock.ts'
import { DEPLOY_SAMPLES } from './deploy-samples.ts'
import { DOCTOR_SAMPLES } from './doctor-samples.ts'
import { COUNTS_SAMPLES, HISTORY_SAMPLES } from './history-samples.ts'
import { STATUS_SAMPLES } from './status-samples.ts'

const repository = 'acme/hello'

const LOCK: LockFacts = {
  ...{ name: 'svc.hello.env.production', holds: 'production of hello', state: 'held', owner: 'ada' },
  ...{ reason: 'new database', link: 'https://acme.example/1', claim: 'c-1' },
  ...{ created: '2026-01-05T12:00:00.000Z', expires: '2026-01-05T14:00:00.000Z' },
}
const OLD: LockFacts = { ...LOCK, owner: 'bo', reason: 'a fix', expires: null, link: '' }
const STRANGE: LockFacts = {
  ...LOCK,
  state: 'unreadable',
  claim: null,
  owner: null,
  reason: 'it is not JSON',
  created: null,
  expires: null,
}

function continued<Code extends ContinueCode>(code: Code, text: string) {
  const log = text === '' ? '' : 'https://github.example/acme/hello/actions/runs/9'
  const deployment = { id: 7, sha: 'f1bbcd8'.padEnd(40, '0') }
  const what = { how: 'promote', service: 'hello', environment: 'production', requester: 'ada' } as const
  return { schema: 1, code, ...what, deployment, end: { text, log } } as const
}

/** An answer of every code; one that is missing does not compile. */
export const SAMPLES: Readonly<Record<Answer['code'], readonly Answer[]>> = {
  locked: [{ schema: 1, code: 'locked', repository, lock: LOCK, before: null, notify: null }],
  extended: [{ schema: 1, code: 'extended', repository, lock: { ...LOCK, expires: null }, before: LOCK, notify: null }],
  'taken-over': [
    { schema: 1, code: 'taken-over', repository, lock: LOCK, before: { ...OLD, state: 'over' }, notify: null },
  ],
  stolen: [
    { schema: 1, code: 'stolen', repository, lock: LOCK, before: OLD, notify: 'bo' },
    { schema: 1, code: 'stolen', repository, lock: LOCK, before: STRANGE, notify: null },
  ],
  unlocked: [
    {
      schema: 1,
      code: 'unlocked',
      repository,
      holds: 'production of hello',
      before: OLD,
      notify: 'bo',
      still: [{ ...LOCK, name: 'all', holds: 'everything' }],
    },
  ],
  'not-locked': [
    { schema: 1, code: 'not-locked', repository, holds: 'everything', before: null, notify: null, still: [] },
  ],
  status: STATUS_SAMPLES,
  history: HISTORY_SAMPLES,
  'history-counts': COUNTS_SAMPLES,
  ...DEPLOY_SAMPLES,
  ...DOCTOR_SAMPLES,
  promoted: [continued('promoted', 'Deployed in 14 s')],
  'promoted-held': [continued('promoted-held', '2/3: 2 of 5 pods run f1bbcd8, healthy 60 s')],
  aborted: [continued('aborted', 'aborted by ada at 1 of 5 pods; daa66d1 is live, as before')],
  'continue-failed': [continued('continue-failed', 'Deployment/web: crash')],
  'continue-open': [continued('continue-open', '')],
}
