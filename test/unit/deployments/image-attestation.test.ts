import { describe, expect, test } from 'vitest'
import { type NewAttestation, provenanceBundle } from '../../../packages/github-double/src/state/attestation.ts'
import { checkAttestation } from '../../../src/deployments/image-attestation.ts'
import { UserError } from '../../../src/errors.ts'
import { type Answer, startFakeApi } from '../github/fake-api.ts'
import { RecordingLogger } from '../recording-logger.ts'

const [SHA, PARENT, SIDE] = ['a', 'b', 'c'].map(digit => digit.repeat(40)) as [string, string, string]
const PAGE = 'https://github.com/acme/hello'
const OTHER_PAGE = 'https://github.com/acme/other'
const DIGEST = `sha256:${'5'.repeat(64)}`
const ID = 7

/** The commits before SHA: its first parent, and one that was merged. */
const COMMITS = [
  { sha: SHA, parents: [{ sha: PARENT }, { sha: SIDE }] },
  { sha: SIDE, parents: [] },
  { sha: PARENT, parents: [] },
].map(commit => ({ ...commit, commit: { message: 'x', author: null }, author: null }))

/** So many commits as are read, all of them after the one that is looked for. */
const LONG = Array.from({ length: 100 }, (_, at) => at.toString(16).padStart(40, '0')).map((sha, at, all) => ({
  ...{ sha, parents: [{ sha: all[at + 1] ?? '1'.padStart(40, 'f') }] },
  ...{ commit: { message: 'x', author: null }, author: null },
}))

type Made = Partial<NewAttestation> & { readonly page?: string; readonly id?: number }

const attested = ({ page = PAGE, id = ID, ...made }: Made = {}) => ({
  bundle: provenanceBundle({ digest: DIGEST, commit: SHA, ...made }, { page, id }),
  repository_id: ID,
})

/** Of a workflow that the organization requires: it is another repository's, and what it built is of `source`. */
const ofRequired = ({ source = PAGE, id = ID, ...made }: Omit<Made, 'page'> & { readonly source?: string } = {}) => {
  const { bundle } = attested({ page: source, id, ...made })
  const { payload } = (bundle as { readonly dsseEnvelope: { readonly payload: string } }).dsseEnvelope
  const statement = JSON.parse(Buffer.from(payload, 'base64').toString())
  statement.predicate.buildDefinition.externalParameters.workflow.repository = OTHER_PAGE
  const changed = Buffer.from(JSON.stringify(statement)).toString('base64')
  const payloadType = 'application/vnd.in-toto+json'
  return { bundle: { dsseEnvelope: { payloadType, payload: changed } }, repository_id: ID }
}

/** Of another repository, in an answer and a statement without GitHub's number of it. */
const NAMELESS = { bundle: attested({ page: OTHER_PAGE, id: Number.NaN }).bundle }

const UNREADABLE = { bundle: {}, repository_id: ID }

async function check(attestations: readonly object[] | Answer, required = false, commits: object = COMMITS) {
  const listed = Array.isArray(attestations) ? { status: 200, body: { attestations } } : (attestations as Answer)
  const api = await startFakeApi(listed, { status: 200, body: commits })
  const log = new RecordingLogger()
  const image = { digest: DIGEST, mediaType: 'm', reference: `ghcr.io/acme/hello@${DIGEST}`, origins: [] }
  const owner = { github: api.connect(), sha: SHA, branch: 'main', page: PAGE, log, required }
  const thrown: unknown = await checkAttestation(image, owner).catch((reason: unknown) => reason)
  const error = thrown instanceof UserError ? thrown : undefined
  return {
    reason: error?.reason,
    text: error?.message ?? '',
    findings: error?.findings,
    lines: log.lines.map(line => line.replace('info: ', '')),
    api,
  }
}

