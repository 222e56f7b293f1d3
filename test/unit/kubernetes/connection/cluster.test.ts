import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Cluster, connectCluster } from '../../../../src/kubernetes/connection/cluster.ts'
import { systemClock } from '../../../../src/time/system-clock.ts'
import { RecordingLogger } from '../../recording-logger.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cluster-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Connects by a program in the place of kubectl, which answers every request alike. */
async function connect(status: number, body: object): Promise<Cluster> {
  const program = `#!${process.execPath}
const socket = process.argv.find(arg => arg.startsWith('--unix-socket=')).slice('--unix-socket='.length)
require('node:http')
  .createServer((_, response) => response.writeHead(${status}).end(${JSON.stringify(JSON.stringify(body))}))
  .listen(socket, () => console.log('Starting to serve'))
`
  await writeFile(join(folder, 'kubectl'), program, { mode: 0o755 })
  return connectCluster({
    kubectl: join(folder, 'kubectl'),
    kubeconfig: { path: '/kubeconfig', context: 'x', server: 'https://c', secrets: [], warnings: [] },
    namespace: 'shop',
    folder,
    env: {},
    log: new RecordingLogger(),
    clock: systemClock,
    redact: text => text,
  })
}

test('a cluster that answers has its version, and leaves nothing once it is closed', async () => {
  const cluster = await connect(200, { gitVersion: 'v1.34.2' })
  expect(cluster).toMatchObject({ server: 'https://c', namespace: 'shop', serverVersion: { text: 'v1.34.2' } })
  expect(await readdir(folder)).toHaveLength(2)
  await cluster.close()
  expect(await readdir(folder)).toEqual(['kubectl'])
})

test.each([
  ['is not a Kubernetes API server', 200, {}, /^https:\/\/c answers, but is not a Kubernetes API server$/],
  ['rejects the credentials', 401, { kind: 'Status' }, /^The cluster rejected the credentials/],
])('one that %s is closed again', async (_, status, body, message) => {
  await expect(connect(status, body)).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringMatching(message),
  })
  expect(await readdir(folder)).toEqual(['kubectl'])
})
