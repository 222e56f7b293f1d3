import { createHash } from 'node:crypto'
import type { Account } from '../state/account.ts'
import type { Reply } from './reply.ts'

/** The ETag of an answer: another one for each token and media type, as GitHub's `Vary` says. */
export function entityTag(reply: Reply, account: Account, accept: string): string | undefined {
  const { content } = reply
  if (reply.status !== 200 || 'empty' in content) return undefined
  const body = 'bytes' in content ? content.bytes : JSON.stringify(content.json)
  const hash = createHash('sha256').update(`${account.name}\n${accept}\n`).update(body).digest('hex')
  return `W/"${hash}"`
}

/** Whether `If-None-Match` has the tag; strong and weak ones are compared alike. */
export function matchesTag(ifNoneMatch: string | undefined, tag: string): boolean {
  const bare = (text: string) => text.trim().replace(/^W\//, '')
  return (ifNoneMatch ?? '').split(',').some(one => one.trim() === '*' || bare(one) === bare(tag))
}