describe.each([false, true])('with required: %s', required => {
  test.each<[string, readonly object[], number]>([
    ['of its commit', [attested()], 1],
    ['of its commit, the repository spelled in another way', [attested({ page: 'https://github.com/Acme/Hello' })], 1],
    ['of its commit, before the repository was renamed', [attested({ page: 'https://github.com/acme/old' })], 1],
    ['of its first parent, whose image it keeps', [attested({ commit: PARENT })], 2],
    ['of its commit, dispatched', [attested({ event: 'workflow_dispatch' })], 1],
    ['of its commit, by a workflow that the organization requires', [ofRequired()], 1],
    ['of its first parent, by such a workflow', [ofRequired({ commit: PARENT })], 2],
  ])('%s: good', async (_what, attestations, requests) => {
    const { reason, lines, api } = await check(attestations, required)
    expect([reason, lines, api.requests.length]).toEqual([undefined, ['✓ attested on GitHub'], requests])
  })

  test.each<[string, readonly object[], string]>([
    ['a commit of a branch', [attested({ commit: 'd'.repeat(40) })], 'of commit ddddddd'],
    ['a commit that was merged, not one before it', [attested({ commit: SIDE })], 'of commit ccccccc'],
    ['a pull request', [attested({ event: 'pull_request', commit: 'd'.repeat(40) })], 'for a pull request'],
    ['a pull request, on its target’s commit', [attested({ event: 'pull_request_target' })], 'for a pull request'],
    ['a comment on a pull request, on the commit itself', [attested({ event: 'issue_comment' })], 'for a comment'],
    ['another repository', [attested({ page: OTHER_PAGE, id: 8 })], `of repository ${OTHER_PAGE}`],
    ['a required workflow, a commit that was merged', [ofRequired({ commit: SIDE })], 'of commit ccccccc'],
    ['a required workflow, for a pull request', [ofRequired({ event: 'pull_request' })], 'for a pull request'],
    ['a required workflow, a third repository', [ofRequired({ source: 'https://github.com/acme/x' })], 'of no commit'],
    ['a required workflow, for another repository', [ofRequired({ id: 8 })], `of repository ${OTHER_PAGE}`],
    [
      'a required workflow, its own repository alone',
      [ofRequired({ source: OTHER_PAGE, commit: 'd'.repeat(40) })],
      'of commit ddddddd',
    ],
    ['another repository, neither with a number', [NAMELESS], `of repository ${OTHER_PAGE}`],
    ['what is no repository', [attested({ page: `${OTHER_PAGE}\n::warning::x`, id: 8 })], 'of another repository'],
    ['another image', [attested({ digest: `sha256:${'6'.repeat(64)}` })], 'of another image'],
    ['what is no SHA', [attested({ commit: `${'d'.repeat(40)}\n::warning::x` })], 'of what is no commit'],
    ['nothing', [attested({ commit: '' })], 'of no commit'],
    [
      'two others',
      [attested({ commit: 'd'.repeat(40) }), attested({ page: OTHER_PAGE, id: 8 })],
      `of commit ddddddd, of repository ${OTHER_PAGE}`,
    ],
  ])('%s: refused', async (_what, attestations, said) => {
    const { reason, text, findings } = await check(attestations, required)
    const refused = `the image under this commit's tag was built elsewhere (attestation ${said}): who pushed it there? Delete it and build the commit again`
    expect([reason, text]).toEqual(['image-built-elsewhere', refused])
    expect(findings).toEqual([{ reason, text, where: `ghcr.io/acme/hello@${DIGEST}` }])
  })

  test.each<[string, string, string | undefined]>([
    ['the default branch', 'refs/heads/main', undefined],
    ['its merge queue', 'refs/heads/gh-readonly-queue/main/pr-7-abc', undefined],
    ['a branch', 'refs/heads/main-2', 'image-built-elsewhere'],
    ['a tag', 'refs/tags/main', 'image-built-elsewhere'],
  ])('a commit too far back to be seen is good where it was built for %s alone', async (_what, ref, expected) => {
    expect((await check([attested({ commit: 'd'.repeat(40), ref })], required, LONG)).reason).toBe(expected)
  })

  test('a commit too far back is not good by the branch of a workflow of another repository', async () => {
    const { reason } = await check([ofRequired({ commit: 'd'.repeat(40) })], required, LONG)
    expect(reason).toBe('image-built-elsewhere')
  })

  test('one that fits is enough, and what did not fit is said', async () => {
    const { reason, lines } = await check([attested({ commit: 'd'.repeat(40) }), UNREADABLE, attested()], required)
    expect(reason).toBeUndefined()
    const left = 'another attestation is left out: of commit ddddddd, not readable: it is no statement'
    expect(lines).toEqual([`✓ attested on GitHub (${left})`])
  })

  test('the places of five commits are looked up, and no more', async () => {
    const digits = ['1', '2', '3', '4', '6', '7', '8', '9']
    const { reason, api } = await check(
      digits.map(digit => attested({ commit: digit.repeat(40) })),
      required,
    )
    expect([reason, api.requests.length]).toEqual(['image-built-elsewhere', 6])
  })
})

