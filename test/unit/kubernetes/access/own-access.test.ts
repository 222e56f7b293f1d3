import { expect, test } from 'vitest'
import { readOwnAccess } from '../../../../src/kubernetes/access/own-access.ts'

const RULES = [
  { verbs: ['create', 'patch', 'get'], apiGroups: [''], resources: ['configmaps', 'pods/log'] },
  { verbs: ['create'], apiGroups: ['apps'], resources: ['deployments', 'statefulsets'] },
  { verbs: ['patch'], apiGroups: ['apps'], resources: ['deployments'] },
  { verbs: ['*'], apiGroups: ['batch'], resources: ['jobs'] },
  { verbs: ['*'], apiGroups: [''], resources: ['secrets'], resourceNames: ['one'] },
]

test('what the API server says that the credentials may do', async () => {
  const asked: unknown[] = []
  const client = {
    async create(path: string, body: unknown) {
      const { spec } = body as { spec: { resourceAttributes?: { resource: string; verb: string } } }
      asked.push(spec)
      const allowed = spec.resourceAttributes?.resource === 'pods' || spec.resourceAttributes?.verb === 'get'
      const status = path.endsWith('rulesreviews') ? { resourceRules: RULES, incomplete: true } : { allowed }
      return { code: 201, at: 0, body: { status } }
    },
  }
  const needs = [
    { group: '', resource: 'pods/log', verbs: ['get'], what: 'logs', isNeeded: false },
    { group: 'apps', resource: 'deployments', verbs: ['get', 'patch', 'delete'], what: 'workloads', isNeeded: true },
  ]
  expect(await readOwnAccess(client, 'shop', needs)).toEqual({
    kinds: ['configmaps', 'deployments.apps', 'jobs.batch'],
    isListWhole: false,
    missing: [{ ...needs[1], verbs: ['patch', 'delete'] }],
  })
  expect(asked).toContainEqual({
    resourceAttributes: { namespace: 'shop', group: '', resource: 'pods', subresource: 'log', verb: 'get' },
  })
})
