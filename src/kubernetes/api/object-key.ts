import { groupOf } from './objects.ts'

/** Which object it is, whatever the version of its API. */
export function objectKey({
  apiVersion,
  kind,
  name,
  namespace = '',
}: {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  /** Absent for what belongs to the whole cluster. */
  readonly namespace?: string
}): string {
  return JSON.stringify([groupOf(apiVersion), kind, namespace, name])
}
