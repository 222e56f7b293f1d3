import { canonicalName } from '../../text/canonical-name.ts'

/** What is scanned, locked and reported: one service in one environment. */
export interface StaleKey {
  /** `owner/name`. */
  readonly repository: string
  readonly service: string
  readonly environment: string
}

/** `owner/name#service`, the same however the names are spelled: how the metadata of a message names a service. */
export function keyText({ repository, service }: Pick<StaleKey, 'repository' | 'service'>): string {
  return `${canonicalName(repository)}#${canonicalName(service)}`
}
