import { expect, test } from 'vitest'
import type { KubernetesClient } from '../../../../src/kubernetes/api/client.ts'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import type { AppliedObject } from '../../../../src/kubernetes/apply/apply.ts'
import type { Cluster } from '../../../../src/kubernetes/connection/cluster.ts'
import { unreachedServices } from '../../../../src/kubernetes/rollout/service-endpoints.ts'
import { HeldClock } from '../../held-clock.ts'

function applied(kind: string, spec: object): AppliedObject {
  const object = { apiVersion: 'v1', kind, metadata: { name: 'web' }, spec }
  return {
    ...{ manifest: { object, file: 'web.yaml', line: 3 }, action: 'created', kind, name: 'web', namespace: 'shop' },
    ...{ uid: 'u', generation: 0, resourceVersion: '1', object, at: 0, warnings: [] },
  }
}
const SERVICE = applied('Service', { selector: { app: 'web' }, ports: [{ port: 80 }] })
const slice = (ready: boolean, ports: readonly object[] = [{ port: 80 }]) => ({
  endpoints: [{ conditions: { ready } }],
  ports,
})

/** The reasons found when the cluster answers with these slices, one answer after the other. */
async function found(
  object: AppliedObject,
  answers: readonly (readonly object[] | 403)[],
  known: readonly string[] = [],
) {
  const clock = new HeldClock()
  let asked = 0
  const client: Pick<KubernetesClient, 'get'> = {
    get: async () => {
      const items = answers[Math.min(asked++, answers.length - 1)]
      if (items === 403) throw new KubernetesError(403, 'Forbidden', 'no')
      return { code: 200, at: 0, body: { items } }
    },
  }
  const warnings = known.map(where => ({ reason: 'reference-dangling', where, text: 'x' }) as const)
  let reasons: readonly string[] | undefined
  const done = unreachedServices(
    { client, clock } as unknown as Cluster,
    [object],
    warnings,
    new AbortController().signal,
  )
  void done.then(all => {
    reasons = all.map(({ reason }) => reason)
  })
  for (let second = 0; second < 5 && reasons === undefined; second++) await clock.advance(1_000)
  return { reasons, asked }
}

test.each<[string, Parameters<typeof found>, readonly string[], number]>([
  ['a pod is ready', [SERVICE, [[slice(true)]]], [], 1],
  ['a pod is ready a moment later', [SERVICE, [[slice(false)], [slice(true)]]], [], 2],
  ['none is', [SERVICE, [[slice(false)]]], ['service-unreached'], 3],
  ['there is no slice', [SERVICE, [[]]], ['service-unreached'], 3],
  ['no container has the port', [SERVICE, [[slice(true, [])]]], ['service-unreached'], 3],
  [
    'it has no ports',
    [applied('Service', { selector: { app: 'web' }, clusterIP: 'None' }), [[slice(true, [])]]],
    [],
    1,
  ],
  ['it selects nothing by itself', [applied('Service', { ports: [] }), [[]]], [], 0],
  ['it was warned of before', [SERVICE, [[]], ['web.yaml:3']], [], 0],
  ['the credentials may not read it', [SERVICE, [403]], [], 1],
  ['it is no Service', [applied('ConfigMap', { selector: {} }), [[]]], [], 0],
])('a Service: %s', async (_, [object, answers, known], reasons, asked) => {
  expect(await found(object, answers, known)).toEqual({ reasons, asked })
})
