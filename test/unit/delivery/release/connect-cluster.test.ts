import { writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { connectWithKubectl } from '../../../../src/delivery/release/connect-cluster.ts'
import type { DeploySettings } from '../../../../src/delivery/release/settings.ts'
import { spawnExec } from '../../../../src/process/spawn-exec.ts'
import { Masks } from '../../../../src/secrets/masks.ts'
import { systemClock } from '../../../../src/time/system-clock.ts'
import { RecordingLogger } from '../../recording-logger.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const TOKEN = 'a-token-of-the-cluster-9f3b'

/** A kubeconfig with two contexts: one with a namespace, one without. */
const KUBECONFIG = `apiVersion: v1
kind: Config
current-context: shop
contexts:
  - { name: shop, context: { cluster: c, user: u, namespace: of-context } }
  - { name: bare, context: { cluster: c, user: u } }
clusters: [{ name: c, cluster: { server: 'https://cluster.example' } }]
users: [{ name: u, user: { token: ${TOKEN} } }]
`

/** A program in the place of kubectl: of version 1.34, in front of a server of the given version. */
function kubectlProgram(server: string): string {
  return `#!${process.execPath}
const args = process.argv.slice(2)
if (args[0] === 'version') console.log('{"clientVersion":{"gitVersion":"v1.34.1"}}')
else {
  const socket = args.find(arg => arg.startsWith('--unix-socket=')).slice('--unix-socket='.length)
  require('node:http')
    .createServer((_, response) => response.end('{"gitVersion":"${server}"}'))
    .listen(socket, () => console.log('Starting to serve'))
}
`
}

function connect(settings: Partial<DeploySettings>, server = 'v1.35.0') {
  const [bin, folder] = [temporaryFolder(), temporaryFolder()]
  writeFileSync(join(bin, 'kubectl'), kubectlProgram(server), { mode: 0o755 })
  const log = new RecordingLogger()
  const masked: string[] = []
  const maskedAtStart: string[][] = []
  const connecting = connectWithKubectl({
    settings: { kubeconfig: KUBECONFIG, context: undefined, namespace: undefined, ...settings },
    env: { PATH: bin },
    exec: (...call) => {
      maskedAtStart.push([...masked])
      return spawnExec(...call)
    },
    masks: new Masks({ emit: text => masked.push(text) }),
    clock: systemClock,
    folder,
    log,
    signal: new AbortController().signal,
  })
  return { connecting, log, maskedAtStart, folder }
}

describe('the namespace of objects without one', () => {
  test.each([
    ['the input’s, before that of the context', { namespace: 'of-input' }, 'of-input'],
    ['that of the context', {}, 'of-context'],
    ['"default", as with kubectl', { context: 'bare' }, 'default'],
  ])('%s', async (_, settings, namespace) => {
    const { connecting, log } = connect(settings)
    const cluster = await connecting
    expect(cluster.namespace).toBe(namespace)
    const context = 'context' in settings ? settings.context : 'shop'
    expect(log.lines).toContain(`info: kubectl v1.34.1, context ${context}, namespace ${namespace}`)
    await cluster.close()
  })
})

test('the credentials are masked before kubectl is started', async () => {
  const { connecting, maskedAtStart } = connect({})
  await (await connecting).close()
  expect(maskedAtStart.map(masks => masks.includes(TOKEN))).toEqual([true])
})

test('a kubectl too far from the server is refused, and its proxy is ended', async () => {
  const { connecting, folder } = connect({}, 'v1.36.0')
  await expect(connecting).rejects.toMatchObject({ reason: 'kubectl-skew' })
  expect((await readdir(folder)).filter(name => /sock/.test(name))).toEqual([])
})
