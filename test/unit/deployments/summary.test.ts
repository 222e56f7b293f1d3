import { describe, expect, test } from 'vitest'
import { redacted } from '../../../src/deployments/endings.ts'
import type { DeploymentProgress } from '../../../src/deployments/progress.ts'
import { deploymentSummary } from '../../../src/deployments/summary.ts'
import { viewOf } from '../../../src/deployments/view.ts'
import type { Ending } from '../../../src/domain/deployment/ending.ts'
import type { Finding } from '../../../src/errors.ts'
import type { AppliedObject } from '../../../src/kubernetes/apply/apply.ts'
import type { FollowResult, WorkloadReport } from '../../../src/kubernetes/rollout/watch-rollouts.ts'

import { SHA } from './ended-view.ts'

const hide = (text: string): string => text.replaceAll('hun_ter*2', '***')
const CONTEXT = { owner: 'acme', repository: 'hello', page: 'https://github.com/acme/hello', logUrl: 'log' }

/** The summary of a deployment, from what was known of it when it ended. */
function summary(given: Partial<DeploymentProgress>, ending: Ending, ms = 1): string {
  const progress: DeploymentProgress = {
    ...{ deploymentId: 7, requester: 'ada', commit: SHA, service: 'hello', environment: 'staging' },
    image: 'ghcr.io/acme/hello@sha256:abc',
    steps: [
      { step: 'gate', ms: 412 },
      { step: 'rollout', ms: 12_400 },
    ],
    touched: true,
    leaving: [],
    pruned: [],
    warnings: [],
    ...given,
  }
  return deploymentSummary(viewOf(progress, { ending: redacted(ending, hide), ms }, CONTEXT, hide))
}

const WEB: WorkloadReport = {
  object: 'Deployment/web',
  namespace: 'staging',
  name: 'web',
  state: 'complete',
  text: '2/2 updated, 2 available',
  seconds: 2.34,
  desired: 2,
  updated: 2,
  available: 2,
}

const success: Ending = { outcome: 'success', reason: 'deployed', text: 'Deployed in 14 s', findings: [] }

function applied(kind: string, action: AppliedObject['action']): AppliedObject {
  const object = { apiVersion: 'v1', kind, metadata: { name: 'web' } }
  return {
    manifest: { object, file: 'web.yaml', line: 1 },
    action,
    kind,
    name: 'web',
    namespace: 'staging',
    uid: 'u',
    generation: 1,
    resourceVersion: '1',
    object,
    at: 0,
    warnings: [],
  }
}

