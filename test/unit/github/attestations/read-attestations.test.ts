import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { provenanceBundle } from '../../../../packages/github-double/src/state/attestation.ts'
import { readAttestations } from '../../../../src/github/attestations/read-attestations.ts'
import { type Answer, startFakeApi } from '../fake-api.ts'

const DIGEST = `sha256:${'5'.repeat(64)}`
const COMMIT = 'a'.repeat(40)
const PAGE = 'https://github.com/acme/hello'
const BUNDLE = provenanceBundle({ digest: DIGEST, commit: COMMIT }, { page: PAGE, id: 7 })
const PROVENANCE = {
  ...{ subjects: ['5'.repeat(64)], repository: PAGE, repositoryId: 7, event: 'push', ref: 'refs/heads/main' },
  sources: [{ page: PAGE, commit: COMMIT }],
}
const READ = { kind: 'read', provenance: PROVENANCE, repositoryId: 7 }

/** Lists attestations, of which one is elsewhere: `bundle_url` is what stands before its path. */
async function read(attestations: readonly object[], ...bundles: Answer[]) {
  const store = await startFakeApi(...bundles)
  const listed = JSON.parse(JSON.stringify(attestations).replaceAll('STORE', store.url))
  const api = await startFakeApi({ status: 200, body: { attestations: listed } })
  const found = await readAttestations(api.connect(), DIGEST)
  const whys = found.map(one => (one.kind === 'read' ? 'read' : one.why.replace(store.url, 'STORE')))
  return { found, whys, asked: store.requests, api }
}

const ELSEWHERE = { bundle_url: 'STORE/7.json.sn?sig=key', repository_id: 7, bundle: null }

const sends = (bytes: Uint8Array, type = 'application/x-snappy') => {
  return (_: unknown, response: ServerResponse) => void response.writeHead(200, { 'content-type': type }).end(bytes)
}

test('a bundle in the list', async () => {
  const { found, api } = await read([{ bundle: BUNDLE, repository_id: 7 }])
  expect(found).toEqual([READ])
  const type = encodeURIComponent('https://slsa.dev/provenance/v1')
  expect(api.requests.map(({ url }) => url)).toEqual([
    `/repos/acme/hello/attestations/${encodeURIComponent(DIGEST)}?per_page=30&predicate_type=${type}`,
  ])
})

test('a bundle elsewhere is asked for there, without the login', async () => {
  const { found, asked } = await read([ELSEWHERE], { status: 200, body: BUNDLE })
  expect(found).toEqual([READ])
  expect(asked.map(({ url, headers }) => [url, headers.authorization])).toEqual([['/7.json.sn?sig=key', undefined]])
})

test('a store that fails once is asked again', async () => {
  const { found } = await read([ELSEWHERE], { status: 503 }, { status: 200, body: BUNDLE })
  expect(found).toEqual([READ])
})

test.each<[string, Answer]>([
  ['an empty list', { status: 200, body: { attestations: [] } }],
  ['404, which is what GitHub answers where there is none', { status: 404, body: { message: 'Not Found' } }],
])('none: %s', async (_what, answer) => {
  const api = await startFakeApi(answer)
  expect(await readAttestations(api.connect(), DIGEST)).toEqual([])
})

test('a digest by which GitHub keeps none is not asked for', async () => {
  const api = await startFakeApi({ status: 500 })
  for (const digest of [`sha512:${'5'.repeat(128)}`, 'sha256:../../..', 'sha256:5']) {
    expect(await readAttestations(api.connect(), digest)).toEqual([])
  }
  expect(api.requests).toEqual([])
})

test.each<[string, Answer, string]>([
  [
    'a token that may not read them',
    { status: 403, body: { message: 'Resource not accessible by integration' } },
    "GitHub refused to list the image's attestations (403 Resource not accessible by integration): give the job 'permissions: attestations: read'",
  ],
  [
    'a list that is none',
    { status: 200, body: { attestations: {} } },
    "GitHub did not list the image's attestations as it should: its answer has no attestations; see https://www.githubstatus.com, or what is between here and URL, and run again",
  ],
  [
    'an address that is none',
    { status: 200, body: { attestations: [{ bundle_url: 7 }] } },
    "GitHub did not list the image's attestations as it should: its answer has no attestations[0].bundle_url; see https://www.githubstatus.com, or what is between here and URL, and run again",
  ],
  [
    'a used-up limit',
    { status: 429, body: { message: 'wait' } },
    "GitHub's rate limit is used up, so it did not list the image's attestations (429 wait): run again in a few minutes",
  ],
])('%s is an error', async (_what, answer, text) => {
  const api = await startFakeApi(answer)
  const said = await readAttestations(api.connect(), DIGEST).catch((thrown: Error) => thrown.message)
  expect(String(said).replaceAll(api.url, 'URL')).toBe(text)
})

