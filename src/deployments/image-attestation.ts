import type { TrunkPlace } from '../domain/history/trunk-place.ts'
import { shortSha } from '../domain/sha.ts'
import { messageOf, UserError } from '../errors.ts'
import { type Attestation, readAttestations } from '../github/attestations/read-attestations.ts'
import type { BuildProvenance } from '../github/attestations/statement.ts'
import type { FoundImage } from '../registry/image-lookup.ts'
import { type ImageOwner, pageOf, placeBefore } from './image-origin.ts'

interface AttestedImage extends ImageOwner {
  /** Name of the default branch. */
  readonly branch: string
  /** Whether there must be one. */
  readonly required: boolean
}

const FULL_SHA = /^[0-9a-f]{40}$/
/** Of others only what has a known form is shown. */
const PAGE = /^https?:\/\/[\w.-]{1,100}(?::\d{1,5})?\/[\w.-]{1,100}\/[\w.-]{1,100}$/
/** Commits whose place is looked up, which takes requests: attestations of one image name one, or two. */
const MOST_COMMITS = 5

/**
 * Compares GitHub's attestations of an image with the commit whose tag it has. One that fits is enough. Refuses where all could be
 * read and none fits (`image-built-elsewhere`), and, where one is required, where there is none (`image-not-attested`) or none that
 * fits and one that could not be read (`image-attestation-unreadable`).
 * Signatures are not verified: what GitHub's interface answers is believed (docs/threat-model.md).
 */
export async function checkAttestation(image: FoundImage, owner: AttestedImage): Promise<void> {
  const { github, log, required } = owner
  const attestations = await readAttestations(github, image.digest).catch((thrown: unknown) => {
    if (required || !(thrown instanceof UserError && thrown.reason.startsWith('github-'))) throw thrown
    log.info(`- where the image was built was not checked: ${messageOf(thrown)}`)
    return undefined
  })
  if (attestations === undefined) return
  if (attestations.length === 0) {
    if (required) throw notAttested(image)
    return
  }
  const looked = new Map<string, TrunkPlace['kind']>()
  const others: string[] = []
  const unread: string[] = []
  for (const attestation of attestations) {
    if (attestation.kind === 'unreadable') {
      unread.push(attestation.why)
      continue
    }
    const other = await otherOrigin(attestation, image, owner, looked)
    if (other === undefined) return log.info(`✓ attested on GitHub${leftOut(others, unread)}`)
    others.push(other)
  }
  const [unreadable] = unread
  // What could not be read may be the one that fits: an image is called another's only where all were read.
  if (unreadable === undefined) throw builtElsewhere(image, others)
  const more = others.length === 0 ? '' : `; another one does not fit: ${someOf(others)}`
  const why = `GitHub's attestation of the image cannot be read (${unreadable})${more}`
  if (required)
    throw new UserError('image-attestation-unreadable', `${why}: the policy has 'image-attestation: required'`)
  log.info(`- where the image was built was not checked: ${why}`)
}

/** What an attestation names in place of the commit, in a few words; undefined where it fits. */
async function otherOrigin(
  { provenance, repositoryId }: Extract<Attestation, { readonly kind: 'read' }>,
  image: FoundImage,
  { github, sha, page, branch }: AttestedImage,
  looked: Map<string, TrunkPlace['kind']>,
): Promise<string | undefined> {
  const { subjects, repository, event, ref } = provenance
  if (!subjects.some(subject => `sha256:${subject}` === image.digest)) return 'of another image'
  // The number stays when the repository is renamed, and attestations keep the old name.
  const isOurs = provenance.repositoryId !== undefined && provenance.repositoryId === repositoryId
  if (!isOurs && pageOf(repository) !== pageOf(page)) {
    return PAGE.test(repository) ? `of repository ${repository}` : 'of another repository'
  }
  // Those have a commit of the default branch too where their event is that of the target.
  if (event.startsWith('pull_request')) return 'for a pull request'
  // Such a run is one of the default branch, and may have checked out the pull request that the comment is on.
  if (event === 'issue_comment') return 'for a comment'
  const found = ownSources(provenance, page)
  if (found.length === 0) return 'of no commit'
  for (const source of found) {
    const { commit } = source
    if (!FULL_SHA.test(commit)) return 'of what is no commit'
    if (commit !== sha && !(await isOfTrunk(source))) return `of commit ${shortSha(commit)}`
  }
  return undefined

  async function isOfTrunk({ page: of, commit }: Source): Promise<boolean> {
    if (!looked.has(commit) && looked.size < MOST_COMMITS) {
      looked.set(commit, await placeBefore(github, commit, sha))
    }
    const place = looked.get(commit)
    // Too far back to be seen: the run must have been one of the default branch, or of its merge queue. The ref is that of the
    // workflow, which says nothing of the commit where the workflow is another repository's.
    const isTrunk =
      pageOf(of) === pageOf(repository) &&
      (ref === `refs/heads/${branch}` || ref.startsWith(`refs/heads/gh-readonly-queue/${branch}/`))
    return place === 'found' || (place === 'too-far-back' && isTrunk)
  }
}

type Source = BuildProvenance['sources'][number]

/**
 * The commits of this repository. Where the workflow is another repository's, as one that an organization requires, the sources
 * name this one. Where none does it is under its old name, which is the workflow's, too.
 */
function ownSources({ sources, repository }: BuildProvenance, page: string): readonly Source[] {
  const named = (wanted: string) => sources.filter(({ page: of }) => pageOf(of) === pageOf(wanted))
  const own = named(page)
  return own.length > 0 ? own : named(repository)
}

function leftOut(others: readonly string[], unread: readonly string[]): string {
  const left = [...others, ...unread.map(why => `not readable: ${why}`)]
  return left.length === 0 ? '' : ` (another attestation is left out: ${left.join(', ')})`
}

function someOf(others: readonly string[]): string {
  const said = [...new Set(others)]
  return `${said.slice(0, 2).join(', ')}${said.length > 2 ? ` and ${said.length - 2} more` : ''}`
}

function builtElsewhere({ reference }: FoundImage, others: readonly string[]): UserError {
  const text = `the image under this commit's tag was built elsewhere (attestation ${someOf(others)}): who pushed it there? Delete it and build the commit again`
  return refusal('image-built-elsewhere', text, reference)
}

function notAttested({ reference }: FoundImage): UserError {
  const text =
    "GitHub shows no attestation of the image, and the policy has 'image-attestation: required': attest it in its build, and give this job 'permissions: attestations: read'"
  return refusal('image-not-attested', text, reference)
}

function refusal(reason: 'image-built-elsewhere' | 'image-not-attested', text: string, where: string): UserError {
  return new UserError(reason, text, { findings: [{ reason, where, text }] })
}