describe('a success', () => {
  const rollout: FollowResult = { outcome: 'complete', workloads: [WEB], causes: [] }
  const objects = [applied('Service', 'unchanged'), applied('Deployment', 'changed')]
  const text = summary({ rollout, applied: objects }, success, 14_000)

  test('has no reason to explain', () => {
    expect(text).not.toContain('reasons.md')
  })

  test('says what went where, and how long each part took', () => {
    expect(text).toMatch(/^## ✅ Deployed: hello 1a2b3c4 to staging\n/)
    expect(text).toContain(`[\`${SHA}\`](https://github.com/acme/hello/commit/${SHA})`)
    expect(text).toContain('| image | `ghcr.io/acme/hello@sha256:abc` |')
    expect(text).toContain('| time | 14 s (gate 0.4 s, rollout 12 s) |')
    expect(text).toContain('| `Deployment/web` | staging | 2/2 updated, 2 available | 2.3 s |')
    expect(text).toContain('2 objects: 1 changed, 1 unchanged')
    expect(text).toContain('| `Deployment/web` | staging | changed |')
    expect(text).not.toContain('`Service/web`')
    expect(text).not.toContain('live now')
  })

  test('of one object, and nothing else', () => {
    const shown = summary({ applied: [applied('Service', 'created')], steps: [] }, success, 1000)
    expect(shown).toContain('<summary>1 object: 1 created</summary>')
    expect(shown).toContain('| time | 1.0 s |')
    expect(shown).toContain('| environment | staging |')
    expect(shown).not.toContain('workload')
  })
})

test('what was applied before a restore is shown as that', () => {
  const restore = { kind: 'restored', commit: SHA, release: 'abc1234' } as const
  const shown = summary({ applied: [applied('Service', 'created')], restore }, { ...success, outcome: 'failed' })
  expect(shown).toContain('<summary>Before it was restored: 1 object: 1 created</summary>')
})

test('warnings are listed, each with its place; without any there is no word of them', () => {
  const warnings: Finding[] = [
    { reason: 'object-adopted', text: 'taken over from helm', where: 'web.yaml:1' },
    { reason: 'object-left-behind', text: 'stays in the cluster' },
  ]
  expect(summary({ warnings }, success)).toContain(
    'Warnings:\n\n- `web.yaml:1` taken over from helm\n- stays in the cluster',
  )
  expect(summary({}, success)).not.toContain('Warnings')
})

describe('a failure', () => {
  const cause = {
    code: 'container-command-invalid',
    object: 'Deployment/web',
    namespace: 'staging',
    container: 'app',
    text: 'container app cannot start',
    advice: 'Correct the command',
    fatality: 'fatal',
  } as const
  const rollout: FollowResult = {
    outcome: 'failed',
    workloads: [{ ...WEB, state: 'failing', text: '1/2 updated, 2 available', updated: 1 }],
    cause,
    causes: [cause],
    logs: { pod: 'web-1', container: 'app', previous: false, lines: ['```', 'exec: /nope'] },
  }
  const ending: Ending = {
    outcome: 'failed',
    reason: 'container-command-invalid',
    text: 'Deployment/web: <b>',
    findings: [],
  }
  const text = summary({ rollout }, ending)

  test('has the cause first, then the log, then what is live', () => {
    const order = ['Deployment/web: &lt;b&gt;', 'Correct the command', 'exec: /nope', 'What is live now', '| commit |']
    const places = order.map(part => text.indexOf(part))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(text).toContain('2 of 2 pods serve, the old version among them')
  })

  test('says no number of pods where none was seen', () => {
    const { desired: _, updated: __, available: ___, ...unseen } = WEB
    const job = { ...unseen, object: 'Job/migrate', text: '1 failed' }
    const ingress = { ...unseen, object: 'Ingress/web', text: 'has no address yet' }
    const workloads: readonly WorkloadReport[] = [{ ...job, state: 'failing' }, ingress]
    const shown = summary({ rollout: { ...rollout, workloads } }, ending)
    expect(shown).not.toContain('- `Ingress/web`')
    expect(shown).toContain('- `Job/migrate`: 1 failed\n')
    expect(shown).not.toContain('serve')
  })

  test('hides a secret before it escapes what would be Markdown in it', () => {
    const secret: Ending = { ...ending, text: 'bad token hun_ter*2' }
    const leaky: FollowResult = {
      ...rollout,
      logs: { pod: 'p', container: 'c', previous: false, lines: ['hun_ter*2'] },
    }
    const shown = summary({ rollout: leaky }, secret)
    expect(shown).toContain('bad token \\*\\*\\*')
    expect(shown).not.toMatch(/hun|ter/)
  })

  test('no line of a log ends its block', () => {
    expect(text).toContain('\n````\n```\nexec: /nope\n````')
  })
})

describe('a refusal', () => {
  const findings: Finding[] = [
    { reason: 'check-failed', text: 'ci / test | failure <img>', url: 'https://github.com/x y' },
    { reason: 'image-missing', text: 'no image @all', where: 'image' },
  ]
  const ending: Ending = { outcome: 'refused', reason: 'check-failed', text: '2 problems', findings }
  const text = summary({ touched: false }, ending)

  test('lists every item, linked, and says that nothing was changed', () => {
    expect(text).toMatch(/^## ⛔ Refused: hello/)
    expect(text).toContain('- [ci / test \\| failure &lt;img&gt;](https://github.com/x%20y)')
    expect(text).toContain('- `image` no image @\u200ball')
    expect(text).toContain('Nothing was changed')
  })

  test('leads to what its reason means', () => {
    expect(text).toMatch(/\n\nSee \[what `check-failed` means\]\(https:\S+\/docs\/reasons\.md#check-failed\)\.\n/)
  })
})

test('a lock in the way: who, until when, why, and the command that releases it', () => {
  const text = 'locked by ada until 2026-01-05T14:00Z: new <database> (bo started this run, not ada, who asked for it)'
  const finding: Finding = { reason: 'environment-locked', text, command: 'commit-train unlock production' }
  const ending: Ending = { outcome: 'refused', reason: 'environment-locked', text, findings: [finding] }
  expect(summary({ touched: false }, ending)).toContain(
    [
      '**locked by ada until 2026-01-05T14:00Z: new &lt;database&gt; (bo started this run, not ada, who asked for it)**',
      '',
      '```sh',
      'commit-train unlock production',
      '```',
      '',
      'See [',
    ].join('\n'),
  )
})
