import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { program } from '../platform/process/program.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'
import { Release, webThat } from './kubernetes-release.ts'

const platform = usePlatform()

let namespace: string
let release: Release
const kubectl = async (...args: string[]): Promise<string> => {
  const output = await program(['kubectl', '--kubeconfig', platform.kubeconfig, '--namespace', namespace, ...args])
  return output.trim()
}

beforeEach(async () => {
  namespace = await platform.createNamespace('rollout')
  release = await Release.open(namespace, platform)
})
afterEach(async () => {
  await release.close()
  await kubectl('delete', 'deployment', '--all', '--wait=false')
})

describe('a healthy rollout', () => {
  test('is complete, then unchanged, then changed', async () => {
    const first = await release.deploy([webThat(platform, 'sleep 3600')])
    expect(first.applied).toMatchObject([{ action: 'created', name: 'web', namespace }])
    expect(first.result).toMatchObject({
      outcome: 'complete',
      workloads: [{ object: 'Deployment/web', state: 'complete', desired: 1, available: 1 }],
    })
    expect(release.log.lines).toContain('info: Deployment/web: 1/1 updated, 1 available, complete')

    const again = await release.deploy([webThat(platform, 'sleep 3600')])
    expect(again).toMatchObject({ applied: [{ action: 'unchanged' }], result: { outcome: 'complete' } })

    const changed = await release.deploy([webThat(platform, 'sleep 3601')])
    expect(changed).toMatchObject({ applied: [{ action: 'changed', generation: 2 }], result: { outcome: 'complete' } })
    const commands = await kubectl(
      'get',
      'pods',
      '--selector=commit-train.dev/service=web',
      '--output=jsonpath={.items[*].spec.containers[0].command[3]}',
    )
    expect(commands).toContain('sleep 3601')
  })

  test('stays ours when somebody only scales it', async () => {
    const meanwhile = async () => {
      await kubectl('scale', 'deployment/web', '--replicas=2')
    }
    const { result } = await release.deploy([webThat(platform, 'sleep 3600')], { stableForMs: 2_000, meanwhile })
    expect(result).toMatchObject({ outcome: 'complete', workloads: [{ desired: 2, available: 2 }] })
  })
})

describe('other hands during the rollout', () => {
  test('add to the template: it stays ours, and their generation is followed', async () => {
    const meanwhile = async () => {
      await kubectl('set', 'env', 'deployment/web', 'STAKATER_WEB=x')
      await kubectl('rollout', 'restart', 'deployment/web')
    }
    const { result } = await release.deploy([webThat(platform, 'sleep 3600')], { stableForMs: 3_000, meanwhile })
    expect(result).toMatchObject({ outcome: 'complete', workloads: [{ available: 1 }] })
    const generations = '--output=jsonpath={.metadata.generation} {.status.observedGeneration}'
    expect(await kubectl('get', 'deployment/web', generations)).toBe('3 3')
  })

  test('change what is ours: said with object, field and manager', async () => {
    const meanwhile = async () => {
      await kubectl('set', 'image', 'deployment/web', `app=${platform.registry}/platform/busybox:2`)
    }
    const { result } = await release.deploy([webThat(platform, 'sleep 3600')], { stableForMs: 30_000, meanwhile })
    expect(result).toMatchObject({
      outcome: 'taken-over',
      workloads: [{ text: 'spec.template.spec.containers[name=app].image was changed by kubectl-set' }],
    })
  })

  test('delete it: not called changed', async () => {
    const meanwhile = async () => {
      await kubectl('delete', 'deployment/web')
    }
    const { result } = await release.deploy([webThat(platform, 'sleep 3600')], { stableForMs: 30_000, meanwhile })
    expect(result).toMatchObject({ outcome: 'taken-over', workloads: [{ text: expect.stringMatching(/^deleted/) }] })
  })
})

// What crashes at once may have been ready for a moment, and a kubelet under load notices a second later that it ended:
// the window has to be longer.
describe('red within seconds', () => {
  test.each([
    [
      'an image that is not there',
      webThat(platform, '', { image: `${platform.registry}/platform/busybox:absent` }),
      'image-not-found',
      /busybox:absent: not found/,
    ],
    [
      'a bad command',
      webThat(platform, '', { container: 'command: [/absent]' }),
      'container-command-invalid',
      /"\/absent".*no such file/,
    ],
    ['a crash loop', webThat(platform, 'echo the last words; exit 3'), 'crash', /exited with code 3/],
    [
      'a Secret that is not there',
      webThat(platform, 'sleep 3600', { container: 'envFrom: [{ secretRef: { name: absent } }]' }),
      'config-missing',
      /secret "absent" not found/,
    ],
  ])('%s', async (title, text, code, evidence) => {
    const { result, endedAt } = await release.deploy([text], { stableForMs: 10_000 })
    expect(result).toMatchObject({
      outcome: 'failed',
      cause: { code, fatality: 'fatal', object: 'Deployment/web', container: 'app', namespace },
    })
    expect(result.cause?.text).toMatch(evidence)
    if (result.cause?.since !== undefined) {
      const seconds = (endedAt - Date.parse(result.cause.since)) / 1000
      console.log(`${title}: red at most ${seconds.toFixed(1)} s after the API dates it`)
      // The budget itself; the API's times are cut to the second, so the true value is smaller.
      expect(seconds).toBeLessThanOrEqual(5)
    }
  })

  test('a crash loop shows the last log lines', async () => {
    const text = webThat(platform, 'echo first; echo the last words; exit 3')
    const { result } = await release.deploy([text], { stableForMs: 10_000 })
    expect(result.logs).toMatchObject({ container: 'app', lines: ['first', 'the last words'] })
  })

  test('a program that dies after it was ready is no success', async () => {
    const { result } = await release.deploy([webThat(platform, 'sleep 2; exit 1')], { stableForMs: 10_000 })
    expect(result).toMatchObject({ outcome: 'failed', cause: { code: 'crash' } })
  })
})

test('what may heal is waited for, and named when the time is over', async () => {
  const text = webThat(platform, 'sleep 3600', { container: 'resources: { requests: { cpu: 1000 } }' })
  const { result } = await release.deploy([text], { timeoutMs: 2_000 })
  expect(result).toMatchObject({
    outcome: 'timeout',
    cause: { code: 'unschedulable', text: expect.stringContaining('Insufficient cpu') },
  })
})
