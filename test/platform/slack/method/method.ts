import type { Arguments, Kind } from '../http/arguments.ts'
import type { ArgumentNames, MethodName } from '../schema.ts'
import type { Account } from '../state/account.ts'
import type { Store } from '../state/store.ts'

/** A request that has passed authentication, and whose arguments have known names. */
export interface Called {
  readonly store: Store
  readonly account: Account
  readonly given: Arguments
}

/** One method of Slack's web API. */
export interface Method {
  readonly name: MethodName
  /** The arguments that are modelled; a request with another one is answered with 501. */
  readonly arguments: Readonly<Record<string, Kind>>
  /** Needed whatever the arguments are. */
  readonly scope?: string
  /** What stands beside `ok: true`. */
  readonly handle: (called: Called) => object
}

/** A method whose arguments are among those that Slack's own package knows. */
export function method<Name extends MethodName>(
  made: Method & { readonly name: Name; readonly arguments: Partial<Record<ArgumentNames[Name], Kind>> },
): Method {
  return made
}
