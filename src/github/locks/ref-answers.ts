import { UserError } from '../../errors.ts'
import { fieldOf } from '../../text/json.ts'
import type { Instant } from '../../time/instant.ts'
import { MOST_LIST_PAGES } from '../pages.ts'

/** GitHub has had pages here and has none now. Throws where the answer says that there is more, and not where. */
export function nextPage(link: string | undefined, page: number): number | undefined {
  const next = link?.split(',').find(one => /;\s*rel="next"/.test(one))
  if (next === undefined) return undefined
  const number = Number(/[?&]page=(\d+)/.exec(next)?.[1])
  if (number === page + 1 && number <= MOST_LIST_PAGES) return number
  throw new UserError(
    'github-broken',
    'GitHub did not list the locks to the end: there are more pages, and it is not clear which',
  )
}

export function dateOf(date: string | undefined): Instant | undefined {
  const at = Date.parse(date ?? '')
  return Number.isNaN(at) ? undefined : at
}

export function isRefMissing(thrown: unknown): boolean {
  return thrown instanceof UserError && thrown.reason === 'github-not-found'
}

/** GitHub answers so to whatever asks for the refs of a repository without a commit. Another 409 says nothing about locks. */
export function isEmptyRepository(thrown: unknown): boolean {
  if (!(thrown instanceof UserError)) return false
  const message = fieldOf(thrown.cause, 'message')
  return fieldOf(thrown.cause, 'status') === 409 && typeof message === 'string' && /repository is empty/i.test(message)
}

export function isTaken(thrown: unknown): boolean {
  if (!(thrown instanceof UserError)) return false
  const message = fieldOf(thrown.cause, 'message')
  return fieldOf(thrown.cause, 'status') === 422 && typeof message === 'string' && /already exists/i.test(message)
}
