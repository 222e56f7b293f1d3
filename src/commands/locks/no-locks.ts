import { UserError } from '../../errors.ts'
import type { LockStore } from '../ports.ts'

/** Where the policy keeps no locks: there are none to read, and nothing can be written. */
export const NO_LOCKS: LockStore = {
  list: async () => ({ refs: [], at: undefined }),
  content: async () => ({ kind: 'none' }),
  create: refuse,
  replace: refuse,
  remove: refuse,
}

async function refuse(): Promise<never> {
  throw new UserError('locks-off', "the policy says 'locks: { refs: none }': nothing is locked here")
}
