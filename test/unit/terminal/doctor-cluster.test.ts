import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { spawnExec } from '../../../src/process/spawn-exec.ts'
import { lookAtCluster } from '../../../src/terminal/local/look-at-cluster.ts'
import { systemClock } from '../../../src/time/system-clock.ts'
import { RecordingLogger } from '../recording-logger.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const KUBECONFIG = `
apiVersion: v1
kind: Config
current-context: here
contexts: [{ name: here, context: { cluster: c, user: u, namespace: shop } }]
clusters: [{ name: c, cluster: { server: 'https://cluster.example' } }]
users: [{ name: u, user: { token: surely-a-secret-token } }]
`

/** In the place of kubectl: its version, and a proxy whose API server lets everything be done but deleting. */
const KUBECTL = `#!${process.execPath}
if (process.argv[2] === 'version') {
  console.log(JSON.stringify({ clientVersion: { gitVersion: 'v1.34.1' } }))
} else {
  const socket = process.argv.find(arg => arg.startsWith('--unix-socket=')).slice('--unix-socket='.length)
  const answer = (url, body) => {
    if (url === '/version') return { gitVersion: 'v1.34.2' }
    if (url.endsWith('/selfsubjectrulesreviews'))
      return { status: { resourceRules: [{ verbs: ['*'], apiGroups: ['apps'], resources: ['deployments'] }] } }
    return { status: { allowed: body.spec.resourceAttributes.verb !== 'delete' } }
  }
  require('node:http')
    .createServer((request, response) => {
      let text = ''
      request.on('data', part => (text += part))
      request.on('end', () => response.writeHead(201).end(JSON.stringify(answer(request.url, text && JSON.parse(text)))))
    })
    .listen(socket, () => console.log('Starting to serve'))
}
`

test('what the credentials of a kubeconfig may do is asked of its cluster', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'kubectl'), KUBECTL, { mode: 0o755 })
  writeFileSync(join(folder, 'config'), KUBECONFIG)
  const log = new RecordingLogger()
  const env = { PATH: folder, KUBECONFIG: join(folder, 'config') }
  const around = { env, cwd: folder, exec: spawnExec, clock: systemClock, signal: new AbortController().signal, log }
  const access = await lookAtCluster({ kubeconfig: undefined, context: undefined, namespace: undefined }, around)
  expect(access).toMatchObject({
    ...{ server: 'https://cluster.example', version: 'v1.34.2', namespace: 'shop', kinds: ['deployments.apps'] },
    isListWhole: true,
  })
  expect(access.missing.map(({ resource, verbs }) => [resource, verbs])).toEqual(
    ['configmaps', 'secrets', 'services', 'deployments'].map(resource => [resource, ['delete']]),
  )
  expect(JSON.stringify([access, log.lines])).not.toContain('surely-a-secret')
})
