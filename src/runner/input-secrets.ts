import { kubeconfigSecrets } from '../secrets/kubeconfig-text.ts'
import { userInfoOf } from '../secrets/user-info.ts'
import { type InputTable, linesOf } from './inputs.ts'
import type { Runner } from './runner.ts'

/** Tokens that a job has beside its inputs, and addresses of proxies, which may hold a password. */
const TOKENS = /^(GITHUB_TOKEN|ACTIONS_(RUNTIME|ID_TOKEN_REQUEST)_TOKEN)$/
const PROXIES = /^(https?|all)_proxy$/i

/** Masks all that is secret in the inputs and the environment of a step, before anything else happens. */
export function hideInputs(table: InputTable, { input, env, masks }: Pick<Runner, 'input' | 'env' | 'masks'>): void {
  const objects: Record<string, string> = {}
  for (const [name, { secret }] of Object.entries(table)) {
    if (secret === 'object') Object.assign(objects, valuesOf(input(name)))
  }
  masks.addNamed(Object.entries(objects))
  for (const [name, { secret }] of Object.entries(table)) {
    const text = input(name)
    if (secret === 'text') masks.addNamed([[`the input "${name}"`, text]])
    if (secret === 'object' && valuesOf(text) === undefined) masks.add(text)
    if (secret === 'address') masks.addAll(userInfoOf(text))
    if (secret === 'kubeconfig') masks.addAll(kubeconfigSecrets(text))
    if (secret === 'variables') masks.addNamed(variablesOf(text).map(variable => [variable, env[variable] ?? '']))
  }
  for (const [name, value = ''] of Object.entries(env)) {
    if (TOKENS.test(name)) masks.add(value)
    if (PROXIES.test(name)) masks.addAll(userInfoOf(value))
  }
}

/** The texts of a JSON object; undefined for anything else. */
function valuesOf(text: string): Readonly<Record<string, string>> | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null) return undefined
    return Object.fromEntries(Object.entries(parsed).filter(([, value]) => typeof value === 'string'))
  } catch {
    return undefined
  }
}

function variablesOf(text: string): readonly string[] {
  return linesOf(text).map(line => line.slice(line.indexOf('=') + 1).trim())
}
