import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { FileContent } from '../../packages/github-double/src/git/commit-stream.ts'
import { LiveStage } from '../platform/stage/live-stage.ts'
import type { DeployOptions } from '../platform/stage/stage.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

const CONFIG_ONLY = { 'deploy/templates/deployment.yaml': null, 'deploy/templates/secret.yaml': null }

const platform = usePlatform()
let it: LiveStage
beforeAll(() => LiveStage.pushImage(platform))
beforeEach(async () => {
  it = await LiveStage.open(platform, 'bad-input')
})
afterEach(async () => {
  await it.close()
})

interface Case {
  readonly files?: Readonly<Record<string, FileContent>>
  readonly options?: DeployOptions
  readonly image?: boolean
  readonly outcome: 'refused' | 'error'
  readonly reason: string
  /** What the first line must say. */
  readonly says: RegExp
}

/** Deploys it and holds it to its word: one clear line, the right last status, and not a single write to the cluster. */
async function expectUntouched({ files, options, image, outcome, reason, says }: Case): Promise<void> {
  const sha = await it.commit(files, { image: image ?? true })
  const { run, asked } = await it.deploy(sha, options)
  const headline = run.annotations.find(({ level }) => level === 'error')?.message ?? ''
  expect.soft(run.outputs).toMatchObject({ outcome, reason })
  expect.soft(run.exitCode).toBe(1)
  expect.soft(headline).toMatch(outcome === 'refused' ? /^Refused: / : /^Error: /)
  expect.soft(headline).toMatch(says)
  expect.soft(headline).not.toContain('\n')
  const last = (await it.stage.statuses(asked)).at(-1)
  expect.soft(last?.state).toBe(outcome === 'refused' ? 'failure' : 'error')
  expect.soft(last?.description.slice(0, 40)).toBe(headline.slice(0, 40))
  expect.soft(run.summary).toContain('Nothing was changed')
  expect(await it.writes()).toEqual([])
}

