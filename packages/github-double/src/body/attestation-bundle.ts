import type { Attestation } from '../state/attestation.ts'
import type { RepositoryState } from '../state/repository.ts'
import type { Store } from '../state/store.ts'

/** The key in the address, without which the store of bundles answers nothing. */
const KEY = 'sig=2f9a'

/** Path and key of a bundle. GitHub's is on another host, `…blob.core.windows.net`. */
export function bundlePath({ id }: RepositoryState, attestation: Attestation): string {
  return `/attestation-bundles/${id}/${attestation.id}.json.sn?${KEY}`
}

/** What the store of bundles answers: another server, which takes a login for a wrong one. Undefined: it is not asked. */
export function bundleAnswer(
  store: Store,
  path: string,
  authorization: string | undefined,
): { readonly status: number; readonly bytes: Buffer; readonly type: string } | undefined {
  if (!path.startsWith('/attestation-bundles/')) return undefined
  const refused = (status: number) => ({ status, bytes: Buffer.from('<Error/>'), type: 'application/xml' })
  if (authorization !== undefined) return refused(403)
  for (const repository of store.repositories) {
    const found = repository.attestations.find(one => bundlePath(repository, one) === path)
    if (found !== undefined) {
      return { status: 200, bytes: packed(JSON.stringify(found.bundle)), type: 'application/x-snappy' }
    }
  }
  return refused(404)
}

/** A block of Snappy that copies nothing: its length, then pieces of at most 60 bytes, each behind its own. */
function packed(text: string): Buffer {
  const bytes = Buffer.from(text)
  const length: number[] = []
  for (let rest = bytes.length; ; rest = Math.floor(rest / 128)) {
    length.push(rest < 128 ? rest : (rest % 128) + 128)
    if (rest < 128) break
  }
  const pieces: Buffer[] = [Buffer.from(length)]
  for (let at = 0; at < bytes.length; at += 60) {
    const piece = bytes.subarray(at, at + 60)
    pieces.push(Buffer.from([(piece.length - 1) * 4]), piece)
  }
  return Buffer.concat(pieces)
}
