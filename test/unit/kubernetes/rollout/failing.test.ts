import { beforeEach, describe, expect, test } from 'vitest'
import type { Pod } from '../../../../src/kubernetes/api/pods-and-events.ts'
import type { Deployment } from '../../../../src/kubernetes/kinds/deployment.ts'
import { AFTER, deployment, pod } from '../workload-facts.ts'
import { Following, incomplete } from './following.ts'

let it: Following
beforeEach(() => {
  it = new Following()
})

const REFUSED: Pod['status'] = {
  containerStatuses: [{ name: 'app', state: { waiting: { reason: 'InvalidImageName' } } }],
}
const named = (one: Deployment, name: string): Deployment => ({ ...one, metadata: { ...one.metadata, name } })

describe('what holds the rollout up', () => {
  const unpulled: Pod['status'] = {
    containerStatuses: [{ name: 'app', state: { waiting: { reason: 'ErrImagePull', message: 'dial tcp: timeout' } } }],
  }
  const crashed = pod({ state: { terminated: { exitCode: 1, finishedAt: AFTER } } })

  test('is said when it becomes known, once, again when it is something else, and when it has healed', async () => {
    const said: string[] = []
    await it.begin({ onFailing: cause => said.push(cause?.code ?? 'healed') })
    await it.show(incomplete)
    await it.showPods(pod({ state: { running: {} } }))
    expect(said).toEqual([])
    await it.showPods(pod({}, { status: unpulled }))
    await it.showPods(pod({}, { status: unpulled }))
    expect(said).toEqual(['image-registry-unreachable'])
    await it.showPods(crashed)
    expect(said).toEqual(['image-registry-unreachable', 'crash'])
    await it.showPods(pod({}, { status: unpulled }))
    await it.showPods(pod({ state: { running: {} } }))
    await it.showPods(pod({}, { status: unpulled }))
    expect(said.slice(2)).toEqual(['image-registry-unreachable', 'healed', 'image-registry-unreachable'])
  })

  test('is not said when it ends the rollout: the end says it', async () => {
    const said: string[] = []
    await it.begin({ onFailing: cause => said.push(cause?.code ?? 'healed') })
    await it.show(incomplete)
    await it.showPods(pod({}, { status: REFUSED }))
    expect(it.result?.outcome).toBe('failed')
    expect(said).toEqual([])
  })

  test('stands in a table every 30 s, which leaves out what is complete', async () => {
    await it.begin({ timeoutMs: 100_000, stableForMs: 0 }, ['web', 'api'])
    await it.show(incomplete, named(deployment(), 'api'))
    await it.showPods(pod({}, { status: unpulled }))
    const tables = () => it.log.lines.filter(line => /^info: (After| {2})/.test(line))
    await it.clock.advance(29_999)
    expect(tables()).toEqual([])
    await it.clock.advance(1)
    const table = [
      'info: After 30 s 1 of 2 are complete; not yet:',
      'info:   Deployment/web  2/2 updated, 1 available  image-registry-unreachable: dial tcp: timeout',
    ]
    expect(tables()).toEqual(table)
    await it.clock.advance(30_000)
    expect(tables()).toEqual([...table, 'info: After 60 s 1 of 2 are complete; not yet:', table[1]])
    await it.showPods(pod({ ready: true, state: { running: {} } }))
    await it.show(deployment())
    expect(it.result?.outcome).toBe('complete')
  })
})
