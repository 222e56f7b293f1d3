import type { LockScope } from '../domain/lock/lock-name.ts'

/** What a person asks for, by whichever door. */
export type Command =
  | {
      readonly verb: 'lock'
      readonly scope: LockScope
      /** Milliseconds; undefined: until it is unlocked. */
      readonly lasts: number | undefined
      readonly reason: string
      readonly link: string
      /** Also what another has. */
      readonly steal: boolean
    }
  | { readonly verb: 'unlock'; readonly scope: LockScope; readonly steal: boolean }
  | { readonly verb: 'status' }

export const VERBS = ['lock', 'unlock', 'status', 'help'] as const

/** How each is written; the same in every door. */
export const USAGE: Readonly<Record<(typeof VERBS)[number], string>> = {
  lock: 'lock [service] <environment|all> [for 2h] [reason]',
  unlock: 'unlock [service] <environment|all>',
  status: 'status',
  help: 'help',
}
