import { execFileSync } from 'node:child_process'
import { lookup } from 'node:dns/promises'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { pushOneFileImage } from '../platform/containers/image.ts'
import { pullSecret, workloadDeployment, workloadService } from '../platform/objects/workload.ts'
import { program } from '../platform/process/program.ts'
import { until } from '../platform/process/until.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

const platform = usePlatform()
const workload = execFileSync('sh', ['-c', 'command -v workload'], { encoding: 'utf8' }).trim()
const image = `${platform.registry}/platform-test/workload:1`
let digest: string
let namespace: string

beforeAll(async () => {
  digest = await pushOneFileImage(workload, image)
  namespace = await platform.createNamespace('platform')
})

const kubectl = (...args: string[]) => program(['kubectl', '--kubeconfig', platform.kubeconfig, ...args])
const apply = (object: object) =>
  program(['kubectl', '--kubeconfig', platform.kubeconfig, 'apply', '-f', '-'], JSON.stringify(object))
const available = (name: string) =>
  kubectl('-n', namespace, 'wait', '--for=condition=Available', `deployment/${name}`, '--timeout=50s')

async function ask(url: string): Promise<string> {
  return (await fetch(url, { signal: AbortSignal.timeout(2000) })).text()
}

test('a Deployment becomes available and answers at its Service address in the cluster', async () => {
  await apply(
    workloadDeployment({ name: 'web', namespace, image: `${image}@${digest}`, answer: 'hello from the cluster' }),
  )
  await apply(workloadService('web', namespace))
  await available('web')
  const address = await kubectl('-n', namespace, 'get', 'service', 'web', '-o', 'jsonpath={.spec.clusterIP}')
  expect(address).toMatch(/^10\.96\./)
  const answer = await until({ what: 'the service to answer', seconds: 20 }, () => ask(`http://${address}/`))
  expect(answer).toBe('hello from the cluster')
})

test('the engine builds and pushes an image that the cluster pulls', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'build-'))
  mkdirSync(path.join(folder, 'bin'))
  copyFileSync(workload, path.join(folder, 'bin/workload'))
  writeFileSync(
    path.join(folder, 'Dockerfile'),
    'FROM scratch\nCOPY bin/workload /workload\nENTRYPOINT ["/workload"]\n',
  )
  const built = `${platform.registry}/platform-test/built:1`
  const docker = ['docker', '--host', platform.dockerHost ?? '']
  await program([...docker, 'build', '--quiet', '--tag', built, folder])
  await program([...docker, 'push', '--quiet', built])
  await apply(workloadDeployment({ name: 'built', namespace, image: built, answer: 'built' }))
  await available('built')
})

interface Pods {
  readonly items: readonly {
    readonly status: {
      readonly containerStatuses?: readonly { readonly state: { readonly waiting?: { readonly message?: string } } }[]
    }
  }[]
}

test('the secured registry allows pulls only with the password', async () => {
  const secured = platform.securedRegistry
  const login = [
    'crane',
    'auth',
    'login',
    '--insecure',
    secured.address,
    '--username',
    secured.username,
    '--password-stdin',
  ]
  await program(login, secured.password)
  const locked = `${secured.address}/platform-test/workload:1`
  await pushOneFileImage(workload, locked)
  expect((await fetch(`http://${secured.address}/v2/platform-test/workload/manifests/1`)).status).toBe(401)

  await apply(workloadDeployment({ name: 'anonymous', namespace, image: locked, answer: '' }))
  const pods = `/api/v1/namespaces/${namespace}/pods?labelSelector=app%3Danonymous`
  const refusal = await until({ what: 'the anonymous pull to be refused', seconds: 30 }, async () => {
    const found = await platform.client.get<Pods>(pods)
    return found?.items[0]?.status.containerStatuses?.[0]?.state.waiting?.message
  })
  expect(refusal).toMatch(/authorization failed|401|no basic auth credentials/)

  await apply(pullSecret('robot', namespace, secured))
  await apply(workloadDeployment({ name: 'known', namespace, image: locked, answer: '', pullSecret: 'robot' }))
  await available('known')
})

test('the audit log has a write as soon as it is answered: who, what, which object, when', async () => {
  await platform.client.create(`/api/v1/namespaces/${namespace}/configmaps`, { metadata: { name: 'noted' } })
  const events = readFileSync(platform.auditLog, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  const write = events.find(({ verb, objectRef }) => verb === 'create' && objectRef?.name === 'noted')
  expect(write).toMatchObject({
    stage: 'ResponseComplete',
    level: 'Metadata',
    user: { username: 'admin' },
    objectRef: { resource: 'configmaps', namespace, name: 'noted' },
    responseStatus: { code: 201 },
    requestReceivedTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  })
})

test('nothing outside can be reached', async () => {
  await expect(lookup('github.com')).rejects.toThrow(/ENOTFOUND|EAI_AGAIN/)
  const outcome = await new Promise<string>(resolve => {
    const socket = connect({ host: '192.0.2.1', port: 443, timeout: 2000 })
    socket.on('connect', () => resolve('connected'))
    socket.on('timeout', () => resolve('timeout'))
    socket.on('error', error => resolve('code' in error ? String(error.code) : error.message))
  })
  expect(outcome).toBe('ENETUNREACH')
})
