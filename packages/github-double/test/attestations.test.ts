import { expect, it } from 'vitest'
import { startHarness } from './harness.ts'

const DIGEST = `sha256:${'5'.repeat(64)}`
const AT = `/attestations/${DIGEST}`

it('lists what was attested of a digest, newest first, and says where the bundles are', async () => {
  const { github, repository, call } = await startHarness()
  const sha = await repository.commit({ message: 'one' })
  github.recordAttestation({ digest: DIGEST, commit: sha })
  github.recordAttestation({ digest: `sha256:${'6'.repeat(64)}`, commit: sha })
  github.recordAttestation({ digest: DIGEST, commit: 'f'.repeat(40), event: 'pull_request', from: 'acme/other' })
  const { body, status } = await call('GET', AT)
  const listed = body.attestations as readonly { bundle_url: string; bundle?: unknown }[]
  expect([status, listed.length, listed[0]?.bundle]).toEqual([200, 2, undefined])

  const answer = await fetch(listed[0]?.bundle_url ?? '')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/x-snappy'])
  // Another server: with a login, or without the key in the address, it gives nothing.
  const login = { headers: { authorization: 'Bearer ghs_workflow' } }
  expect((await fetch(listed[0]?.bundle_url ?? '', login)).status).toBe(403)
  expect((await fetch((listed[0]?.bundle_url ?? '').replace(/\?.*/, ''))).status).toBe(404)
  github.assertNoUnknownRequests()
})

it('answers 404 where there is none, of the digest or of the type', async () => {
  const { github, repository, call } = await startHarness()
  expect((await call('GET', AT)).status).toBe(404)
  github.recordAttestation({ digest: DIGEST, commit: await repository.commit({ message: 'one' }) })
  expect((await call('GET', `${AT}?predicate_type=sbom`)).status).toBe(404)
  for (const type of ['provenance', 'https://slsa.dev/provenance/v1']) {
    expect((await call('GET', `${AT}?predicate_type=${encodeURIComponent(type)}`)).status).toBe(200)
  }
})
