import { fieldOf } from '../../text/json.ts'

/** What an attestation says of where an image was built. */
export interface BuildProvenance {
  /** SHA-256 of what it is about, in hex. */
  readonly subjects: readonly string[]
  /** Page of the repository whose workflow built it. */
  readonly repository: string
  /** GitHub's number of that repository, which stays when it is renamed. */
  readonly repositoryId: number | undefined
  /** The event of that workflow, and the ref of its run. */
  readonly event: string
  readonly ref: string
  /** The commits that it was built from, each with the page of its repository. */
  readonly sources: readonly { readonly page: string; readonly commit: string }[]
}

const IN_TOTO = 'application/vnd.in-toto+json'
const STATEMENT = 'https://in-toto.io/Statement/v1'
/** What says where something was built. */
export const PREDICATE = 'https://slsa.dev/provenance/v1'

/**
 * Reads the statement in a Sigstore bundle, in the form of `actions/attest-build-provenance`. Throws where that is not its form.
 * Its signature is NOT verified.
 */
export function provenanceIn(bundle: unknown): BuildProvenance {
  const envelope = fieldOf(bundle, 'dsseEnvelope')
  const payload = fieldOf(envelope, 'payload')
  if (fieldOf(envelope, 'payloadType') !== IN_TOTO || typeof payload !== 'string') throw new Error('it is no statement')
  const statement = jsonOf(Buffer.from(payload, 'base64').toString())
  if (fieldOf(statement, '_type') !== STATEMENT || fieldOf(statement, 'predicateType') !== PREDICATE) {
    throw new Error('it is no provenance of SLSA 1')
  }
  const definition = fieldOf(fieldOf(statement, 'predicate'), 'buildDefinition')
  const workflow = fieldOf(fieldOf(definition, 'externalParameters'), 'workflow')
  const github = fieldOf(fieldOf(definition, 'internalParameters'), 'github')
  return {
    subjects: listOf(fieldOf(statement, 'subject')).flatMap(one => textsOf(fieldOf(fieldOf(one, 'digest'), 'sha256'))),
    repository: textsOf(fieldOf(workflow, 'repository'))[0] ?? '',
    repositoryId: numberOf(fieldOf(github, 'repository_id')),
    event: textsOf(fieldOf(github, 'event_name'))[0] ?? '',
    ref: textsOf(fieldOf(workflow, 'ref'))[0] ?? '',
    sources: listOf(fieldOf(definition, 'resolvedDependencies')).flatMap(sourceOf),
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('its statement is no JSON')
  }
}

/** `git+https://github.com/acme/hello@refs/heads/main` and the commit; nothing for a dependency that is no commit. */
function sourceOf(dependency: unknown): readonly { readonly page: string; readonly commit: string }[] {
  const [uri = ''] = textsOf(fieldOf(dependency, 'uri'))
  const [commit = ''] = textsOf(fieldOf(fieldOf(dependency, 'digest'), 'gitCommit'))
  if (!uri.startsWith('git+') || commit === '') return []
  const [page = ''] = uri.slice('git+'.length).split('@')
  return [{ page, commit: commit.toLowerCase() }]
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function textsOf(value: unknown): readonly string[] {
  return typeof value === 'string' ? [value] : []
}

/** The runner's token has its numbers as texts. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined
}
