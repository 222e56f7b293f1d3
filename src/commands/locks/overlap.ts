import type { LockScope } from '../../domain/lock/lock-name.ts'
import { lockName } from '../../domain/lock/lock-name.ts'

/** What the name of a lock says that it holds, as encoded there; undefined for a name that no lock has: it holds nothing. */
interface NamedScope {
  readonly service: string | undefined
  readonly environment: string | undefined
}

const NAME = /^(?:svc\.([a-z0-9_-]+))?\.?(?:env\.([a-z0-9_-]+))?$/

/** Whether two locks hold some service in some environment together; the name of a ref is enough to know. */
export function holdsPartOf(scope: LockScope, name: string): boolean {
  const [mine, other] = [namedScope(lockName(scope)), namedScope(name)]
  if (mine === undefined || other === undefined) return false
  return meet(mine.service, other.service) && meet(mine.environment, other.environment)
}

/** Whether a ref of this name can hold anything at all. */
export function isLockName(name: string): boolean {
  return namedScope(name) !== undefined
}

function namedScope(name: string): NamedScope | undefined {
  if (name === 'all') return { service: undefined, environment: undefined }
  const found = NAME.exec(name)
  const [service, environment] = [found?.[1], found?.[2]]
  if (service === undefined && environment === undefined) return undefined
  const written = [service === undefined ? [] : `svc.${service}`, environment === undefined ? [] : `env.${environment}`]
  return written.flat().join('.') === name ? { service, environment } : undefined
}

function meet(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other
}
