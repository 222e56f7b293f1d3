import { UserError } from '../../../errors.ts'
import { type EnvironmentPolicy, environmentOf, type Policy, serviceOf } from '../../../policy/policy.ts'
import { didYouMean } from '../../../text/suggestion.ts'
import type { DeploySettings } from '../settings.ts'

/** What a run without a deployment is about. */
export interface PlannedSubject {
  readonly service: string
  readonly environment: EnvironmentPolicy
}

/** The service and the environment that the inputs name, as the policy spells them. Throws `input-invalid`. */
export function plannedSubject(
  policy: Policy,
  settings: Pick<DeploySettings, 'environment' | 'service'>,
): PlannedSubject {
  const { file, services } = policy
  const named = settings.environment ?? ''
  const environment = environmentOf(policy, named)
  if (environment === undefined) {
    const names = policy.environments.map(({ name }) => name)
    const said = named === '' ? 'is empty, and without a deployment it is needed' : `is "${named}"`
    const text = `Input "environment" ${said}; ${file} names ${names.join(', ')}${didYouMean(named, names)}`
    throw new UserError('input-invalid', text)
  }
  const [only, ...others] = services
  const service = settings.service === undefined ? only : serviceOf(policy, settings.service)
  if (service === undefined || (settings.service === undefined && others.length > 0)) {
    const said = settings.service === undefined ? 'is empty' : `is "${settings.service}"`
    const text = `Input "service" ${said}; ${file} names ${services.join(', ')}${didYouMean(settings.service ?? '', services)}`
    throw new UserError('input-invalid', text)
  }
  return { service, environment }
}
