import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { config, live, plan, reasonsOf, WEB } from './planned.ts'

describe('a changed ConfigMap', () => {
  const before = { ...live('ConfigMap'), data: { a: '1' } }
  const set = (value: string) => `${config(value)}---\n${WEB}`
  const deployed = async () => {
    const object = (await plan(set('1'), [before])).objects[1]?.manifest.object
    return { ...live('Deployment'), spec: object?.spec } as KubeObject
  }

  test('restarts the pods that read it', async () => {
    const workload = await deployed()
    const same = await plan(set('1'), [before, workload])
    expect(same.objects[1]?.manifest.object.spec).toEqual(workload.spec)
    const changed = await plan(set('2'), [before, workload])
    expect(changed.objects[1]?.manifest.object.spec).not.toEqual(workload.spec)
  })

  test('is a notice for what never restarts a pod', async () => {
    const bare = `${config('1')}---\n${WEB.replace('Deployment', 'ReplicaSet')}`
    const first = await plan(bare, [before])
    expect(reasonsOf(first)).toEqual([])
    const workload = { ...live('ReplicaSet'), spec: first.objects[1]?.manifest.object.spec } as KubeObject
    expect(reasonsOf(await plan(bare, [before, workload]))).toEqual([])
    const changed = await plan(bare.replace('a: "1"', 'a: "2"'), [before, workload])
    expect(changed.warnings).toMatchObject([
      {
        reason: 'config-not-read',
        text: expect.stringMatching(/^ReplicaSet\/web: .* \(a ReplicaSet is never restarted\)$/),
      },
    ])
  })

  test('is a notice where the policy has it off', async () => {
    const off = { restartOnConfig: false }
    const plain = (await plan(set('1'), [before], [], off)).objects[1]?.manifest.object
    const workload = { ...live('Deployment'), spec: plain?.spec } as KubeObject
    expect(reasonsOf(await plan(set('1'), [before, workload], [], off))).toEqual([])
    expect(reasonsOf(await plan(set('2'), [before, workload], [], off))).toEqual(['config-not-read'])
  })

  test('is changed also by what goes with the one that made it, which the dry run does not show', async () => {
    const off = { restartOnConfig: false }
    const plain = (await plan(set('1'), [before], [], off)).objects[1]?.manifest.object
    const workload = { ...live('Deployment'), spec: plain?.spec } as KubeObject
    const made = (keys: object, data: object) => {
      const fieldsV1 = { 'f:data': keys }
      const of = { manager: 'kubectl-client-side-apply', operation: 'Update', apiVersion: 'v1', fieldsV1 }
      return { ...live('ConfigMap', { managedFields: [of] }), data }
    }
    const same = made({ 'f:a': {} }, { a: '1' })
    expect(reasonsOf(await plan(set('1'), [same, workload], [], off))).toEqual(['object-adopted'])
    const more = made({ 'f:a': {}, 'f:b': {} }, { a: '1', b: '2' })
    expect(reasonsOf(await plan(set('1'), [more, workload], [], off))).toEqual(['object-adopted', 'config-not-read'])
  })
})
