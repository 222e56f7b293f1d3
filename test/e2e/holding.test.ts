import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { deploymentTemplate } from '../platform/stage/deployment-template.ts'
import { LiveStage } from '../platform/stage/live-stage.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

const platform = usePlatform()
let it: LiveStage
beforeAll(() => LiveStage.pushImage(platform))
beforeEach(async () => {
  it = await LiveStage.open(platform, 'holding')
})
afterEach(async () => {
  await it.close()
})

const DEPLOYMENT = deploymentTemplate('sleep 3600')

test('three at once, without concurrency of the workflow: one at a time, and the newest is live in the end', async () => {
  const shas: string[] = []
  for (const text of ['one', 'two', 'three'])
    shas.push(await it.commit({ 'README.md': text, 'deploy/templates/deployment.yaml': DEPLOYMENT }))
  const asked = []
  for (const sha of shas) asked.push(await it.stage.ask(sha))
  const options = it.options({ inputs: { 'stable-for': '3s', timeout: '240s' } })
  const runs = await Promise.all(asked.map(one => it.stage.deploy(one, options)))

  expect(runs.map(({ outputs }) => outputs.outcome).filter(one => one !== 'success' && one !== 'superseded')).toEqual(
    [],
  )
  expect(runs.at(-1)?.outputs.outcome).toBe('success')
  const live = JSON.parse(await it.kubectl('get', 'deployment', 'hello', '-o', 'json'))
  expect(live.spec.template.spec.containers[0].env[0].value).toBe(shas.at(-1))

  // Nobody was refused a Lease, and each is given back.
  expect(runs.map(({ raw }) => raw).join('')).not.toContain('No Lease is held')
  const { items } = JSON.parse(await it.kubectl('get', 'leases', '-o', 'json'))
  expect(items).toMatchObject([{ spec: { leaseDurationSeconds: 60 } }])
  expect(items[0].spec.holderIdentity).toBeUndefined()
  expect(items[0].metadata.annotations['commit-train.dev/newest-deployment']).toMatch(
    new RegExp(`^${asked.at(-1)?.id} `),
  )

  // The record of one that was superseded, or replaced after its success, says so; none is left open.
  for (const [index, one] of asked.entries()) {
    const last = (await it.stage.statuses(one)).at(-1)
    const isLast = index === asked.length - 1
    const text = runs[index]?.outputs.outcome === 'success' ? 'Replaced by deployment' : 'Superseded: '
    expect(last).toMatchObject(
      isLast ? { state: 'success' } : { state: 'inactive', description: expect.stringContaining(text) },
    )
  }
  const applied = (await it.writes()).filter(({ objectRef }) => objectRef?.resource === 'deployments')
  expect(applied).toHaveLength(runs.filter(({ outputs }) => outputs.outcome === 'success').length)
})
