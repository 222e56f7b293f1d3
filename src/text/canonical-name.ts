/**
 * The form in which names of environments and services are compared: GitHub's environment names, repository names and
 * concurrency groups do not differ by case.
 */
export function canonicalName(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