describe('a hostile bundle', () => {
  test.each<[string, Answer, string]>([
    ['one that is not there', { status: 404 }, 'STORE: HTTP 404'],
    ['one that may not be seen', { status: 403 }, 'STORE: HTTP 403'],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'STORE: HTTP 302'],
    ['an empty one', sends(new Uint8Array()), 'it is no whole block of Snappy'],
    ['a page', sends(Buffer.from('<html>'), 'text/html'), 'it is no whole block of Snappy'],
    ['JSON that is cut short', sends(Buffer.from('{"dsse'), 'application/json'), 'it is no JSON'],
    ['one that says it becomes 4 GB', sends(Buffer.from([255, 255, 255, 255, 15, 0])), 'it is larger than 1 MiB'],
    ['2 MiB', sends(Buffer.alloc(2 * 1024 * 1024, ' ')), 'STORE: the answer is larger than 1 MiB'],
    ['an object without a statement', { status: 200, body: {} }, 'it is no statement'],
  ])('%s cannot be read', async (_what, answer, why) => {
    expect((await read([ELSEWHERE], answer)).whys).toEqual([why])
  })

  const statement = (text: string, payloadType = 'application/vnd.in-toto+json') => ({
    bundle: { dsseEnvelope: { payloadType, payload: Buffer.from(text).toString('base64') } },
  })
  const head = { _type: 'https://in-toto.io/Statement/v1', predicateType: 'https://slsa.dev/provenance/v1' }

  test.each<[string, object, string]>([
    ['no text and no address', { bundle: null }, 'GitHub says neither its text nor where that is'],
    ['plain http', { bundle_url: 'http://acme.example/' }, 'its address is none that begins with https://'],
    ['no address', { bundle_url: 'x' }, 'its address is none that begins with https://'],
    ['a file of the runner', { bundle_url: 'file:///etc/passwd' }, 'its address is none that begins with https://'],
    ['another type of payload', statement('{}', 'text/plain'), 'it is no statement'],
    ['a payload that is no text', { bundle: { dsseEnvelope: { payload: 7 } } }, 'it is no statement'],
    ['a statement that is no JSON', statement('{'), 'its statement is no JSON'],
    ['null', statement('null'), 'it is no provenance of SLSA 1'],
    [
      'an SBOM',
      statement(JSON.stringify({ ...head, predicateType: 'https://spdx.dev/Document/v2.3' })),
      'it is no provenance of SLSA 1',
    ],
  ])('%s cannot be read', async (_what, attestation, why) => {
    expect((await read([attestation])).whys).toEqual([why])
  })

  test.each<[string, unknown]>([
    ['null', null],
    ['a text', 'x'],
    ['a number', 7],
    ['a list', []],
  ])('an entry that is no mapping cannot be read, and hides no other: %s', async (_what, entry) => {
    const { found } = await read([entry as object, { bundle: BUNDLE, repository_id: 7 }])
    expect(found).toEqual([{ kind: 'unreadable', why: 'GitHub says neither its text nor where that is' }, READ])
  })

  test('fields of other types count as not there', async () => {
    const odd = {
      subject: [null, 7, { digest: { sha256: 7 } }, { digest: null }],
      predicate: {
        buildDefinition: {
          externalParameters: { workflow: { repository: {} } },
          internalParameters: { github: { repository_id: '9'.repeat(40), event_name: [] } },
          resolvedDependencies: [
            null,
            { uri: 'https://github.com/x', digest: { gitCommit: 'a' } },
            { uri: 'git+https://x' },
          ],
        },
      },
    }
    const { found } = await read([statement(JSON.stringify({ ...head, ...odd }))])
    const nothing = { subjects: [], repository: '', repositoryId: undefined, event: '', ref: '', sources: [] }
    expect(found).toEqual([{ kind: 'read', provenance: nothing, repositoryId: undefined }])
  })

  test('no more of them are looked at than are asked for', async () => {
    expect((await read(Array.from({ length: 500 }, () => ({ bundle: {} })))).whys).toHaveLength(30)
  })
})
