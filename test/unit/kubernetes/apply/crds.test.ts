import { expect, test } from 'vitest'
import { untilEstablished } from '../../../../src/kubernetes/apply/crds.ts'
import type { PlannedObject } from '../../../../src/kubernetes/apply/plan.ts'
import type { Cluster } from '../../../../src/kubernetes/connection/cluster.ts'
import { HeldClock } from '../../held-clock.ts'

const crd = (name: string): PlannedObject => ({
  manifest: {
    object: { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name } },
    file: 'crd.yaml',
    line: 1,
  },
  path: `/${name}`,
  stage: 'crds',
})
const status = (type: string, value: string) => ({ status: { conditions: [{ type, status: value }] } })

function waiting(answer: (path: string) => object) {
  const clock = new HeldClock()
  const client = { get: async (path: string) => ({ code: 200, at: 0, body: answer(path) }) }
  const state: { ended: boolean; failure?: unknown } = { ended: false }
  void untilEstablished({ client, clock } as unknown as Cluster, [crd('a'), crd('b')]).then(
    () => {
      state.ended = true
    },
    thrown => {
      state.failure = thrown
    },
  )
  return { clock, state }
}

test('waits until every CRD is established', async () => {
  const established = new Set<string>()
  const { clock, state } = waiting(path => status('Established', established.has(path) ? 'True' : 'False'))
  await clock.advance(100)
  established.add('/a')
  await clock.advance(100)
  expect(state.ended).toBe(false)
  established.add('/b')
  await clock.advance(100)
  expect(state.ended).toBe(true)
})

test('gives up after 30 s, and names the CRD', async () => {
  const { clock, state } = waiting(() => status('NamesAccepted', 'True'))
  await clock.advance(29_999)
  expect(state.failure).toBeUndefined()
  await clock.advance(100)
  expect(state.failure).toMatchObject({
    reason: 'crd-not-established',
    outcome: 'failed',
    message: 'CustomResourceDefinition/a: applied, but not served by the cluster after 30 s; see its conditions',
  })
})

test('does not wait for one whose names another has', async () => {
  const message = '"things" is already in use'
  const { clock, state } = waiting(() => ({
    status: { conditions: [{ type: 'NamesAccepted', status: 'False', message }] },
  }))
  await clock.advance(0)
  expect(state.failure).toMatchObject({
    reason: 'crd-not-established',
    message: 'CustomResourceDefinition/a: its names are taken: "things" is already in use',
  })
})
