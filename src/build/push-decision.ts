import { UserError } from '../runner/user-error.ts'
import type { BuildEvent } from './event.ts'
import type { BuildSettings } from './settings.ts'

/** Whether the image is pushed, and with which login; else why it is not. */
export type PushDecision =
  | { readonly push: true; readonly login: { readonly username: string; readonly password: string } | undefined }
  | { readonly push: false; readonly why: string }

const outsiders = {
  fork: 'this is a pull request from a fork, which GitHub gives no secrets',
  dependabot: "this run was started by Dependabot, which GitHub gives none of Actions' secrets",
} as const

/** Decides before anything is started. Throws `bad-input` for credentials that cannot be used. */
export function decidePush(
  { push, registry }: Pick<BuildSettings, 'push' | 'registry'>,
  event: BuildEvent,
): PushDecision {
  const { outsider } = event
  if (push === false) return { push: false, why: 'input "push" is false' }
  if (push === 'auto' && outsider === 'fork') return { push: false, why: outsiders.fork }
  const { username, password } = registry
  const isHalf = (username === '') !== (password === '')
  if (isHalf && outsider !== undefined) {
    const why = `${outsiders[outsider]}, so that "registry-${username === '' ? 'username' : 'password'}" is empty`
    if (push === 'auto') return { push: false, why }
    throw new UserError(
      'no-credentials',
      `The image cannot be pushed: ${why}; leave "push" at auto, or let a workflow that is given secrets build this commit`,
    )
  }
  if (isHalf) {
    const [has, lacks] = username === '' ? ['password', 'username'] : ['username', 'password']
    throw new UserError(
      'bad-input',
      `Input "registry-${has}" is given but "registry-${lacks}" is empty; give both or neither (a secret that does not exist is an empty text)`,
    )
  }
  return { push: true, login: username === '' ? undefined : registry }
}
