import { expect, test } from 'vitest'
import { UserError } from '../../../../src/errors.ts'
import { DeployScene } from './deploy-scene.ts'

const POLICY = `services: [hello]
environments:
  staging:
  production:
    order: { after: staging }
    deployers: { role: maintain }
  frozen:
    freeze: [{ from: '0 0 1 1 *', for: 1d, zone: UTC, reason: new year }]
`

async function scene() {
  const made = await DeployScene.open()
  const sha = await made.commit({ policy: POLICY })
  await made.check(sha)
  const asked = made.request.bind(made)
  return { scene: made, sha, ask: (environment: string) => asked(sha, { environment }) }
}

test('each rule refuses, with its reason, and what is asked of GitHub only where there is one', async () => {
  const { scene: it, sha, ask } = await scene()
  const requests = () => it.github.requests.filter(({ path }) => /permission$|graphql$/.test(path)).length
  it.github.setRole('ada', 'write')
  const refused = await it.deploy(await ask('production'))
  expect(refused).toMatchObject({ view: { ending: { outcome: 'refused', reason: 'deployer-not-permitted' } } })
  expect(refused).toMatchObject({ view: { ending: { findings: [{}, { reason: 'order-not-met' }] } } })
  expect(requests()).toBe(2)
  // The clock of the scene stands at the beginning of 1970.
  const frozen = await it.deploy(await ask('frozen'))
  expect(frozen).toMatchObject({
    view: { ending: { reason: 'environment-frozen', text: 'frozen until 1970-01-02 00:00 UTC (new year)' } },
  })
  it.lock = async () => ({ owner: 'bea', reason: 'migration', expiresAt: undefined })
  const locked = await it.deploy(await ask('staging'))
  expect(locked).toMatchObject({ view: { ending: { reason: 'environment-locked', text: 'locked by bea: migration' } } })
  it.lock = () => Promise.reject(new UserError('lock-unreadable', "the lock 'all' is not JSON"))
  expect(await it.deploy(await ask('staging'))).toMatchObject({ view: { ending: { reason: 'lock-unreadable' } } })
  expect(requests()).toBe(2)
  expect(it.cluster.applied).toEqual([])

  it.lock = async () => undefined
  it.github.setRole('ada', 'admin')
  it.github.recordDeployment({ sha, environment: 'staging', states: ['success'], creator: 'ada' })
  const deployed = await it.deploy(await ask('production'))
  expect(deployed).toMatchObject({ view: { ending: { outcome: 'success' } } })
})

test('a lock that is taken after the gate is seen right before the apply', async () => {
  const { scene: it, ask } = await scene()
  const answers = [undefined, { owner: 'bea', reason: 'migration', expiresAt: undefined }]
  const asked: unknown[] = []
  it.lock = async ({ by, key }) => {
    asked.push(by, key)
    return answers.shift()
  }
  const locked = await it.deploy(await ask('staging'))
  expect(locked).toMatchObject({ view: { ending: { outcome: 'refused', reason: 'environment-locked' } } })
  expect(it.cluster.applied).toEqual([])
  const key = { repository: 'acme/hello', service: 'hello', environment: 'staging' }
  // Both times for the person who deploys by hand, whose own lock lets them through.
  expect(asked).toEqual(['ada', key, 'ada', key])
})

test('a deployment that an App made is by nobody: the lock of its owner stops it too', async () => {
  const { scene: it, sha } = await scene()
  const asked: unknown[] = []
  it.lock = async ({ by }) => {
    asked.push(by)
    return { owner: 'ada', reason: '', expiresAt: undefined }
  }
  const byApp = await it.request(sha, { environment: 'staging', token: 'ghs_app', payload: { 'commit-train': 1 } })
  expect(await it.deploy(byApp)).toMatchObject({ view: { ending: { reason: 'environment-locked' } } })
  expect(asked).toEqual([undefined])
})

