import { describe, expect, test } from 'vitest'
import { checkOrigin } from '../../../src/deployments/image-origin.ts'
import type { ImageSource } from '../../../src/registry/image-index.ts'
import type { FoundImage } from '../../../src/registry/image-lookup.ts'
import { startFakeApi } from '../github/fake-api.ts'
import { RecordingLogger } from '../recording-logger.ts'

const [SHA, PARENT, SIDE] = ['a', 'b', 'c'].map(digit => digit.repeat(40)) as [string, string, string]
const PAGE = 'https://github.com/acme/hello'

/** The commits before SHA: its first parent, and one that was merged. */
const COMMITS = [
  { sha: SHA, parents: [{ sha: PARENT }, { sha: SIDE }] },
  { sha: SIDE, parents: [] },
  { sha: PARENT, parents: [] },
].map(commit => ({ ...commit, commit: { message: 'x', author: null }, author: null }))

async function check(...origins: readonly ImageSource[]) {
  return checkOf(origins)
}

async function checkOf(origins: FoundImage['origins'], body: unknown = COMMITS) {
  const api = await startFakeApi({ status: 200, body })
  const log = new RecordingLogger()
  const image = { digest: 'sha256:0', mediaType: 'm', reference: 'ghcr.io/acme/hello@sha256:0', origins }
  const checked = checkOrigin(image, { github: api.connect(), sha: SHA, page: PAGE, log })
  return { reason: await checked.then(() => undefined).catch(thrown => thrown.reason), log, api }
}

const of = (revision: string | undefined, source: string | undefined = PAGE): ImageSource => ({ source, revision })

/** So many commits as are read, all of them after the one that is looked for. */
const LONG = Array.from({ length: 100 }, (_, at) => at.toString(16).padStart(40, '0')).map((sha, at, all) => ({
  ...{ sha, parents: [{ sha: all[at + 1] ?? '1'.padStart(40, 'f') }] },
  ...{ commit: { message: 'x', author: null }, author: null },
}))

describe('the image under the tag of a commit', () => {
  test.each<[string, readonly ImageSource[], number]>([
    ['is its own', [of(SHA)], 0],
    ['is its own, for two platforms', [of(SHA), of(SHA)], 0],
    ['names the repository in another way', [of(SHA, 'https://github.com/Acme/hello.git')], 0],
    ['is that of its first parent', [of(PARENT)], 1],
    ['is its own for one platform, its parent’s for another', [of(SHA), of(PARENT)], 1],
  ])('%s: good', async (_what, origins, requests) => {
    const { reason, api, log } = await check(...origins)
    expect([reason, api.requests.length, log.lines]).toEqual([undefined, requests, []])
  })

  test.each<[string, readonly ImageSource[]]>([
    ['is of a commit of a branch', [of('d'.repeat(40))]],
    ['is of a commit that was merged, not of one before it', [of(SIDE)]],
    ['is its own for one platform alone', [of(SHA), of('d'.repeat(40))]],
  ])('%s: refused', async (_what, origins) => {
    expect((await check(...origins)).reason).toBe('image-of-other-commit')
  })

  test.each<[string, readonly ImageSource[]]>([
    ['names the repository, as GitHub’s registry asks for, and no commit', [of(undefined)]],
    ['names what is no SHA', [of('v1.2.3')]],
    ['says nothing', [{ source: undefined, revision: undefined }]],
    ['has the labels of its base image', [of('d'.repeat(40), 'https://github.com/acme/base')]],
    ['is no image that has labels', []],
  ])('%s: that is said, and nothing else is known', async (_what, origins) => {
    const { reason, log } = await check(...origins)
    expect(reason).toBeUndefined()
    expect(log.lines).toEqual([expect.stringContaining('whose it is was not checked')])
  })

  test('is of a commit too far back to be seen: good', async () => {
    expect((await checkOf([of('d'.repeat(40))], LONG)).reason).toBeUndefined()
  })

  test('has labels that cannot be read: that is said', async () => {
    const { reason, log } = await checkOf({ unreadable: 'HTTP 403' })
    expect([reason, ...log.lines]).toEqual([undefined, expect.stringContaining('could not be read (HTTP 403)')])
  })
})
