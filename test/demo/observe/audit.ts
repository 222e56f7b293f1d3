import { readFile } from 'node:fs/promises'

interface AuditEvent {
  readonly stage: string
  readonly verb: string
  readonly requestURI: string
  readonly requestReceivedTimestamp: string
  readonly user: { readonly username: string }
}

/** What one user asked of the API server in a while, as the API server itself wrote it down. */
export interface AuditedRequests {
  readonly reads: number
  /** `patch /apis/apps/v1/…`; dry runs and questions about one's own permissions are no writes. */
  readonly writes: readonly string[]
}

const READING = new Set(['get', 'list', 'watch'])

/** Requests of `user` that came in at or after `since`, milliseconds since the epoch. */
export async function auditedRequests(file: string, user: string, since: number): Promise<AuditedRequests> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter(line => line !== '')
  // A request is written at several stages; the first one is written whether it is answered or not.
  const events = lines
    .map(line => JSON.parse(line) as AuditEvent)
    .filter(event => event.user.username === user && Date.parse(event.requestReceivedTimestamp) >= since)
  const writes = events
    .filter(({ verb, requestURI }) => !READING.has(verb) && !isQuestion(requestURI))
    .map(({ verb, requestURI }) => `${verb} ${requestURI}`)
  return { reads: events.filter(({ verb }) => READING.has(verb)).length, writes: [...new Set(writes)] }
}

function isQuestion(uri: string): boolean {
  return /[?&]dryRun=All\b/.test(uri) || uri.startsWith('/apis/authorization.k8s.io/')
}
