import { describe, expect, test } from 'vitest'
import { CustomKinds } from '../../../../../src/kubernetes/kinds/custom/custom-kinds.ts'
import type { FollowedKind } from '../../../../../src/kubernetes/kinds/followed-kind.ts'
import { AFTER, AT, BEFORE, condition, judged, type Shown } from '../judged.ts'

function kindOf(apiVersion: string, kind: string): FollowedKind {
  const found = new CustomKinds().of({ apiVersion, kind, metadata: { name: 'web' } }, 'things')
  if (found === undefined) throw new Error(`${kind} is not followed`)
  return found
}
const conditions = (...all: readonly object[]): Shown => ({ status: { conditions: all } })
const at = (observedGeneration: number, one: object) => ({ ...one, observedGeneration })
type Row = readonly [string, Shown, string, string, readonly string[]]

const READY = condition('Ready', 'True')
const NOT_READY = condition('Ready', 'False', 'X', 'y')

describe.each<readonly [string, string, readonly Row[]]>([
  [
    'cert-manager.io/v1',
    'Certificate',
    [
      ['issued', conditions(READY), 'complete', 'Ready', []],
      [
        'issued anew',
        conditions(READY, condition('Issuing', 'True')),
        'progressing',
        'Issuing is True',
        ['resource-not-ready waiting'],
      ],
      ['no status', {}, 'progressing', 'waiting for its controller', ['resource-not-ready waiting']],
      [
        'the issuer refused',
        {
          status: {
            lastFailureTime: AFTER,
            conditions: [NOT_READY, condition('Issuing', 'False', 'Failed', 'denied')],
          },
        },
        'failing',
        'failed',
        ['resource-failed fatal'],
      ],
      [
        'another condition is False after a failure: the issuer has not refused',
        { status: { lastFailureTime: AFTER, conditions: [NOT_READY] } },
        'progressing',
        'Ready is False',
        ['resource-not-ready waiting'],
      ],
      [
        'the issuer refused once, long ago',
        {
          status: {
            lastFailureTime: BEFORE,
            conditions: [NOT_READY, condition('Issuing', 'False', 'Failed', 'denied')],
          },
        },
        'progressing',
        'Ready is False',
        ['resource-not-ready waiting'],
      ],
    ],
  ],
  [
    'external-secrets.io/v1',
    'ExternalSecret',
    [
      ['synchronised', { status: { syncedResourceVersion: '2-abc', conditions: [READY] } }, 'complete', 'Ready', []],
      [
        'synchronised before this change',
        { status: { syncedResourceVersion: '1-abc', conditions: [READY] } },
        'progressing',
        'waiting for its controller',
        ['resource-not-ready waiting'],
      ],
      [
        'failed since',
        { status: { syncedResourceVersion: '1-abc', conditions: [NOT_READY] } },
        'progressing',
        'Ready is False',
        ['resource-not-ready waiting'],
      ],
      ['no status', {}, 'progressing', 'waiting for its controller', ['resource-not-ready waiting']],
    ],
  ],
  [
    'serving.knative.dev/v1',
    'Service',
    [
      ['ready', { status: { observedGeneration: 2, conditions: [READY] } }, 'complete', 'Ready', []],
      [
        'worked on',
        conditions(condition('Ready', 'Unknown')),
        'progressing',
        'Ready is Unknown',
        ['resource-not-ready waiting'],
      ],
      ['failed, a moment ago', conditions(NOT_READY), 'progressing', 'Ready is False', ['resource-not-ready grace']],
      [
        'failed, and it stays',
        { ...conditions(NOT_READY), later: 10_000 },
        'failing',
        'Ready is False',
        ['resource-not-ready fatal'],
      ],
    ],
  ],
  [
    'keda.sh/v1alpha1',
    'ScaledObject',
    [
      ['ready, and scaled to 0', conditions(READY, condition('Active', 'False')), 'complete', 'Ready', []],
      ['paused', conditions(NOT_READY, condition('Paused', 'True')), 'complete', 'paused', []],
      [
        'its trigger does not work',
        conditions(NOT_READY),
        'progressing',
        'Ready is False',
        ['resource-not-ready waiting'],
      ],
    ],
  ],
  [
    'monitoring.coreos.com/v1',
    'Prometheus',
    [
      [
        'available',
        conditions(condition('Available', 'True'), condition('Reconciled', 'True')),
        'complete',
        'Available, Reconciled',
        [],
      ],
      [
        'degraded',
        conditions(condition('Available', 'Degraded'), condition('Reconciled', 'True')),
        'progressing',
        'Available is Degraded',
        ['resource-not-ready waiting'],
      ],
      [
        'cannot be used',
        conditions(condition('Available', 'True'), condition('Reconciled', 'False')),
        'progressing',
        'Reconciled is False',
        ['resource-not-ready waiting'],
      ],
      [
        'of the generation before',
        conditions(at(1, condition('Available', 'True')), at(1, condition('Reconciled', 'True'))),
        'progressing',
        'waiting for its controller',
        ['resource-not-ready waiting'],
      ],
      ['paused', { spec: { paused: true } }, 'complete', 'paused', []],
    ],
  ],
  [
    'bitnami.com/v1alpha1',
    'SealedSecret',
    [
      ['unsealed', conditions(condition('Synced', 'True')), 'complete', 'Synced', []],
      [
        'sealed with another key',
        conditions(condition('Synced', 'False')),
        'progressing',
        'Synced is False',
        ['resource-not-ready grace'],
      ],
    ],
  ],
  [
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    [
      [
        'accepted',
        {
          status: {
            parents: [{ conditions: [at(2, condition('Accepted', 'True')), at(2, condition('ResolvedRefs', 'True'))] }],
          },
        },
        'complete',
        'Accepted, ResolvedRefs',
        [],
      ],
      [
        'of two gateways one does not',
        {
          status: {
            parents: [
              { conditions: [condition('Accepted', 'True'), condition('ResolvedRefs', 'True')] },
              { conditions: [condition('Accepted', 'True'), condition('ResolvedRefs', 'False')] },
            ],
          },
        },
        'progressing',
        'ResolvedRefs is False',
        ['resource-not-ready waiting'],
      ],
      ['no gateway has answered', {}, 'progressing', 'waiting for its controller', ['resource-not-ready waiting']],
    ],
  ],
  [
    'gateway.networking.k8s.io/v1',
    'Gateway',
    [
      [
        'accepted and programmed',
        conditions(condition('Accepted', 'True'), condition('Programmed', 'True')),
        'complete',
        'Accepted, Programmed',
        [],
      ],
      [
        'not accepted',
        conditions(condition('Accepted', 'False'), condition('Programmed', 'True')),
        'progressing',
        'Accepted is False',
        ['resource-not-ready waiting'],
      ],
    ],
  ],
])('%s %s', (apiVersion, kind, rows) => {
  test.each(rows)('%s', (_, shown, state, text, causes) => {
    expect(judged(kindOf(apiVersion, kind), shown)).toMatchObject({ state, text, causes })
  })
})

test.each([
  ['cert-manager.io/v1', ['CertificateRequest', 'Issuer', 'ClusterIssuer'], 'Ready'],
  ['external-secrets.io/v1', ['SecretStore', 'ClusterSecretStore', 'PushSecret'], 'Ready'],
  ['sources.knative.dev/v1', ['PingSource'], 'Ready'],
  ['keda.sh/v1alpha1', ['ScaledJob'], 'Ready'],
  ['gateway.networking.k8s.io/v1', ['GatewayClass'], 'Accepted'],
])('%s %j is complete by its one condition', (apiVersion, kinds, type) => {
  for (const kind of kinds) {
    const state = (status: string) => judged(kindOf(apiVersion, kind), conditions(at(2, condition(type, status)))).state
    expect([kind, state('True'), state('Unknown')]).toEqual([kind, 'complete', 'progressing'])
  }
})

test('a certificate that failed in the second of the apply says what its issuer said', () => {
  const refused = condition('Issuing', 'False', 'Failed', 'the order is invalid')
  const shown = { status: { lastFailureTime: AT, conditions: [NOT_READY, refused] } }
  expect(judged(kindOf('cert-manager.io/v1', 'Certificate'), shown).why).toEqual(['Failed: the order is invalid'])
})
