import { expect, test } from 'vitest'
import { clusterItems } from '../../../../src/commands/doctor/cluster-items.ts'
import type { DoctorFacts } from '../../../../src/commands/doctor/facts.ts'
import { read, wrong } from './doctor-facts.ts'

const ACCESS = {
  server: 'https://c',
  version: 'v1.34.2',
  namespace: 'shop',
  kinds: ['configmaps'],
  isListWhole: true,
  missing: [],
}
const PODS = { group: '', resource: 'pods', verbs: ['watch'], what: 'x', isNeeded: true }

test.each<[string, DoctorFacts['cluster'], readonly string[]]>([
  ['not looked at', undefined, []],
  [
    'not reached',
    { isRead: false, finding: { reason: 'cluster-unreachable', text: 'no' } },
    ['stops cluster-unreachable cluster'],
  ],
  ['all', read(ACCESS), []],
  ['what is needed', read({ ...ACCESS, missing: [PODS] }), ['stops cluster-role-lacks namespace shop']],
  [
    'what is not',
    read({ ...ACCESS, missing: [{ ...PODS, isNeeded: false }] }),
    ['warning cluster-role-lacks namespace shop'],
  ],
  ['no kind at all', read({ ...ACCESS, kinds: [] }), ['stops cluster-role-lacks namespace shop']],
  [
    'no kind, by a list that is not whole',
    read({ ...ACCESS, kinds: [], isListWhole: false }),
    ['unknown - namespace shop'],
  ],
  ['a list that is not whole', read({ ...ACCESS, isListWhole: false }), ['unknown - namespace shop']],
])('cluster: %s', (_, cluster, expected) => {
  const items = clusterItems({ cluster, door: 'terminal' })
  expect(wrong(items)).toEqual(expected)
  const [lacks] = items.filter(({ code }) => code === 'cluster-role-lacks')
  if (lacks !== undefined && lacks.copy !== '')
    expect(lacks.copy).toBe("- { apiGroups: [''], resources: [pods], verbs: [watch] }")
})
