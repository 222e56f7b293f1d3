/** An attestation as GitHub keeps it: by the digests that its statement is about. */
export interface Attestation {
  readonly id: number
  /** `sha256:…` */
  readonly digest: string
  readonly predicateType: string
  /** The Sigstore bundle. */
  readonly bundle: object
}

/** What a workflow has attested of a digest, with `actions/attest-build-provenance` unless said otherwise. */
export interface NewAttestation {
  /** `sha256:…` */
  readonly digest: string
  /** The commit of its run. */
  readonly commit: string
  /** Default: `push`. */
  readonly event?: string
  /** Of its run. Default: that of `main`. */
  readonly ref?: string
  /** `owner/name` of the repository in the statement. Default: the one that keeps it. */
  readonly from?: string
}

const IN_TOTO = 'application/vnd.in-toto+json'
export const PROVENANCE = 'https://slsa.dev/provenance/v1'

/**
 * The bundle that the action makes, by `buildSLSAProvenancePredicate` of `@actions/attest`. The double has no Sigstore: the signature
 * and the certificate are none.
 */
export function provenanceBundle(
  { digest, commit, event = 'push', ref = 'refs/heads/main' }: NewAttestation,
  { page, id }: { readonly page: string; readonly id: number },
): object {
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'image', digest: { sha256: digest.replace('sha256:', '') } }],
    predicateType: PROVENANCE,
    predicate: {
      buildDefinition: {
        buildType: 'https://actions.github.io/buildtypes/workflow/v1',
        externalParameters: { workflow: { ref, repository: page, path: '.github/workflows/build.yml' } },
        internalParameters: {
          github: { event_name: event, repository_id: String(id), runner_environment: 'github-hosted' },
        },
        resolvedDependencies: [{ uri: `git+${page}@${ref}`, digest: { gitCommit: commit } }],
      },
      runDetails: {
        builder: { id: `${page}/.github/workflows/build.yml@${ref}` },
        metadata: { invocationId: `${page}/actions/runs/1/attempts/1` },
      },
    },
  }
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { certificate: { rawBytes: '' }, tlogEntries: [] },
    dsseEnvelope: {
      payloadType: IN_TOTO,
      payload: Buffer.from(JSON.stringify(statement)).toString('base64'),
      signatures: [{ sig: '' }],
    },
  }
}
