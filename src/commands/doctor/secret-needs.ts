import type { SecretNames } from '../../github/setup/secret-names.ts'
import type { WorkflowFile } from '../../github/workflows/read-workflows.ts'
import type { WorkflowCall } from '../../github/workflows/workflow-calls.ts'
import { canonicalName } from '../../text/canonical-name.ts'

/** A secret that the deployments of an environment need. */
export interface SecretNeed {
  readonly name: string
  /** Under which name it is kept; undefined: the workflow does not say so plainly. */
  readonly kept: string | undefined
  /** Whether the calling job reads it, which has no environment. */
  readonly isOfCaller: boolean
  /** Whether each workflow that may deploy to the environment needs it, and is known to be of this project. */
  readonly isSure: boolean
}

/** What deploy workflows need in an environment. One with another environment written out is none of it. */
export function secretNeeds(workflows: readonly WorkflowFile[], environment: string): readonly SecretNeed[] {
  const calls = workflows
    .flatMap(one => one.calls)
    .filter(({ role, inputs }) => role === 'deploy' && isFor(inputs.environment, environment))
  const all = calls.map(needsOfCall)
  const names = [...new Set(all.flatMap(needs => needs.map(({ name }) => name)))]
  return names.map(name => {
    const found = all.flatMap(needs => needs.filter(one => one.name === name))
    const [first] = found
    if (first === undefined) throw new Error(`no need of ${name}`)
    const isSame = found.every(({ kept, isOfCaller }) => kept === first.kept && isOfCaller === first.isOfCaller)
    return {
      ...first,
      kept: isSame ? first.kept : undefined,
      isSure: found.length === calls.length && calls.every(({ isKnown }) => isKnown),
    }
  })
}

function isFor(named: string | undefined, environment: string): boolean {
  return (
    named === undefined || named === '' || named.includes('${{') || canonicalName(named) === canonicalName(environment)
  )
}

function needsOfCall({ isWorkflow, inputs, handed }: WorkflowCall): readonly Omit<SecretNeed, 'isSure'>[] {
  const named = (inputs['secret-env'] ?? '').split(/[\s,]+/).filter(name => /^[A-Za-z_]\w*$/.test(name))
  // A job of one's own may call it otherwise.
  const names = new Set([...(isWorkflow ? ['KUBECONFIG'] : []), ...named].map(name => name.toUpperCase()))
  return [...names].map(name => {
    const kept = handed === 'inherit' ? name : keptAs(handed, name)
    // The job of the called workflow gets the environment's own before what it is handed under another name.
    return { name, kept, isOfCaller: isWorkflow && kept !== name }
  })
}

function keptAs(handed: ReadonlyMap<string, string>, name: string): string | undefined {
  const [, value = ''] = [...handed].find(([key]) => key.toUpperCase() === name) ?? []
  return /^\$\{\{\s*secrets\.(\w+)\s*\}\}$/.exec(value.trim())?.[1]?.toUpperCase()
}

/** Where a need is met: by the environment, else by the repository or the organization. `unclear`: no way to see it. */
export function metBy(
  { name, kept, isOfCaller, isSure }: SecretNeed,
  own: readonly string[],
  { repository, organization }: Pick<SecretNames, 'repository' | 'organization'>,
): 'own' | 'repository' | 'organization' | 'chosen' | 'unclear' | 'none' {
  if (own.includes(name) && (isOfCaller || kept === name)) return 'own'
  if (kept === undefined) return 'unclear'
  if (!isOfCaller && own.includes(kept)) return 'own'
  const from = repository.includes(kept) ? 'repository' : organization.includes(kept) ? 'organization' : undefined
  // Handed under another name, it is meant so.
  if (from !== undefined) return kept === name ? from : 'chosen'
  return own.includes(kept) || !isSure ? 'unclear' : 'none'
}