const FORBIDDEN: Answer = { status: 403, body: { message: 'Resource not accessible by integration' } }
const MISSING: Answer = { status: 404, body: { message: 'Not Found' } }
const NO_PERMISSION =
  "GitHub refused to list the image's attestations (403 Resource not accessible by integration): give the job 'permissions: attestations: read'"
const NOT_READABLE = "GitHub's attestation of the image cannot be read (it is no statement)"

describe('where none is required', () => {
  test.each<[string, readonly object[] | Answer, readonly string[]]>([
    ['there is none', MISSING, []],
    ['the list is empty', [], []],
    ['the token may not read them', FORBIDDEN, [`- where the image was built was not checked: ${NO_PERMISSION}`]],
    ['it cannot be read', [UNREADABLE], [`- where the image was built was not checked: ${NOT_READABLE}`]],
    [
      'it cannot be read, and another one is of a pull request',
      [attested({ event: 'pull_request' }), UNREADABLE],
      [`- where the image was built was not checked: ${NOT_READABLE}; another one does not fit: for a pull request`],
    ],
  ])('%s: that refuses nothing', async (_what, attestations, lines) => {
    const checked = await check(attestations)
    expect([checked.reason, checked.lines]).toEqual([undefined, lines])
  })
})

describe('where one is required', () => {
  const none =
    "GitHub shows no attestation of the image, and the policy has 'image-attestation: required': attest it in its build, and give this job 'permissions: attestations: read'"

  test.each<[string, readonly object[] | Answer, string, string]>([
    ['there is none, or a server has none', MISSING, 'image-not-attested', none],
    ['the list is empty', [], 'image-not-attested', none],
    ['the token may not read them', FORBIDDEN, 'github-forbidden', NO_PERMISSION],
    [
      'the rate limit is used up',
      { status: 429, body: { message: 'wait' } },
      'github-rate-limited',
      "GitHub's rate limit is used up, so it did not list the image's attestations (429 wait): run again in a few minutes",
    ],
    [
      'it cannot be read',
      [UNREADABLE],
      'image-attestation-unreadable',
      `${NOT_READABLE}: the policy has 'image-attestation: required'`,
    ],
    [
      'it cannot be read, and others are of other commits',
      [UNREADABLE, attested({ commit: SIDE }), attested({ commit: SIDE }), attested({ page: OTHER_PAGE, id: 8 })],
      'image-attestation-unreadable',
      `${NOT_READABLE}; another one does not fit: of commit ccccccc, of repository ${OTHER_PAGE}: the policy has 'image-attestation: required'`,
    ],
  ])('%s: it does not pass', async (_what, attestations, reason, text) => {
    const checked = await check(attestations, true)
    expect([checked.reason, checked.text]).toEqual([reason, text])
  })
})
