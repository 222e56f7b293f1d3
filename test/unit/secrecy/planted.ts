import { BUILD_INPUTS } from '../../../src/actions/build/inputs.ts'
import { DEPLOY_INPUTS } from '../../../src/actions/deploy/inputs.ts'
import { NOTIFY_STALE_INPUTS } from '../../../src/actions/notify-stale/inputs.ts'
import { RECONCILE_INPUTS } from '../../../src/actions/reconcile/inputs.ts'
import type { InputTable, SecretInput } from '../../../src/runner/inputs.ts'
import { encodings } from '../../platform/secrecy/forms.ts'

export const TABLES: readonly (readonly [string, InputTable])[] = [
  ['build', BUILD_INPUTS],
  ['deploy', DEPLOY_INPUTS],
  ['notify-stale', NOTIFY_STALE_INPUTS],
  ['reconcile', RECONCILE_INPUTS],
]

/** Shapes of secrets: one line, since an input of several lines is hidden line by line. */
export const SHAPES: Readonly<Record<string, string>> = {
  token: 'ghs_16C7e42F292c6912E7710c838347Ae178B4a',
  Markdown: 'p*w_with_[marks]~and`more`',
  quotes: `it's a "secret" \\ with $HOME & <tags>`,
  'other letters': 'pässwörd-\u{1f511}-ключ',
  'percent signs': 'a%20b%3Dc/d+e==',
  short: 'q7X!zz09',
  digits: '7391234567890123',
}

/** How an input is given that holds a secret in this way; in its table or in the environment. */
export const GIVEN: Readonly<Record<SecretInput, (secret: string) => { text: string; env?: Record<string, string> }>> =
  {
    text: secret => ({ text: secret }),
    address: secret => ({ text: `https://user:${encodeURIComponent(secret)}@host/` }),
    object: secret => ({ text: JSON.stringify({ OTHER: 'other-value', NAME: secret }, undefined, 2) }),
    kubeconfig: secret => ({ text: `users:\n- user:\n    token: ${JSON.stringify(secret)}\n` }),
    variables: secret => ({ text: 'id=PLANTED', env: { PLANTED: secret } }),
  }

export const INPUTS = TABLES.flatMap(([action, table]) =>
  Object.entries(table).flatMap(([name, { secret }]) =>
    secret === undefined ? [] : [[action, name, secret, table] as const],
  ),
)

/** One secret in each input of an action that holds one, each of another shape; `turn` turns the shapes round. */
export interface Planted {
  readonly secrets: readonly string[]
  /** As the runner hands the inputs over, and the variables that they name. */
  readonly env: Readonly<Record<string, string>>
  /** All of them in all forms, the first one first: what comes from outside and should not hold them. */
  readonly text: string
}

export function planted(table: InputTable, turn: number): Planted {
  const shapes = Object.values(SHAPES)
  const secretInputs = Object.entries(table).filter(([, { secret }]) => secret !== undefined)
  const given = secretInputs.map(([name, { secret: kind = 'text' }], at) => {
    const secret = shapes[(at + turn) % shapes.length] ?? ''
    const { text, env = {} } = GIVEN[kind](secret)
    return { secret, env: { ...env, [`INPUT_${name.toUpperCase()}`]: text } }
  })
  const secrets = [...new Set(given.map(({ secret }) => secret))]
  const first = secrets[turn % secrets.length] ?? ''
  return {
    secrets,
    env: Object.assign({}, ...given.map(({ env }) => env)) as Record<string, string>,
    text: [first, ...secrets.flatMap(encodings)].join(' ; '),
  }
}
