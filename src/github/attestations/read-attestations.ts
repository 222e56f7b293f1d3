import { messageOf, UserError } from '../../errors.ts'
import { asRecord } from '../../text/json.ts'
import type { GitHubClient } from '../client.ts'
import { unpackSnappy } from './snappy.ts'
import { type BuildProvenance, PREDICATE, provenanceIn } from './statement.ts'

/** Bytes of one attestation, packed and unpacked. One of an image has some 10,000. */
export const MOST_ATTESTATION = 1024 * 1024

/** Attestations of one image that are looked at, the newest ones. Each build of it adds one. */
export const MOST_ATTESTATIONS = 30

/** One attestation of an image: what it says, or why that cannot be read. */
export type Attestation =
  | { readonly kind: 'read'; readonly provenance: BuildProvenance; readonly repositoryId: number | undefined }
  | { readonly kind: 'unreadable'; readonly why: string }

/**
 * What GitHub's attestations of a digest say of where it was built, newest first; none where GitHub has none or shows none.
 * Throws what a request to GitHub throws.
 */
export async function readAttestations(github: GitHubClient, digest: string): Promise<readonly Attestation[]> {
  // Others are not asked for: GitHub keeps attestations by this one.
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) return []
  const octokit = await github.octokit()
  const asked = octokit.request('GET /repos/{owner}/{repo}/attestations/{subject_digest}', {
    ...github.repository,
    subject_digest: digest,
    per_page: MOST_ATTESTATIONS,
    predicate_type: PREDICATE,
  })
  const answer = await asked.catch((thrown: unknown) => {
    // That is GitHub's answer, too, where there is none of this digest.
    if (thrown instanceof UserError && thrown.reason === 'github-not-found') return undefined
    throw thrown
  })
  const listed = (answer?.data.attestations ?? []).slice(0, MOST_ATTESTATIONS)
  return Promise.all(listed.map(one => read(github, one)))
}

async function read(github: GitHubClient, listed: unknown): Promise<Attestation> {
  const { bundle, bundle_url, repository_id } = asRecord(listed)
  const repositoryId = typeof repository_id === 'number' ? repository_id : undefined
  if (typeof bundle === 'object' && bundle !== null) return readBundle(() => bundle, repositoryId)
  if (typeof bundle_url !== 'string')
    return { kind: 'unreadable', why: 'GitHub says neither its text nor where that is' }
  // GitHub lists most without their text, which is elsewhere, packed with Snappy.
  const answer = await github.download(bundle_url, MOST_ATTESTATION)
  if ('unreadable' in answer) return { kind: 'unreadable', why: answer.unreadable }
  return readBundle(() => unpacked(answer.bytes), repositoryId)
}

function readBundle(bundle: () => unknown, repositoryId: number | undefined): Attestation {
  try {
    return { kind: 'read', provenance: provenanceIn(bundle()), repositoryId }
  } catch (thrown) {
    return { kind: 'unreadable', why: messageOf(thrown) }
  }
}

function unpacked(packed: Uint8Array): unknown {
  const isPlain = packed[0] === '{'.charCodeAt(0)
  const text = Buffer.from(isPlain ? packed : unpackSnappy(packed, MOST_ATTESTATION)).toString()
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('it is no JSON')
  }
}
