import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { cleanUpAfterTest } from '../../script/testing/cleanup.ts'
import { kubernetesClient } from '../../src/kubernetes/api/client.ts'
import { connectionProblem } from '../../src/kubernetes/connection/problem.ts'
import { startProxy } from '../../src/kubernetes/connection/proxy.ts'
import { batchesOf } from '../../src/text/batches.ts'
import { until } from '../platform/process/until.ts'
import { HOSTILITIES, type HostileServer, type Kind, startHostile } from '../unit/attack/hostile-server.ts'
import { QuickClock } from '../unit/quick-clock.ts'
import { RecordingLogger } from '../unit/recording-logger.ts'

const MIB = 1024 * 1024
const TOKEN = 'cluster-token-and-nothing-else'

const away = (what: string) =>
  `Cannot reach the cluster URL (${what}): check the server address in the kubeconfig and the network between it and this runner`
const tooLarge = (what: string) =>
  `Cannot reach the cluster URL (${what} is larger than 1 MiB): check that the server address is that of the API server, and whether a namespace holds too many objects`

const notJson = away('the answer is not JSON')
const both = (text: string) => [text, text] as const

/** What a person reads: of an answer, and of a watch. Of what is whole, who asked for it sees what is wrong. */
const ROWS = {
  'an endless body': [tooLarge('the answer'), tooLarge('a line of the answer')],
  'a small body that becomes a large one': [tooLarge('the answer'), tooLarge('a line of the answer')],
  'a body that stops': both(away('no answer within 0.3 s')),
  'a body that is cut short': both(away('socket hang up')),
  'a page': [notJson, 'ended'],
  'a content type that is none': [notJson, 'ended'],
  'no JSON': [notJson, 'ended'],
  null: ['answered', 'ended'],
  'an empty object': ['answered', 'ended'],
  'an error that is called a success': ['answered', 'ended'],
  'a list of nothing': ['answered', 'ended'],
  'giant headers': both(away('Parse Error: Header overflow')),
  'redirects in circles': both(away('it redirects (HTTP 307)')),
  'a redirect to another host': both(away('it redirects (HTTP 307)')),
  'a redirect to another port': both(away('it redirects (HTTP 307)')),
  'a redirect to nowhere': both(away('it redirects (HTTP 307)')),
} satisfies Readonly<Record<Kind, readonly [answer: string, watch: string]>>

afterEach(cleanUpAfterTest)

test('an API server that is hostile: what comes through a real kubectl proxy is bounded, and told in true words', async () => {
  const kubectl = execFileSync('sh', ['-c', 'command -v kubectl'], { encoding: 'utf8' }).trim()
  const kinds = Object.keys(HOSTILITIES) as Kind[]
  const read: (readonly [Kind, Awaited<ReturnType<typeof readThrough>>])[] = []
  // Each has a kubectl of its own.
  for (const some of batchesOf(kinds, 8)) {
    read.push(...(await Promise.all(some.map(async kind => [kind, await readThrough(kubectl, kind)] as const))))
  }
  expect(Object.fromEntries(read.map(([kind, { texts }]) => [kind, texts]))).toEqual(ROWS)
  for (const [kind, { server }] of read) {
    // Neither are more bytes taken than are read, but for what is on its way, nor does the login go elsewhere.
    await until({ what: `${kind}: all connections to be closed` }, async () =>
      server.requests.every(({ socket }) => socket.destroyed),
    )
    const taken = server.requests.map(({ socket }) => socket.bytesWritten)
    expect(Math.max(...taken), kind).toBeLessThan(64 * MIB)
    expect(
      server.astray.map(({ url }) => url),
      kind,
    ).toEqual([])
  }
})

/** Asks a hostile server for one object and for a watch, through a proxy of its own. */
async function readThrough(
  kubectl: string,
  kind: Kind,
): Promise<{ readonly server: HostileServer; readonly texts: readonly string[] }> {
  const server = await startHostile(kind)
  const folder = await mkdtemp(join(tmpdir(), 'hostile-'))
  const kubeconfig = { path: join(folder, 'kubeconfig'), context: 'c' }
  await writeFile(
    kubeconfig.path,
    JSON.stringify({
      ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'c' },
      clusters: [{ name: 'c', cluster: { server: server.url } }],
      users: [{ name: 'u', user: { token: TOKEN } }],
      contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    }),
  )
  const env = { PATH: process.env.PATH ?? '', HOME: folder }
  const proxy = await startProxy({
    ...{ kubectl, kubeconfig, folder, env, log: new RecordingLogger(), redact: text => text, startLimit: 60_000 },
  })
  // Only what never comes is not waited for.
  const ms = kind === 'a body that stops' ? 300 : 60_000
  const client = kubernetesClient(proxy.socketPath, new QuickClock(1000), {
    limits: { read: ms, apply: ms, open: ms, silence: ms },
    most: { answer: MIB, event: MIB },
  })
  const told = (thrown: unknown): string => {
    const text = (connectionProblem(thrown, server.url) ?? (thrown as Error)).message
    return text.replaceAll(server.url, 'URL').replaceAll(/:\d+(?=\/)/g, ':PORT')
  }
  const watch = async (): Promise<string> => {
    for await (const _ of client.lines('/api/v1/pods', { query: { watch: '1' } }));
    return 'ended'
  }
  try {
    const texts = await Promise.all([client.get('/version').then(() => 'answered', told), watch().catch(told)])
    expect(JSON.stringify(texts)).not.toContain(TOKEN)
    return { server, texts }
  } finally {
    client.close()
    await proxy.close()
    await rm(folder, { recursive: true })
  }
}
