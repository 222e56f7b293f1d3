import { UserError } from '../../../errors.ts'
import type { BuildEvent } from '../plan/event.ts'
import type { BuildSettings } from '../plan/settings.ts'

/** Whether the image is pushed, and with which login; else why it is not. */
export type PushDecision =
  | { readonly push: true; readonly login: { readonly username: string; readonly password: string } | undefined }
  | { readonly push: false; readonly why: string }

const OUTSIDERS = {
  fork: 'this is a pull request from a fork, which GitHub gives no secrets',
  'fork-run':
    "this run was started by one for a pull request from a fork, whose code must not get at this run's secrets",
  dependabot: "this run was started by Dependabot, which GitHub gives none of Actions' secrets",
} as const

/** Decides before anything is started. Throws `input-invalid` for credentials that cannot be used. */
export function decidePush(
  { push, registry }: Pick<BuildSettings, 'push' | 'registry'>,
  event: BuildEvent,
): PushDecision {
  const { outsider } = event
  if (push === false) return { push: false, why: 'input "push" is false' }
  if (push === 'auto' && (outsider === 'fork' || outsider === 'fork-run'))
    return { push: false, why: OUTSIDERS[outsider] }
  const { username, password } = registry
  const isHalf = (username === '') !== (password === '')
  if (isHalf && outsider !== undefined) {
    const why = `${OUTSIDERS[outsider]}, so that "registry-${username === '' ? 'username' : 'password'}" is empty`
    if (push === 'auto') return { push: false, why }
    throw noCredentials(why)
  }
  if (isHalf) {
    const [has, lacks] = username === '' ? ['password', 'username'] : ['username', 'password']
    throw new UserError(
      'input-invalid',
      `Input "registry-${has}" is given but "registry-${lacks}" is empty; give both or neither (a secret that does not exist is an empty text)`,
    )
  }
  return { push: true, login: username === '' ? undefined : registry }
}

/**
 * Decides again when the registry has denied the write: a run whose secrets GitHub keeps back has no login, and that is
 * the reason, not a mistake. Throws what was thrown where it is none of this, and `registry-credentials-missing` where a
 * push was asked for.
 */
export function decideAfterRefusal(
  thrown: unknown,
  decision: PushDecision,
  push: BuildSettings['push'],
  { outsider }: BuildEvent,
): PushDecision {
  const isRefusal = thrown instanceof UserError && thrown.reason === 'registry-denied' && decision.push
  // What a fork gives as a login is at best the run's own token, which may write nothing.
  if (!isRefusal || outsider === undefined || (decision.login !== undefined && outsider !== 'fork')) throw thrown
  const why = `${OUTSIDERS[outsider]}, and the registry takes no anonymous writes`
  if (push === 'auto') return { push: false, why }
  throw noCredentials(why, thrown)
}

function noCredentials(why: string, cause?: unknown): UserError {
  return new UserError(
    'registry-credentials-missing',
    `The image cannot be pushed: ${why}; leave "push" at auto, or let a workflow that is given secrets build this commit`,
    { cause },
  )
}
