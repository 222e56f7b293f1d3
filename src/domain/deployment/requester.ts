import type { Proof } from '../../policy/deploy-rules.ts'
import { isListed, type RecordOrigin } from '../deployment-origin.ts'
import { readPayload } from './payload.ts'

/** Who asked for a deployment, as far as rules about people go by it. */
export interface Requester {
  /** Login; empty when GitHub does not say. */
  readonly login: string
  /** Whether it is a person: an App has no lock of its own to get past, and no role. */
  readonly isPerson: boolean
  /** How that is known. */
  readonly proof: Proof
}

/**
 * Who asked. The creator of the record, as GitHub says it; but where an App made it that the policy lists under `doors`, whom
 * the payload names. Of no one else the payload is believed: every workflow of every branch may create deployments with
 * whatever it likes in them.
 */
export function requesterOf(record: RecordOrigin, doors: readonly string[]): Requester {
  if (record.byPerson) return { login: record.creator, isPerson: true, proof: 'token' }
  const isDoor = record.creator !== '' && isListed(record.creator, doors)
  const actor = isDoor ? readPayload(record.payload)?.actor : undefined
  return actor === undefined
    ? { login: record.creator, isPerson: false, proof: 'app' }
    : { login: actor.login, isPerson: true, proof: actor.proof }
}
