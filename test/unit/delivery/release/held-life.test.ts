import { expect, test } from 'vitest'
import { announceJobStart } from '../../../../src/deployments/job/start.ts'
import { createStatus } from '../../../../src/github/deployments.ts'
import { held } from './held-scene.ts'

const NOTHING_MORE = { kind: 'left-alone', expected: false } as const

test('a deployment is held, promoted by another run, and live', async () => {
  const { scene, first, second } = await held()
  const result = await scene.goOn('promote', second)
  expect(result).toMatchObject({ kind: 'ended', view: { ending: { outcome: 'success' } } })
  const lines = await scene.statusLines(second)
  expect(lines).toContain('in_progress: Promoting to all pods, asked by grace')
  expect(lines.at(-1)).toMatch(/^success: Deployed/)
  expect(await scene.last(first)).toBe(`inactive: Replaced by deployment ${second.id}`)
  expect([scene.version, scene.isHeld]).toEqual(['2', false])
  // A second time there is nothing left to promote.
  expect(await scene.goOn('promote', second)).toMatchObject({ ...NOTHING_MORE, reason: 'nothing-held' })
})

test('aborted, what was live is live, and the record says who', async () => {
  const { scene, second } = await held()
  await scene.goOn('abort', second)
  expect(await scene.last(second)).toMatch(
    /^error: Cancelled: aborted by grace at 1 of 2 pods; [0-9a-f]{7} is live, as before$/,
  )
  expect([scene.version, scene.isHeld]).toEqual(['1', false])
  expect(await scene.goOn('promote', second)).toMatchObject({ ...NOTHING_MORE, reason: 'nothing-held' })
})

test('a newer one is refused, names what is held, and leaves it as it is', async () => {
  const { scene, second } = await held()
  const third = await scene.next()
  expect(await scene.last(third)).toBe(
    `failure: Refused: deployment ${second.id} (${second.sha.slice(0, 7)}) holds staging at 1 of 2 pods; promote or abort it, or deploy all at once`,
  )
  const texts = [
    'what is held goes on: commit-train promote staging',
    'it is given up, and what is live comes back: commit-train abort staging',
    `this commit goes over it, to all pods at once: commit-train deploy staging ${third.sha.slice(0, 7)} --all-at-once`,
  ]
  const lines = texts.map(text => ({ reason: 'held-by-other', text }))
  expect(scene.result).toMatchObject({ view: { ending: { findings: [{ reason: 'held-by-other' }, ...lines] } } })
  expect([scene.version, scene.isHeld]).toEqual(['2', true])
  expect(await scene.goOn('promote', second)).toMatchObject({ view: { ending: { outcome: 'success' } } })
})

test('a hotfix goes over it all at once, says so, and what was held is superseded', async () => {
  const { scene, second } = await held()
  const third = await scene.next({ 'commit-train': 1, strategy: 'all' })
  expect(await scene.last(third)).toMatch(/^success: Deployed in .*; all at once, as asked$/)
  expect(await scene.last(second)).toBe(`inactive: Superseded: by deployment ${third.id}`)
  expect([scene.version, scene.isHeld]).toEqual(['3', false])
})

test('a hotfix that goes over it and fails ends it too: what is live again is all there is', async () => {
  const { scene, first, second } = await held()
  scene.cluster.behaviourOf = object => (JSON.stringify(object).includes('"value":"3"') ? 'missing-config' : 'healthy')
  const third = await scene.next({ 'commit-train': 1, strategy: 'all' })
  expect(await scene.last(third)).toMatch(new RegExp(`^failure: Failed: .*; ${first.sha.slice(0, 7)} is live again$`))
  expect(await scene.last(second)).toBe(`inactive: Superseded: by deployment ${third.id}`)
  expect(await scene.last(first)).toMatch(/^success: /)
  expect([scene.version, scene.isHeld]).toEqual(['1', false])
  // Nothing stands in the way of the next one, which goes in stages.
  expect(await scene.last(await scene.next())).toMatch(/^in_progress: Held 1\/1/)
})

