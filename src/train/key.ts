/** What every record, lock, train and release is kept by. */
export interface TrainKey {
  readonly service: string
  readonly environment: string
}

/**
 * One text for a (service, environment): lower case, because GitHub's environment names, repository names and
 * concurrency groups do not differ by case. A service has no `/` in its name, so the text is unambiguous.
 */
export function keyText(key: TrainKey): string {
  return `${canonicalName(key.service)}/${canonicalName(key.environment)}`
}

/** True when GitHub would take both names for the same environment or repository. */
export function sameName(one: string, other: string): boolean {
  return canonicalName(one) === canonicalName(other)
}

/** The form in which names are compared. */
export function canonicalName(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