describe('manifests that are not fit', () => {
  const template = 'deploy/templates/config.yaml'

  test('a missing template folder', () =>
    expectUntouched({
      options: { inputs: { templates: 'deploy/no-such-folder' } },
      outcome: 'refused',
      reason: 'templates-missing',
      says: /deploy\/no-such-folder/,
    }))

  test('a template error names file and line', () =>
    expectUntouched({
      files: { [template]: 'apiVersion: v1\nkind: {{ end }}\n' },
      outcome: 'refused',
      reason: 'render-failed',
      says: /deploy\/templates\/config\.yaml:2/,
    }))

  test('a missing key names file and line', () =>
    expectUntouched({
      files: { [template]: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .deploy.values.naem }}\n' },
      outcome: 'refused',
      reason: 'render-failed',
      says: /deploy\/templates\/config\.yaml:4.*naem/,
    }))

  test('a secret that was not handed over names file and line', () =>
    expectUntouched({
      options: { inputs: { 'secret-env': '' } },
      outcome: 'refused',
      reason: 'render-failed',
      says: /deploy\/templates\/secret\.yaml:6.*GREETING_TOKEN/,
    }))

  test('output that is not YAML', () =>
    expectUntouched({
      files: { [template]: 'a: b: c: {{ .deploy.commit }}\n' },
      outcome: 'refused',
      reason: 'manifest-invalid',
      says: /deploy\/templates\/config\.yaml:1/,
    }))

  test('an empty set', () =>
    expectUntouched({
      files: { ...CONFIG_ONLY, [template]: '# nothing\n---\n# yet\n' },
      outcome: 'refused',
      reason: 'manifests-empty',
      says: /no object/,
    }))

  test('an image of the service that is not the one of the commit', () =>
    expectUntouched({
      files: {
        'deploy/templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: hello }
spec:
  selector: { matchLabels: { app: hello } }
  template:
    metadata: { labels: { app: hello } }
    spec: { containers: [{ name: app, image: "${it.image}:yesterday" }] }
`,
      },
      outcome: 'refused',
      reason: 'image-wrong',
      says: /deploy\/templates\/deployment\.yaml.*yesterday/,
    }))

  test('a field that the API server does not know', () =>
    expectUntouched({
      files: { [template]: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: hello }\ndate: { a: b }\n' },
      outcome: 'refused',
      reason: 'preflight-failed',
      says: /ConfigMap\/hello.*date/,
    }))

  test('a namespace that is not there', () =>
    expectUntouched({
      options: { inputs: { namespace: 'no-such-namespace' } },
      outcome: 'refused',
      reason: 'preflight-failed',
      says: /no-such-namespace/,
    }))

  test('a missing values file', () =>
    expectUntouched({
      options: { inputs: { values: 'deploy/values/none.yaml' } },
      outcome: 'refused',
      reason: 'values-unreadable',
      says: /deploy\/values\/none\.yaml/,
    }))

  test('comment-only documents are fine', async () => {
    const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: only }\n'
    const sha = await it.commit({ ...CONFIG_ONLY, [template]: `# a\n---\n---\n${config}---\n# b\n` })
    const { run } = await it.deploy(sha)
    expect(run.outputs).toMatchObject({ outcome: 'success' })
    expect(run.summary).toContain('1 object: 1 created')
  })
})

describe('the image', () => {
  test('is missing', () =>
    expectUntouched({ image: false, outcome: 'refused', reason: 'image-missing', says: /acme\/bad-input-/ }))

  test('is in a registry that does not answer', () =>
    expectUntouched({
      options: { inputs: { image: '127.0.0.1:1/acme/hello' } },
      outcome: 'error',
      reason: 'registry-unreachable',
      says: /127\.0\.0\.1:1/,
    }))
})

describe('the connection', () => {
  const nowhere = `apiVersion: v1
kind: Config
current-context: nowhere
clusters: [{name: nowhere, cluster: {server: "https://127.0.0.1:1"}}]
users: [{name: nobody, user: {token: not-a-real-token}}]
contexts: [{name: nowhere, context: {cluster: nowhere, user: nobody}}]
`

  test('an unreachable cluster', () =>
    expectUntouched({
      options: { inputs: { kubeconfig: nowhere } },
      outcome: 'error',
      reason: 'cluster-unreachable',
      says: /127\.0\.0\.1:1/,
    }))

  test('a kubeconfig without credentials', () =>
    expectUntouched({
      options: { inputs: { kubeconfig: nowhere.replace('{token: not-a-real-token}', '{}') } },
      outcome: 'error',
      reason: 'kubeconfig-invalid',
      says: /"nobody" has no credentials/,
    }))

  test('an unreadable kubeconfig', () =>
    expectUntouched({
      options: { inputs: { kubeconfig: '/no/such/kubeconfig' } },
      outcome: 'error',
      reason: 'kubeconfig-unreadable',
      says: /"kubeconfig": it is neither a kubeconfig nor a path/,
    }))

  test('a kubeconfig that is none', () =>
    expectUntouched({
      options: { inputs: { kubeconfig: 'a: b\nc: [d\n' } },
      outcome: 'error',
      reason: 'kubeconfig-invalid',
      says: /kubeconfig/,
    }))

  test('an unknown context', () =>
    expectUntouched({
      options: { inputs: { context: 'prodution' } },
      outcome: 'error',
      reason: 'kubeconfig-context-unknown',
      says: /prodution/,
    }))
})

describe('gomplate from a mirror', () => {
  let mirror: Server
  const bytes = '#!/bin/sh\necho gomplate version 4.3.9\n'
  beforeEach(async () => {
    mirror = createServer((_request, response) => response.end(bytes))
    await new Promise<void>(resolve => mirror.listen(0, '127.0.0.1', resolve))
  })
  afterEach(() => {
    mirror.close()
    mirror.closeAllConnections()
  })
  const url = (): string => `http://127.0.0.1:${(mirror.address() as AddressInfo).port}`

  test('with the wrong checksum is never run', () =>
    expectUntouched({
      options: { inputs: { 'gomplate-version': '5.1.0', 'gomplate-base-url': url() } },
      outcome: 'error',
      reason: 'checksum-mismatch',
      says: new RegExp(createHash('sha256').update(bytes).digest('hex').slice(0, 12)),
    }))

  test('of an unknown version needs its checksum', () =>
    expectUntouched({
      options: { inputs: { 'gomplate-version': '4.3.9', 'gomplate-base-url': url() } },
      outcome: 'error',
      reason: 'gomplate-version-unknown',
      says: /gomplate-checksum/,
    }))
})