test.each(['promote', 'abort'] as const)(
  'a run that is killed in the %s says how far it was, and holds nothing',
  async how => {
    const { scene, second } = await held()
    await scene.killed(second, how)
    const lines = await scene.statusLines(second)
    expect(lines.at(-1)).toMatch(
      how === 'promote'
        ? /^error: Cancelled: the run was stopped half-way; .*of \d objects were applied/
        : /^error: Cancelled: the run was stopped half-way; .*; restoring [0-9a-f]{7} was in progress$/,
    )
    expect(scene.recorded).toEqual(['good', 'begun'])
    expect(await scene.goOn('promote', second)).toMatchObject({ ...NOTHING_MORE, reason: 'nothing-held' })
  },
)

test('of two runs that go on with it at the same time one wins, the other changes nothing', async () => {
  const { scene, second } = await held()
  const contexts = [await scene.run(second.sha), await scene.run(second.sha)] as const
  const named = { by: 'id', id: second.id } as const
  // Both have said that they begin before either goes on.
  await announceJobStart(named, contexts[0], scene.effects, 'abort')
  const { kind, ...lost } = (await scene.timed(
    scene.deploy({ ...second, named, context: contexts[1] }, { continues: 'promote' }),
  )) as { kind: string; reason: string }
  expect([kind, lost.reason]).toEqual(['left-alone', 'held-by-other'])
  expect([scene.version, scene.isHeld]).toEqual(['2', true])
  await scene.timed(scene.deploy({ ...second, named, context: contexts[0] }, { continues: 'abort' }))
  expect(await scene.last(second)).toMatch(/^error: Cancelled: aborted by ada at 1 of 2 pods/)
})

test('one that is refused leaves it held, and can be asked for again', async () => {
  const { scene, second } = await held()
  const said = await scene.last(second)
  scene.lock = async () => ({ owner: 'bo', reason: 'migration', expiresAt: undefined })
  const refused = await scene.goOn('promote', second)
  expect(refused).toMatchObject({ view: { ending: { outcome: 'refused', reason: 'environment-locked' } } })
  expect(await scene.last(second)).toBe(said)
  // To abort brings back what is live: no lock is in its way.
  await scene.goOn('abort', second)
  expect(await scene.last(second)).toMatch(/^error: Cancelled: aborted by grace/)
})

test('one that is refused after another died half-way says so: it is not as held as before', async () => {
  const { scene, second } = await held()
  await createStatus(scene.effects.connectGitHub(), {
    ...{ deploymentId: second.id, state: 'in_progress', description: '5/5 Waiting for the rollout' },
    logUrl: 'https://github.com/acme/hello/actions/runs/4242/attempts/1#promote-1',
  })
  scene.lock = async () => ({ owner: 'bo', reason: 'migration', expiresAt: undefined })
  await scene.goOn('promote', second)
  expect(await scene.last(second)).toMatch(
    /^failure: Refused: .*; a run before it died at "5[/]5 Waiting for the rollout"$/,
  )
})

test('a further attempt of its run does not begin it again', async () => {
  const { scene, second } = await held()
  const context = await scene.run(second.sha, second.context)
  scene.kept.clear()
  expect(await scene.timed(scene.deploy({ ...second, context }))).toMatchObject({ ...NOTHING_MORE, reason: 'held' })
  expect(await scene.last(second)).toMatch(/^in_progress: Held/)
})

test('an older commit than what is live goes straight over it', async () => {
  const { scene, first, second } = await held()
  await scene.goOn('promote', second)
  const third = await scene.next()
  expect(await scene.last(third)).toMatch(/^in_progress: Held/)
  const back = await scene.again(first.sha)
  expect(await scene.last(back)).toMatch(/^success: Deployed/)
  expect(await scene.last(third)).toBe(`inactive: Superseded: by deployment ${back.id}`)
})

test.each([
  ['promote', 'apply'],
  ['abort', 'preflight'],
] as const)('a run that is stopped in the %s (%s) says what is live, or leaves it held', async (how, moment) => {
  const { scene, second } = await held()
  scene.at[moment] = () => scene.stop.abort(new Error('this run was stopped'))
  await scene.goOn(how, second).catch(() => undefined)
  const last = await scene.last(second)
  if (how === 'promote') expect(last).toMatch(/^error: Cancelled: this run was stopped; /)
  else expect(last).toMatch(/^in_progress: Held 1\/1/)
})