test.each(['gate', 'apply'])(
  'GitHub does not answer for the locks at the %s: an error and no verdict, and nothing is applied',
  async when => {
    const { scene: it, ask } = await scene()
    const answers = when === 'apply' ? [undefined] : []
    it.lock = async () => {
      if (answers.length > 0) return answers.pop()
      throw new UserError('github-unreachable', 'GitHub failed to list the locks (502)')
    }
    const text =
      'whether staging is locked is not known, for the locks of acme/hello cannot be read: GitHub failed to list the locks (502)'
    const result = await it.deploy(await ask('staging'))
    expect(result).toMatchObject({ view: { ending: { outcome: 'error', reason: 'github-unreachable' } } })
    expect(result.kind === 'ended' && result.view.ending.text).toContain(text)
    expect(it.cluster.applied).toEqual([])
  },
)

test('a run that another starts again is not by hand: the lock of who asked first stops it, and says why', async () => {
  const { scene: it, ask } = await scene()
  const asked: unknown[] = []
  const scope = { service: undefined, environment: 'staging' }
  it.lock = async ({ by }) => {
    asked.push(by)
    return by === 'ada' ? undefined : { owner: 'ada', reason: 'migration', expiresAt: undefined, scope }
  }
  const requested = await ask('staging')
  const again = { ...requested, context: { ...requested.context, startedBy: 'bo' } }
  const text = 'locked by ada: migration (bo started this run, not ada, who asked for it)'
  const findings = [{ text, command: 'commit-train unlock staging' }]
  expect(await it.deploy(again)).toMatchObject({ view: { ending: { reason: 'environment-locked', text, findings } } })
  expect(asked).toEqual([undefined])
})

test('what the rules need and cannot be read is an error, not a verdict', async () => {
  const { scene: it, ask } = await scene()
  it.github.fail({
    ...{ how: 'status', status: 500, times: 50 },
    operationId: 'repos/get-collaborator-permission-level',
  })
  const result = await it.deploy(await ask('production'))
  expect(result).toMatchObject({ view: { ending: { outcome: 'error', reason: 'github-unreachable' } } })
})

const PAYLOAD = {
  'commit-train': 1,
  actor: { login: 'bea', proof: 'comment' },
  force: { reason: 'outage', ignored: [] },
}
const DOORS = `services: [hello]
doors: [vercel]
deployers: { role: maintain }
force: { role: admin }
environments:
  staging:
`

async function throughDoor(token: 'ghs_app' | 'ghs_workflow' | 'ghp_person', role: 'maintain' | 'admin') {
  const it = await DeployScene.open()
  const sha = await it.commit({ policy: DOORS })
  await it.check(sha, 'failure')
  it.github.setRole('bea', role)
  const asked: unknown[] = []
  it.lock = async ({ by }) => {
    asked.push(by)
    return undefined
  }
  const requested = await it.request(sha, { token, payload: PAYLOAD })
  // The App that made the record started the run by it.
  const startedBy = token === 'ghs_app' ? 'vercel[bot]' : 'ada'
  const result = await it.deploy({ ...requested, context: { ...requested.context, startedBy } })
  return { it, asked, result }
}

test('a door speaks for the person that it names: their role, their lock, their right to force', async () => {
  const { it, asked, result } = await throughDoor('ghs_app', 'admin')
  expect(result).toMatchObject({ view: { requester: 'bea', ending: { outcome: 'success' } } })
  expect(result).toMatchObject({ view: { warnings: [{ reason: 'deployment-forced' }, {}] } })
  expect(it.log.lines.join('\n')).toContain('forced ("outage"), ignoring 1 check did not pass: ci / test (failure)')
  expect(asked).toEqual(['bea', 'bea'])
})

test('a door whose person may not force is refused with that', async () => {
  const { it, result } = await throughDoor('ghs_app', 'maintain')
  expect(result).toMatchObject({ view: { ending: { outcome: 'refused', reason: 'force-not-permitted' } } })
  expect(it.cluster.applied).toEqual([])
})

test.each([
  ['a workflow', 'ghs_workflow', 'github-actions[bot]', undefined],
  ['another person', 'ghp_person', 'ada', 'ada'],
] as const)('%s that writes someone’s name into a payload is not taken for them', async (_, token, requester, by) => {
  const { it, asked, result } = await throughDoor(token, 'admin')
  expect(result).toMatchObject({
    view: { requester, ending: { outcome: 'refused', reason: 'deployer-not-permitted' } },
  })
  expect(asked).toEqual([by])
  expect(it.cluster.applied).toEqual([])
})
