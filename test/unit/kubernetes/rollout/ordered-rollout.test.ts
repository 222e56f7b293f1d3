import { beforeEach, describe, expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import type { Plan } from '../../../../src/kubernetes/apply/plan.ts'
import { stageOf } from '../../../../src/kubernetes/apply/stages.ts'
import type { Cluster } from '../../../../src/kubernetes/connection/cluster.ts'
import type { FollowResult } from '../../../../src/kubernetes/rollout/follow.ts'
import { OrderedRollout } from '../../../../src/kubernetes/rollout/ordered-rollout.ts'
import type { RolloutWatch } from '../../../../src/kubernetes/rollout/watch-rollouts.ts'
import { RecordingLogger } from '../../recording-logger.ts'

const object = (kind: string, apiVersion: string, name: string, run?: string): KubeObject => ({
  ...{ apiVersion, kind },
  metadata: { name, ...(run === undefined ? {} : { annotations: { 'commit-train.dev/run': run } }) },
})
const SET = [
  object('ValidatingWebhookConfiguration', 'admissionregistration.k8s.io/v1', 'check'),
  object('Job', 'batch/v1', 'report', 'after'),
  object('Deployment', 'apps/v1', 'web'),
  object('Job', 'batch/v1', 'beside'),
  object('Job', 'batch/v1', 'migrate', 'before'),
  object('ConfigMap', 'v1', 'settings'),
  object('Namespace', 'v1', 'shop'),
]

/** What happened, in its order: `apply Deployment/web`, `follow Job/migrate`. */
let happened: string[]
/** How the following of a set ends that has this object. */
let failing: Record<string, FollowResult['outcome']>
/** What a set says that has this object. */
let remarks: Record<string, FollowResult['remarks']>
let log: RecordingLogger
beforeEach(() => {
  happened = []
  failing = {}
  remarks = {}
  log = new RecordingLogger()
})

function rollout(objects: readonly KubeObject[]): OrderedRollout {
  const plan: Plan = {
    objects: objects.map(each => ({
      manifest: { object: each, file: 'f.yaml', line: 1 },
      path: `/${each.metadata.name}`,
      stage: each.kind === 'Service' ? 'switched' : stageOf(each),
    })),
    warnings: [],
    left: [],
  }
  const client = {
    apply: (_: string, body: KubeObject) => {
      happened.push(`apply ${body.kind}/${body.metadata.name}`)
      return Promise.resolve({ code: 201, at: 0, body })
    },
  }
  const rollouts: RolloutWatch = {
    close: () => undefined,
    follow: (applied, { stableForMs, timeoutMs }) => {
      const names = applied.map(({ kind, name }) => `${kind}/${name}`)
      happened.push(`follow ${names.join(' ')} for ${timeoutMs}, stable ${stableForMs}`)
      const broken = names.find(name => failing[name] !== undefined)
      const outcome = (broken === undefined ? undefined : failing[broken]) ?? 'complete'
      const cause = broken === undefined ? undefined : { object: broken }
      const workloads = names.map(name => ({ object: name }))
      const said = names.flatMap(name => remarks[name] ?? [])
      const all = said.length === 0 ? {} : { remarks: said }
      return Promise.resolve({ outcome, workloads, causes: [], cause, ...all } as unknown as FollowResult)
    },
  }
  let left = 100
  return new OrderedRollout({ client, log } as unknown as Cluster, plan, rollouts, {
    apply: {},
    follow: () => ({ timeoutMs: left--, stableForMs: 10 }),
  })
}

test('Jobs before succeed before the workloads are applied, Jobs after when they are complete, then what is called', async () => {
  const it = rollout(SET)
  expect(await it.apply()).toBeUndefined()
  happened.push('—')
  const result = await it.follow()
  expect(happened).toEqual([
    'apply Namespace/shop',
    'apply ConfigMap/settings',
    'apply Job/migrate',
    'follow Job/migrate for 100, stable 0',
    'apply Deployment/web',
    'apply Job/beside',
    '—',
    'follow Deployment/web Job/beside Job/migrate ConfigMap/settings Namespace/shop for 99, stable 10',
    'apply Job/report',
    'follow Job/report for 98, stable 0',
    'apply ValidatingWebhookConfiguration/check',
    'follow ValidatingWebhookConfiguration/check for 97, stable 0',
  ])
  expect(result).toMatchObject({ outcome: 'complete' })
  expect(result.workloads.map(({ object }) => object)).toContain('Job/report')
  expect(log.lines).toEqual(['info: Before the workloads: Job/migrate', 'info: After the workloads: Job/report'])
})

test.each(['failed', 'timeout', 'taken-over', 'superseded'] as const)(
  'a Job before that ends %s ends the deployment: nothing else is applied',
  async outcome => {
    failing['Job/migrate'] = outcome
    expect(await rollout(SET).apply()).toMatchObject({
      outcome,
      remarks: [
        {
          reason: 'objects-not-applied',
          text: 'not applied, because of Job/migrate: ValidatingWebhookConfiguration/check, Job/report, Deployment/web, Job/beside',
        },
      ],
    })
    expect(happened).not.toContain('apply Deployment/web')
  },
)

test('workloads that fail leave out what comes after them', async () => {
  failing['Deployment/web'] = 'failed'
  const it = rollout(SET)
  await it.apply()
  expect(await it.follow()).toMatchObject({
    outcome: 'failed',
    remarks: [{ text: 'not applied, because of Deployment/web: ValidatingWebhookConfiguration/check, Job/report' }],
  })
  expect(happened).not.toContain('apply Job/report')
})

describe('what leads traffic to new pods', () => {
  const SWITCH = [...SET, object('Service', 'v1', 'web')]

  test('is applied when they are ready; that they stay so is seen with the traffic, and Jobs after come last', async () => {
    const it = rollout(SWITCH)
    await it.apply()
    expect(happened).not.toContain('apply Service/web')
    happened.length = 0
    expect(await it.follow()).toMatchObject({ outcome: 'complete' })
    const all = 'Deployment/web Job/beside Job/migrate ConfigMap/settings Namespace/shop'
    expect(happened.slice(0, 4)).toEqual([
      `follow ${all} for 99, stable 0`,
      'apply Service/web',
      `follow ${all} Service/web for 98, stable 10`,
      'apply Job/report',
    ])
    expect(log.lines).toContain('info: To the new pods, which are ready: Service/web')
  })

  test.each(['failed', 'timeout', 'taken-over', 'superseded'] as const)(
    'is left as it is where they end %s',
    async outcome => {
      failing['Deployment/web'] = outcome
      const it = rollout(SWITCH)
      await it.apply()
      expect(await it.follow()).toMatchObject({
        outcome,
        remarks: [{ text: expect.stringMatching(/, because of Deployment\/web: .*, Service\/web$/) }],
      })
      expect(happened).not.toContain('apply Service/web')
    },
  )
})

test('a Job after that fails is the failure of the deployment, which shows the workloads as well', async () => {
  failing['Job/report'] = 'failed'
  const it = rollout(SET)
  await it.apply()
  const result = await it.follow()
  expect(result).toMatchObject({ outcome: 'failed', cause: { object: 'Job/report' } })
  expect(result.workloads.map(({ object }) => object)).toEqual(expect.arrayContaining(['Deployment/web', 'Job/report']))
})

test('a set without Jobs of its own order is followed once', async () => {
  const it = rollout([object('Deployment', 'apps/v1', 'web')])
  await it.apply()
  await it.follow()
  expect(happened).toEqual(['apply Deployment/web', 'follow Deployment/web for 100, stable 10'])
})

test('what was remarked of each set is remarked of all, in its order', async () => {
  const remark = (text: string) => ({ reason: 'rollout-partial', text }) as const
  const [web, report, check] = [remark('no node'), remark('again'), remark('called')]
  remarks['Deployment/web'] = [web]
  expect((await rolledOut(SET)).remarks).toEqual([web])
  remarks['Job/report'] = [report]
  remarks['ValidatingWebhookConfiguration/check'] = [check]
  expect((await rolledOut(SET)).remarks).toEqual([web, report, check])
  remarks = { 'Job/report': [report] }
  expect((await rolledOut(SET)).remarks).toEqual([report])
  failing['Job/report'] = 'failed'
  expect((await rolledOut(SET)).remarks).toEqual([
    report,
    {
      reason: 'objects-not-applied',
      text: 'not applied, because of Job/report: ValidatingWebhookConfiguration/check',
    },
  ])
})

async function rolledOut(objects: readonly KubeObject[]): Promise<FollowResult> {
  const it = rollout(objects)
  await it.apply()
  return it.follow()
}
