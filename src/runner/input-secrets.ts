import { kubeconfigSecrets } from '../secrets/kubeconfig-text.ts'
import { userInfoOf } from '../secrets/user-info.ts'
import { type InputTable, linesOf } from './inputs.ts'
import type { Runner } from './runner.ts'

/** Tokens that a job has beside its inputs, and addresses of proxies, which may hold a password. */
const TOKENS = /^(GITHUB_TOKEN|ACTIONS_(RUNTIME|ID_TOKEN_REQUEST)_TOKEN)$/
const PROXIES = /^(https?|all)_proxy$/i

/** Masks all that is secret in the inputs and the environment of a step, before anything else happens. */
export function hideInputs(table: InputTable, { input, env, masks }: Pick<Runner, 'input' | 'env' | 'masks'>): void {
  const objects = new Map<string, string>()
  for (const [name, { secret }] of Object.entries(table)) {
    if (secret !== 'object') continue
    for (const [key, value] of valuesOf(input(name)) ?? []) objects.set(key, value)
  }
  masks.addNamed(objects)
  for (const [name, { secret }] of Object.entries(table)) {
    const text = input(name)
    if (secret === 'text') masks.addNamed([[`the input "${name}"`, text]])
    if (secret === 'object' && valuesOf(text) === undefined) masks.add(text)
    if (secret === 'address') masks.addAll(userInfoOf(text))
    if (secret === 'kubeconfig') masks.addAll(kubeconfigSecrets(text))
    if (secret === 'variables') masks.addNamed(variablesOf(text).map(variable => [variable, textOf(env, variable)]))
  }
  for (const [name, value = ''] of Object.entries(env)) {
    if (TOKENS.test(name)) masks.add(value)
    if (PROXIES.test(name)) masks.addAll(userInfoOf(value))
  }
}

/** The texts of a JSON object; undefined for anything else. */
function valuesOf(text: string): readonly (readonly [name: string, value: string])[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null) return undefined
    return Object.entries(parsed).filter(([, value]) => typeof value === 'string')
  } catch {
    return undefined
  }
}

/** Not by a look-up alone: every object has a `constructor`. */
function textOf(env: Runner['env'], name: string): string {
  return Object.hasOwn(env, name) ? (env[name] ?? '') : ''
}

function variablesOf(text: string): readonly string[] {
  return linesOf(text).map(line => line.slice(line.indexOf('=') + 1).trim())
}
