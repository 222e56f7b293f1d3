import { bundlePath } from '../body/attestation-bundle.ts'
import { json, type Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { Unmodelled } from '../problem.ts'
import { PROVENANCE } from '../state/attestation.ts'

/** What GitHub calls the types that have a short name. */
const SHORT: Readonly<Record<string, string>> = { provenance: PROVENANCE }

const NONE = { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' }

/**
 * Newest first. Without one GitHub answers 404, as for what may not be seen; and it gives the addresses of the bundles without the
 * bundles themselves, which are optional in its description (kedacore/http-add-on#1604, aaif-goose/goose#10556).
 */
function listAttestations({ repository, place, query, page, param }: ApiRequest): Reply {
  const asked = query.get('predicate_type')
  const type = asked === null ? undefined : (SHORT[asked] ?? asked)
  const found = repository.attestations
    .filter(one => one.digest === param('subject_digest') && (type === undefined || one.predicateType === type))
    .toReversed()
  // An answer like others, so that it is held against the description.
  if (found.length === 0) return json(NONE, 404)
  if (found.length > page.size) throw new Unmodelled('more attestations than one page has')
  const listed = found.map(one => ({
    repository_id: repository.id,
    bundle_url: `${place.api}${bundlePath(repository, one)}`,
    initiator: 'user',
  }))
  return json({ attestations: listed })
}

export const attestationRoutes: readonly Route[] = [
  {
    operationId: 'repos/list-attestations',
    method: 'GET',
    path: '/repos/{owner}/{repo}/attestations/{subject_digest}',
    query: ['per_page', 'predicate_type'],
    handle: listAttestations,
  },
]
