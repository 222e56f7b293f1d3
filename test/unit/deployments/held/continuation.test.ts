import { expect, test } from 'vitest'
import { askerOf } from '../../../../src/deployments/held/continuation.ts'
import { askedUrl } from '../../../../src/domain/claims/asked.ts'
import type { DeploymentRecord, DeploymentStatus } from '../../../../src/domain/deployment/record.ts'
import { type DeployRequest, readRequest } from '../../../../src/domain/deployment/request.ts'
import { parsePolicy } from '../../../../src/policy/policy.ts'

const PAGE = 'https://github.com/acme/hello'
const policy = parsePolicy('doors: [the-door, other-door]\nenvironments: { staging: }\n', { repository: 'hello' })

/** Bob has asked for the deployment, through the door. */
function request(creator = 'the-door[bot]'): DeployRequest {
  const record: DeploymentRecord = {
    ...{ id: 7, sha: 'a'.repeat(40), ref: 'main', task: 'deploy', environment: 'staging', url: '' },
    ...{ creator, byPerson: !creator.endsWith('[bot]'), createdAt: '2026-11-26T10:00:00Z' },
    payload: JSON.stringify({ 'commit-train': 1, actor: { login: 'bob', proof: 'comment' } }),
  }
  return readRequest(record, policy) as DeployRequest
}

const status = (minute: number, description: string, logUrl: string): DeploymentStatus => ({
  ...{ id: minute + 1, state: 'in_progress', description, logUrl },
  createdAt: `2026-11-26T10:${String(minute).padStart(2, '0')}:00Z`,
})
const HELD = status(0, 'Held 1/3: 1 of 5 pods run aaaaaaa', `${PAGE}/actions/runs/1/attempts/1`)
const ASKED = status(
  1,
  'Promoting to 2/3, asked by alice',
  askedUrl({ page: PAGE, environment: 'staging' }, 'promote', 'comment:1'),
)

test.each([
  ['the door that made the deployment too', 'the-door[bot]', 'the-door[bot]', [HELD, ASKED], 'alice', true],
  ['another door than that', 'the-door[bot]', 'other-door[bot]', [HELD, ASKED], 'alice', true],
  ['a door, and a deployment of a person', 'bob', 'the-door[bot]', [HELD, ASKED], 'alice', true],
  ['a job of its own run: a reviewer has let it go on', 'the-door[bot]', 'the-door[bot]', [HELD], 'bob', true],
  ['an App that is no door', 'the-door[bot]', 'robot[bot]', [HELD, ASKED], 'robot[bot]', false],
  ['a person, whatever a door says', 'the-door[bot]', 'carol', [HELD, ASKED], 'carol', true],
] as const)('started by %s', (_what, creator, startedBy, statuses, login, isPerson) => {
  expect(askerOf(request(creator), startedBy, 'promote', statuses).requester).toMatchObject({ login, isPerson })
})

test('a door that asked for something else does not speak for who asked for that', () => {
  expect(askerOf(request('bob'), 'the-door[bot]', 'abort', [HELD, ASKED]).requester).toMatchObject({ isPerson: false })
})
